"""Acts on what is due: checks again, then lets the scheduled kind act or puts it off (T1, B3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot.core.deliveries import Say
from bot.core.identity import Scope
from bot.core.members import ASKED_NEXT_TIME, Member
from bot.core.ports.errors import NotFound
from bot.core.ports.queues import Outgoing
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.ports.workspace import Directory
from bot.core.schedule.availability import Availability, availability_of, find_available_time
from bot.core.schedule.commands import AdaptSchedule, Awaken, Due, LookAgain, WhyAsked
from bot.core.schedule.jobs import ScheduledJob, put_off
from bot.core.schedule.kinds import SCHEDULED_KINDS, ScheduledKind, find_schedule_changes
from bot.core.schedule.recurrence import utc_of
from bot.core.settings import (
    DEFAULTS_ID,
    EffectiveSettings,
    MemberSettings,
    WorkspaceDefaults,
    effective_settings,
)
from bot.core.turn import Ports, Turn

_DAY = timedelta(days=1)
_STILL_TIMELY = timedelta(minutes=5)
"""What leaves so soon after it was said needs no second check."""

Action = Callable[[Turn[Due]], Awaitable[None]]
"""What a scheduled kind does at its time; it writes once, as every handler."""


async def read_settings(reader: StoreReader, scope: Scope) -> EffectiveSettings:
    """The settings that hold for a member now."""
    own = await reader.of(MemberSettings).find(id=scope.member)
    defaults = await reader.of(WorkspaceDefaults).find(id=DEFAULTS_ID)
    return effective_settings(next(iter(own), None), next(iter(defaults), None))


async def act_on_time(
    turn: Turn[Due],
    *,
    act: Callable[[str], Action],
    known: Mapping[str, ScheduledKind] = SCHEDULED_KINDS,
) -> None:
    """Let a scheduled kind act now, or put it off until the member may be written to."""
    scheduled_kind = known.get(turn.command.kind)
    if scheduled_kind is None:
        return
    if not turn.command.once and scheduled_kind.when(turn.member, turn.settings) is None:
        return  # it was turned off meanwhile
    if not scheduled_kind.waits:
        await act(scheduled_kind.kind)(turn)
        return
    availability = availability_of(turn.member, turn.settings, turn.calendars, turn.now)
    availability = await _with_do_not_disturb(availability, turn.member, turn.now, turn.directory)
    at = find_available_time(turn.now, availability)
    if at == turn.now:
        await act(scheduled_kind.kind)(turn.by_itself(WhyAsked(scheduled_kind.kind)))
    else:
        await _put_off(turn, scheduled_kind, at)


async def may_leave(outgoing: Outgoing, ports: Ports, now: datetime) -> bool:
    """Whether a delivery may leave now: what came by itself reaches nobody at night (B3).

    This was checked when the scheduled kind acted; an outage or a long queue may have come between.
    """
    say = outgoing.delivery
    if not isinstance(say, Say) or say.unasked_at is None or now - say.unasked_at < _STILL_TIMELY:
        return True
    scope = Scope(outgoing.workspace, outgoing.member)
    try:
        async with ports.store.read(scope) as reader:
            member = await reader.of(Member).get(scope.member)
            settings = await read_settings(reader, scope)
    except NotFound:
        return True  # whoever was erased has nothing in the outbox but what says so
    if member.refreshed_at == ASKED_NEXT_TIME:
        return False  # they are no full member any more, and may come back
    availability = availability_of(member, settings, ports.calendars, now)
    availability = await _with_do_not_disturb(availability, member, now, ports.directory)
    return find_available_time(now, availability) == now


async def _with_do_not_disturb(
    availability: Availability, member: Member, now: datetime, directory: Directory
) -> Availability:
    """The availability with Do Not Disturb, which is asked for only where it may matter."""
    if availability.settings.paused or not availability.is_at_work(now):
        return availability
    return replace(availability, reachable_at=await directory.quiet_until(member.workspace, member.id, now))


async def put_off_to_another_day(turn: Turn[Due]) -> None:
    """Put an occurrence off to the member's next working day, or drop it where it belongs to its day."""
    tomorrow = utc_of(turn.today + _DAY, time(), turn.zone)
    availability = availability_of(turn.member, turn.settings, turn.calendars, turn.now)
    await _put_off(turn, SCHEDULED_KINDS[turn.command.kind], find_available_time(tomorrow, availability))


async def _put_off(turn: Turn[Due], scheduled_kind: ScheduledKind, at: datetime | None) -> None:
    if at is None and not turn.command.once:
        return  # paused, or away for good: nothing is saved up
    until = at or turn.now + _DAY
    if scheduled_kind.same_day and turn.day_of(until) != turn.today:
        return
    async with turn.commit() as uow:
        later = await _later(uow, turn, until)
        if later is not None:
            await uow.schedule(later)


async def _later(uow: UnitOfWork, turn: Turn[Due], until: datetime) -> ScheduledJob | None:
    due = turn.command
    found = [
        each for each in await uow.scheduled_jobs() if (each.kind, each.subject) == (due.kind, due.subject)
    ]
    if due.once:
        again = build_job(turn, due.kind, due.subject, until, due.key, put_off_already=due.turn + 1)
        return None if found else again
    return put_off(found[0], due.key, due.turn, until) if found else None


def build_job(
    turn: Turn[Any], kind: str, subject: str, at: datetime, key: str, put_off_already: int = 0
) -> ScheduledJob:
    """Build the scheduled job for something that comes once; its key tells it from earlier ones."""
    return ScheduledJob(
        workspace=turn.scope.workspace,
        member=turn.scope.member,
        kind=kind,
        subject=subject,
        zone=turn.member.zone,
        next_at=at,
        key=key,
        turn=put_off_already,
    )


async def look_again(turn: Turn[LookAgain]) -> None:
    """Do nothing more: the member was looked up on the way here, and their schedule follows."""


async def adapt_schedule(
    turn: Turn[AdaptSchedule | Awaken], *, known: Mapping[str, ScheduledKind] = SCHEDULED_KINDS
) -> None:
    """Bring the member's recurring scheduled jobs in line with settings, zone and role.

    `Awaken` begins a kind that is there only while something is due.
    """
    begins = turn.command.kind if isinstance(turn.command, Awaken) else ""
    async with turn.commit() as uow:
        member = await uow.of(Member).get(turn.scope.member)
        settings = await read_settings(uow, turn.scope)
        schedule = tuple(await uow.scheduled_jobs())
        changes = find_schedule_changes(member, settings, schedule, turn.now, begins=begins, known=known)
        for job in changes.scheduled:
            await uow.schedule(job)
        for job in changes.cancelled:
            await uow.cancel(job.kind, job.subject)
