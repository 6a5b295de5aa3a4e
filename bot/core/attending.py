"""Work that its member waits for: whether they were told that it goes on, and whether they stopped it.

What runs in a thread is a row, so that a stop finds it wherever it runs: in another process, on another
machine, or in work that is taken up again after a crash. The commit of the work takes the row away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

from bot.core.commands import Command, Surface
from bot.core.deliveries import About, Retract, Say
from bot.core.identity import Space, WorkspaceId, derive_id
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work

APOLOGY = ":apology"
"""What the key of an apology has behind that of the work which failed."""
BEGINS = "begins"
KEPT_DAYS = 1
"""How long the row of work that was never done is kept."""


class Stopped(Exception):
    """The member stopped the work before it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningWork:
    """A piece of work that goes on in a thread; `stopped` once its member does not want it any more."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    thread: str
    stopped: bool = False
    stream: str = ""
    """The message in the thread that shows what is looked at; BEGINS while it is asked for."""


@dataclass(frozen=True, slots=True)
class StopAnswering(Command):
    """End what goes on in the thread, and take back what was proposed there."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(slots=True)
class Attendance:
    """What is known of a piece of work while it goes on."""

    work: Work[Any]
    has_status: bool = False
    """The member was told by its own words what is being done."""
    is_shown: bool = False
    """Its row is there, and the member can stop it."""
    is_ended: bool = False
    """Its member stopped it, and so it was ended."""
    is_writing: bool = False
    has_left: bool = False
    """Its row was taken away again."""
    has_written: bool = False
    """Something of it is committed: it goes on to its end."""
    can_stream: bool = False
    """What is looked at may be shown in a message of its own, which the answer fills."""
    stream: str = ""
    """The message in its thread that shows what is looked at."""
    grows: bool = False
    """What that message shows may stay above the answer."""
    stream_about: About = ()
    """The rows of whom that message speaks."""
    has_filled: bool = False
    """What is said fills that message."""
    noting: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while its row is written: two who write it would be in each other's way."""

    @property
    def row_id(self) -> str:
        """The id of its row: the same each time the work is tried."""
        return self.work.new_id("running")

    def row(self, thread: str) -> RunningWork:
        """Its row as it is first written, with the thread in which it goes on."""
        scope = self.work.scope
        return RunningWork(
            id=self.row_id,
            workspace=scope.workspace,
            space=scope.own,
            created_at=self.work.now,
            thread=thread,
        )

    @property
    def may_end(self) -> bool:
        """Whether nothing was written so far, so that it can end with nothing changed."""
        return not (self.is_writing or self.has_written)

    def noticing(
        self, commit: AbstractAsyncContextManager[UnitOfWork], work: Work[Any]
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        """Return the commit, which also takes the row away; it raises Stopped where the work was stopped."""
        return _noticing(commit, self, work)

    async def leave(self, uow: UnitOfWork) -> bool:
        """Take the row away where it is there; False where the member stopped the work."""
        row = await uow.of(RunningWork).one(self.row_id)
        if row is not None:
            await uow.of(RunningWork).remove(row.id)
            self.has_left = True
        if self.stream and not self.has_filled:
            uow.say(Retract(conversation=self.work.origin.conversation or "", message=self.stream))
        return row is None or not row.stopped

    def fill(self, say: Say) -> Say:
        """Return what is said, as the end of the message that grows where it is the first in its thread."""
        if not self.stream or self.has_filled or not (say.conversation and say.thread):
            return say
        self.has_filled = True
        beside = self.stream_about if self.grows else ()
        about = tuple(dict.fromkeys((*say.about, *beside)))
        return replace(say, stream=self.stream, grows=self.grows, about=about)


@asynccontextmanager
async def _noticing(
    commit: AbstractAsyncContextManager[UnitOfWork], attendance: Attendance, work: Work[Any]
) -> AsyncIterator[UnitOfWork]:
    attendance.is_writing = True
    try:
        async with commit as uow:
            yield uow
            is_whole = work.key == attendance.work.key
            wanted = await attendance.leave(uow) if is_whole and attendance.is_shown else True
            if not (wanted or attendance.has_written):
                raise Stopped
        attendance.has_written = True
    finally:
        attendance.is_writing = False


def row_of_failed(apology: Work[Any]) -> str:
    """Return the id of the row of the work that an apology is about."""
    return derive_id(apology.key.removesuffix(APOLOGY), "running")


def stands_in_thread(work: Work[Any]) -> bool:
    """Whether it was asked in a thread, or at a message that may have one."""
    origin = work.origin
    there = origin.surface in (Surface.DIRECT, Surface.BUTTON)
    return there and bool(origin.conversation and (origin.thread or origin.message))


def is_waited_for(work: Work[Any]) -> bool:
    """Whether a member waits for it in a thread, where a status can be shown."""
    return stands_in_thread(work) and not work.command.unasked
