"""Rehearses for a member: copies what they have, runs the engine over the copy, and throws it away."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.calendars import PublicHolidays
from bot.coach.rules.coach import RulesCoach
from bot.config import data_root
from bot.conversation.offers import LABELS, LESSONS, SECTIONS
from bot.core.events import EventTable
from bot.core.identity import Scope
from bot.core.members import Member
from bot.core.ports.rehearsing import ComingMessage
from bot.core.turn import Ports
from bot.files.documents import FileDocuments
from bot.files.knowledge import FileKnowledge
from bot.rehearsing.engine import Rehearsal
from bot.rehearsing.standins import MovedClock, NoFiles, NoProgress, NothingApart, NoVectors, OneProfile
from bot.store.member_copy import copy_of_member
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store

_NO_PACE = Pace(channel_seconds=0, workspace_per_second=1e6, workspace_burst=10**6)
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of this process's own is made in it
_NOTHING_FOLLOWS = EventTable([])


class Rehearser:
    """Satisfies ports.Rehearsing over a store, with the coach by rules: no language model is asked."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def rehearse(self, scope: Scope, now: datetime, weeks: int) -> tuple[ComingMessage, ...]:
        """Every message that would come from now on, in order; raises Unavailable, NotFound."""
        async with self._store.read(scope) as reader:
            member = await reader.of(Member).get(scope.member)
        clock = MovedClock(now)
        with _folder() as folder:
            url = f"sqlite:///{Path(folder) / 'rehearsal.db'}"
            copy = await open_store(url, clock, events=_NOTHING_FOLLOWS)
            try:
                await copy_of_member(self._store, copy, scope, now)
            finally:
                await copy.close()
            return await _run(url, clock, replace(member, refreshed_at=now), scope, weeks)


def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for this process's user alone, in memory where the machine offers that."""
    return tempfile.TemporaryDirectory(prefix="tactegic-", dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None)


async def _run(
    url: str, clock: MovedClock, member: Member, scope: Scope, weeks: int
) -> tuple[ComingMessage, ...]:
    store = await open_store(url, clock, pace=_NO_PACE, migrated=True)
    try:
        rehearsal = Rehearsal(store, _ports(store, member), clock, member, scope)
        await rehearsal.run(clock.now() + timedelta(weeks=weeks))
    finally:
        await store.close()
    return tuple(rehearsal.coming)


def _ports(store: SqlStore, member: Member) -> Ports:
    nothing, apart = NoVectors(), NothingApart()
    return Ports(
        store=store,
        memory=nothing,
        coach=RulesCoach(nothing, knowledge=data_root("knowledge")),
        directory=OneProfile(member),
        files=NoFiles(),
        progress=NoProgress(),
        knowledge=FileKnowledge(data_root("knowledge")),
        documents=FileDocuments(apart),
        apart=apart,
        calendars=PublicHolidays(),
        sections=SECTIONS,
        lessons=LESSONS,
        labels=LABELS,
    )
