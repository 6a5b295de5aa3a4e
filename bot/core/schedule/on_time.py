"""What happens when the time of a scheduled kind has come: recheck, put off, or let the scheduled kind act
(T1, B3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.deliveries import Say
from bot.core.identity import Scope
from bot.core.members import Member
from bot.core.ports.books import StoreReader, UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.ports.queues import Outgoing
from bot.core.ports.time import Calendars
from bot.core.ports.workspace import Directory
from bot.core.schedule.agenda import ScheduledJob, put_off
from bot.core.schedule.commands import Awaken, Due, KeepAgenda, LookAgain
from bot.core.schedule.occasions import SCHEDULED_KINDS, Hour, ScheduledKind, keep, may_come_at
from bot.core.schedule.recurrence import is_working, utc_of
from bot.core.settings import (
    DEFAULTS_ID,
    EffectiveSettings,
    MemberSettings,
    WorkspaceDefaults,
    effective_settings,
)
from bot.core.turn import Ports, Turn

_AHEAD = timedelta(days=400)
_DAY = timedelta(days=1)
_STILL_TIMELY = timedelta(minutes=5)
"""What leaves so soon after it was said needs no second look at the hour."""

Action = Callable[[Turn[Due]], Awaitable[None]]
"""What a scheduled kind does at its time; it writes once, as every handler."""


async def settings_in_force(reader: StoreReader, scope: Scope) -> EffectiveSettings:
    """The settings that hold for a member now."""
    own = await reader.of(MemberSettings).find(id=scope.member)
    defaults = await reader.of(WorkspaceDefaults).find(id=DEFAULTS_ID)
    return effective_settings(next(iter(own), None), next(iter(defaults), None))


def hour_of(member: Member, settings: EffectiveSettings, calendars: Calendars, now: datetime) -> Hour:
    """When the member may be written to, as far as settings and public holidays say; not Do Not Disturb."""
    holidays = calendars.holidays(settings.country, now.date() - _DAY, now.date() + _AHEAD)
    return Hour(zone=member.zone, settings=settings, holidays=holidays)


async def on_time(
    turn: Turn[Due],
    *,
    act: Callable[[str], Action],
    known: Mapping[str, ScheduledKind] = SCHEDULED_KINDS,
) -> None:
    """Let a scheduled kind act, or put it off until the member may be written to."""
    scheduled_kind = known.get(turn.command.kind)
    if scheduled_kind is None:
        return
    if not turn.command.once and scheduled_kind.when(turn.member, turn.settings) is None:
        return  # it was turned off meanwhile
    if not scheduled_kind.waits:
        await act(scheduled_kind.kind)(turn)
        return
    hour = hour_of(turn.member, turn.settings, turn.calendars, turn.now)
    at = may_come_at(turn.now, await _with_quiet(hour, turn.member, turn.now, turn.directory))
    if at == turn.now:
        await act(scheduled_kind.kind)(turn.by_itself())
    else:
        await _put_off(turn, scheduled_kind, at)


async def may_leave(outgoing: Outgoing, ports: Ports, now: datetime) -> bool:
    """Whether a delivery may leave now: what came by itself does not reach anybody at night (B3).

    It was asked when the scheduled kind acted; an outage or a long queue may have come between.
    """
    say = outgoing.delivery
    if not isinstance(say, Say) or say.unasked_at is None or now - say.unasked_at < _STILL_TIMELY:
        return True
    scope = Scope(outgoing.workspace, outgoing.member)
    try:
        async with ports.store.read(scope) as reader:
            member = await reader.of(Member).get(scope.member)
            settings = await settings_in_force(reader, scope)
    except NotFound:
        return True  # whoever was erased has nothing in the outbox but what says so
    hour = hour_of(member, settings, ports.calendars, now)
    return may_come_at(now, await _with_quiet(hour, member, now, ports.directory)) == now


async def _with_quiet(hour: Hour, member: Member, now: datetime, directory: Directory) -> Hour:
    """The hour with Do Not Disturb, which is asked for only where it may matter."""
    settings, zone = hour.settings, ZoneInfo(member.zone)
    if settings.paused or not is_working(now, zone, settings.hours, settings.leave, hour.holidays):
        return hour
    return replace(hour, reachable_at=await directory.quiet_until(member.workspace, member.id, now))


async def another_day(turn: Turn[Due]) -> None:
    """Put an occurrence off to the member's next working day, or drop it where it belongs to its own."""
    tomorrow = utc_of(turn.today + _DAY, time(), turn.zone)
    hour = hour_of(turn.member, turn.settings, turn.calendars, turn.now)
    await _put_off(turn, SCHEDULED_KINDS[turn.command.kind], may_come_at(tomorrow, hour))


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
        again = once(turn, due.kind, due.subject, until, due.key, put_off_already=due.turn + 1)
        return None if found else again
    return put_off(found[0], due.key, due.turn, until) if found else None


def once(
    turn: Turn[Any], kind: str, subject: str, at: datetime, key: str, put_off_already: int = 0
) -> ScheduledJob:
    """A scheduled job for something that comes once; its key tells it from earlier ones."""
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
    """Nothing more: the member was looked up on the way here, and their schedule follows."""


async def keep_agenda(
    turn: Turn[KeepAgenda | Awaken], *, known: Mapping[str, ScheduledKind] = SCHEDULED_KINDS
) -> None:
    """Bring the member's recurring scheduled jobs in line with settings, zone and role.

    `Awaken` begins a kind that is there only while something is due.
    """
    awake = turn.command.kind if isinstance(turn.command, Awaken) else ""
    async with turn.commit() as uow:
        member = await uow.of(Member).get(turn.scope.member)
        settings = await settings_in_force(uow, turn.scope)
        kept = keep(member, settings, tuple(await uow.scheduled_jobs()), turn.now, awake=awake, known=known)
        for job in kept.scheduled:
            await uow.schedule(job)
        for job in kept.cancelled:
            await uow.cancel(job.kind, job.subject)
