"""The ticks: every process looks for what is due, and puts it into the inbox.

What is due is taken in one commit with the inbox row under its occurrence's key, so it is worked on once,
whatever restarts, however many processes there are and wherever the clock jumps.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.codec import write_job
from bot.core.commands import Command, Origin, Surface
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Conflict, Unavailable
from bot.core.ports.queues import Envelope, Inbox, Schedule
from bot.core.ports.time import Clock
from bot.core.schedule.commands import AdaptSchedule, Awaken, Due
from bot.core.schedule.jobs import Firing, ScheduledJob, take
from bot.core.schedule.kinds import SCHEDULED_KINDS, ScheduledKind
from bot.core.schedule.times import NUDGES

_log = structlog.get_logger(__name__)
_BATCH = 200
_SWEEP_BATCH = 10_000
_TIDY_SECONDS = 3600.0
_AGAIN_SECONDS = 5.0

Taker = Callable[[ScheduledJob], tuple[Envelope | None, ScheduledJob | None]]


class Ticker:
    """Takes what is due every few seconds, and at once when it is woken; times are the clock's.

    With `tidy` it also has what is no longer needed dropped, every hour; with `finish`, what was begun and
    could not be finished is tried again at every tick.
    """

    def __init__(
        self,
        schedule: Schedule,
        inbox: Inbox,
        clock: Clock,
        *,
        tick_seconds: float = 20.0,
        sweep_seconds: float = 300.0,
        tidy: Callable[[], Awaitable[object]] | None = None,
        finish: Callable[[], Awaitable[object]] | None = None,
        is_paused: Callable[[], bool] = lambda: False,
    ) -> None:
        """While `is_paused`, what is due stays in the schedule, and is caught up with as after an outage."""
        self._is_paused = is_paused
        self._schedule = schedule
        self._inbox = inbox
        self._clock = clock
        self._ticks: dict[str, tuple[Callable[[], Awaitable[object]], float]] = {
            "due": (self.take_due, tick_seconds),
            "sweep": (self.sweep, sweep_seconds),
        }
        if tidy is not None:
            self._ticks["tidy"] = (tidy, _TIDY_SECONDS)
        if finish is not None:
            self._ticks["finish"] = (finish, tick_seconds)
        self._stopping = asyncio.Event()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self._wakings: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Tick until `stop`."""
        for name, (tick, seconds) in self._ticks.items():
            first = datetime.now(UTC)
            self._scheduler.add_job(_guarded(tick), "interval", seconds=seconds, id=name, next_run_time=first)
        self._scheduler.start()
        try:
            await self._stopping.wait()
        finally:
            self._scheduler.shutdown(wait=False)
            await asyncio.gather(*self._wakings, return_exceptions=True)

    def stop(self) -> None:
        """Tick no more."""
        self._stopping.set()

    def wake(self) -> None:
        """Look at once: the clock was moved. To be called in the loop that runs the ticks."""
        if not self._stopping.is_set():
            waking = asyncio.ensure_future(_guarded(self._all)())
            self._wakings.add(waking)
            waking.add_done_callback(self._wakings.discard)

    async def _all(self) -> None:
        await self.sweep()
        await self.take_due()

    async def take_due(self) -> int:
        """Put everything that is due into the inbox; returns how many scheduled jobs it was."""
        taken = 0
        while not self._is_paused():
            now = self._clock.now()
            count = await self._schedule.take(now, taker(now), limit=_BATCH)
            taken += count
            if count < _BATCH:
                break
        return taken

    async def sweep(self) -> int:
        """Begin nudges for members with something due and none scheduled; returns how many members it was."""
        now, after, found = self._clock.now(), ("", ""), 0
        while not self._is_paused():
            keys = await self._schedule.find_unscheduled(now, NUDGES, after=after, limit=_SWEEP_BATCH)
            # Side by side, so that the inbox takes many in one commit.
            await asyncio.gather(*(self._inbox.accept(_awaken(*key, now)) for key in keys))
            found += len(keys)
            if len(keys) < _SWEEP_BATCH:
                break
            after = keys[-1]
        return found


async def keep_schedules(
    members: Callable[[], AsyncIterator[tuple[WorkspaceId, MemberId]]],
    inbox: Inbox,
    *,
    pause: float = _AGAIN_SECONDS,
) -> None:
    """Have every member's schedule adapted once for each set of kinds, so that a new kind reaches them.

    Where the database goes away in between it is begun again: what was queued already is not queued twice.
    """
    kinds = hashlib.sha256(" ".join(sorted(SCHEDULED_KINDS)).encode()).hexdigest()[:12]
    while True:
        try:
            async for workspace, member in members():
                key = f"kinds:{workspace}:{member}:{kinds}"
                await inbox.accept(_envelope(key, workspace, member, AdaptSchedule()))
        except (Unavailable, Conflict) as error:
            _log.warning("schedules not adapted yet", error=str(error))
            await asyncio.sleep(pause)
        else:
            return


def taker(now: datetime, known: Mapping[str, ScheduledKind] = SCHEDULED_KINDS) -> Taker:
    """A function that takes a due job; one of a kind that nobody knows any more ends."""

    def decide(job: ScheduledJob) -> tuple[Envelope | None, ScheduledJob | None]:
        scheduled_kind = known.get(job.kind)
        if scheduled_kind is None:
            return None, None
        taken_job = take(job, scheduled_kind.catch_up, now)
        firing = taken_job.firing
        return (envelope_of(job, firing) if firing else None), taken_job.following

    return decide


def envelope_of(job: ScheduledJob, firing: Firing) -> Envelope:
    """The work that an occurrence asks for, under a key that is its own, and new each time it is put off."""
    place = f"{job.workspace}:{job.member}:{job.kind}:{job.subject}"
    again = f"+{firing.turn}" if firing.turn else ""
    command = Due(
        kind=job.kind,
        subject=job.subject,
        key=firing.key,
        due=firing.due,
        missed=firing.missed,
        folded=firing.folded,
        turn=firing.turn,
        once=firing.once,
    )
    return _envelope(f"tick:{place}:{firing.key}{again}", job.workspace, job.member, command)


def _awaken(workspace: WorkspaceId, member: MemberId, now: datetime) -> Envelope:
    key = f"awaken:{workspace}:{member}:{NUDGES}:{now.date()}"
    return _envelope(key, workspace, member, Awaken(NUDGES))


def _envelope(key: str, workspace: WorkspaceId, member: MemberId, command: Command) -> Envelope:
    return Envelope(
        key=key,
        source="command",
        workspace=workspace,
        member=member,
        payload=write_job(command, Origin(surface=Surface.JOB)),
        ordering_key="",
    )


def _guarded(tick: Callable[[], Any]) -> Callable[[], Any]:
    """A tick whose failure is logged and tried again next time."""

    async def run() -> None:
        try:
            await tick()
        except Unavailable:
            _log.warning("tick unavailable")
        except Exception as error:
            _log.error("tick failed", error_kind=type(error).__name__)

    return run
