"""Shows step by step what is looked up for an answer, in the message that the answer then fills.

Steps are told to the workspace beside the work, several at once where they come fast, so that no answer
waits for them. Where no message can grow, the status line tells the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import structlog

from bot.conversation.cards import agent as cards
from bot.core.attending import BEGINS, Attendance, RunningWork
from bot.core.deliveries import Retract
from bot.core.ports.errors import Unavailable
from bot.core.ports.streams import ShownStep, StepState, Streams
from bot.core.turn import Turn

_PATIENCE = 4.0
"""Seconds for which a finished answer waits until its steps are shown."""
_log = structlog.get_logger(__name__)


class Thinking:
    """The steps of one answer."""

    def __init__(self, turn: Turn[Any]) -> None:
        self._turn = turn
        self._steps: dict[str, ShownStep] = {}
        self._untold: dict[str, ShownStep] = {}
        self._about: dict[str, None] = {}
        self._status = ""
        self._telling: asyncio.Task[None] | None = None
        self._is_lost = _place_of(turn) is None

    def add(self, title: str) -> None:
        """Take in a step that was done already; it is shown with the first one that is not."""
        self._take(ShownStep(self._next_id(), title, StepState.DONE))

    async def begin(self, title: str, status: str, about: tuple[str, ...]) -> str:
        """Show that something is looked at, which names these rows; returns the step's id."""
        id = self._next_id()
        self._take(ShownStep(id, title, StepState.RUNNING))
        self._about |= dict.fromkeys(about)
        self._status = status
        if self._is_lost:
            await self._turn.status(status)
        elif self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())
        return id

    def end(self, id: str, title: str) -> None:
        """Show that a step is done, by a title that says what was found."""
        self._take(ShownStep(id, title, StepState.DONE))
        if not self._is_lost and self._telling is not None and self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    async def finish(self) -> None:
        """Wait until all steps are shown; only then words may follow them in the same message."""
        if self._telling is None:
            return
        await asyncio.wait([self._telling], timeout=_PATIENCE)
        attendance = self._turn.attendance
        if attendance is not None and attendance.stream:
            done = all(step.state is StepState.DONE for step in self._steps.values())
            attendance.grows = done and not self._is_lost and self._telling.done()
            attendance.stream_about = tuple(self._about)

    def _next_id(self) -> str:
        return str(len(self._steps) + 1)

    def _take(self, step: ShownStep) -> None:
        self._steps[step.id] = self._untold[step.id] = step

    async def _tell(self) -> None:
        """Tell all steps that are new or changed, until there are none."""
        place = _place_of(self._turn)
        try:
            while place is not None and self._untold and not self._is_lost:
                streams, attendance = place
                steps, self._untold = list(self._untold.values()), {}
                title = cards.thinking_title(self._steps.values())
                if attendance.stream:
                    told = await streams.show(self._turn.work, attendance.stream, title, steps)
                else:
                    told = await self._open(streams, attendance, title, steps)
                self._is_lost = not told
        except Exception as problem:  # what is shown of work must not be in its way
            self._is_lost = True
            _log.warning("thinking.lost", problem=type(problem).__name__)
        if self._is_lost:
            await self._turn.status(self._status)

    async def _open(
        self, streams: Streams, attendance: Attendance, title: str, steps: Sequence[ShownStep]
    ) -> bool:
        """Begin the message; its row says so before, and then which one it is."""
        work = self._turn.work
        await note_stream(self._turn, attendance, BEGINS)
        try:
            attendance.stream = await streams.start(work, title, steps)
            is_sure = True
        except Unavailable:
            attendance.stream = await streams.find(work)
            is_sure = False
        await note_stream(self._turn, attendance, attendance.stream)
        return is_sure and bool(attendance.stream)


def _place_of(turn: Turn[Any]) -> tuple[Streams, Attendance] | None:
    """Where steps are shown; None where nothing can grow, or what an earlier try let grow is still there."""
    streams, attendance = turn.ports.streams, turn.attendance
    if streams is None or attendance is None or not attendance.can_stream or turn.redrawing is not None:
        return None
    return streams, attendance


async def note_stream(turn: Turn[Any], attendance: Attendance, stream: str) -> None:
    """Write down which message grows, so that another try of the work, or its apology, finds and fills it.

    Where the work was done meanwhile, nobody fills the message any more, and it is deleted.
    """
    part = "stream-begins" if stream == BEGINS else "stream"
    async with attendance.noting, turn.ports.store.write(turn.work.apart(part)) as uow:
        row = await uow.of(RunningWork).one(attendance.row_id)
        if attendance.has_left or attendance.has_written:
            if stream not in ("", BEGINS) and not attendance.has_filled:
                uow.say(Retract(conversation=turn.origin.conversation or "", message=stream))
            return
        row = row or attendance.row(turn.thread)
        attendance.is_shown = True
        await uow.of(RunningWork).put(replace(row, stream=stream))
