"""What happens when the time of an occasion has come: recheck, put off, or let the occasion act (T1, B3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.agenda import Appointment, put_off
from bot.domain.identity import WORKSPACE_SPACE, Scope
from bot.domain.members import Member
from bot.domain.occasions import OCCASIONS, Hour, Occasion, keep, may_come_at
from bot.domain.schedule import is_working, utc_of
from bot.domain.settings import DEFAULTS_ID, InForce, MemberSettings, WorkspaceDefaults, in_force
from bot.messages.deliveries import Say
from bot.messages.schedule import Awaken, Due, KeepAgenda, LookAgain
from bot.ports import Books, NotFound, OpenBooks, Outgoing, Work
from bot.usecases.desk import Desk

_AHEAD = timedelta(days=400)
_DAY = timedelta(days=1)
_STILL_TIMELY = timedelta(minutes=5)
"""What leaves so soon after it was said needs no second look at the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A member at the time that something of theirs is due."""

    member: Member
    settings: InForce
    hour: Hour
    now: datetime

    @property
    def today(self) -> date:
        """The member's local date."""
        return self.now.astimezone(ZoneInfo(self.member.zone)).date()


Action = Callable[[Work[Due], Desk, Moment], Awaitable[None]]
"""What an occasion does at its time; it writes once, as every use case."""


async def settings_of(books: Books, work: Work[Any]) -> InForce:
    """The settings that hold for the member of this work."""
    return await _settings(books, work.scope)


async def _settings(books: Books, scope: Scope) -> InForce:
    return in_force(
        await _or_none(books, MemberSettings, scope.member),
        await _or_none(books, WorkspaceDefaults, DEFAULTS_ID),
    )


async def own_settings(books: Books, work: Work[Any]) -> MemberSettings:
    """What the member of this work has chosen; nothing yet, for a new one."""
    scope = work.scope
    return await _or_none(books, MemberSettings, scope.member) or MemberSettings(
        id=scope.member, workspace=scope.workspace, space=scope.own, created_at=work.now
    )


async def workspace_defaults(books: Books, work: Work[Any]) -> WorkspaceDefaults:
    """What the workspace has chosen for everybody; nothing yet, for a new one."""
    return await _or_none(books, WorkspaceDefaults, DEFAULTS_ID) or WorkspaceDefaults(
        id=DEFAULTS_ID, workspace=work.scope.workspace, space=WORKSPACE_SPACE, created_at=work.now
    )


async def _or_none(books: Books, kind: type[Any], id: str) -> Any:
    try:
        return await books.of(kind).get(id)
    except NotFound:
        return None


async def moment_of(work: Work[Any], desk: Desk) -> Moment:
    """The moment of a piece of work, without asking for Do Not Disturb."""
    return await _moment(work.scope, desk, work.now)


async def _moment(scope: Scope, desk: Desk, now: datetime) -> Moment:
    async with desk.ledger.read(scope) as books:
        member = await books.of(Member).get(scope.member)
        settings = await _settings(books, scope)
    holidays = desk.calendars.holidays(settings.country, now.date() - _DAY, now.date() + _AHEAD)
    hour = Hour(zone=member.zone, settings=settings, holidays=holidays)
    return Moment(member=member, settings=settings, hour=hour, now=now)


async def on_time(
    work: Work[Due],
    desk: Desk,
    *,
    act: Callable[[str], Action],
    known: Mapping[str, Occasion] = OCCASIONS,
) -> None:
    """Let an occasion act, or put it off until the member may be written to."""
    occasion = known.get(work.command.kind)
    if occasion is None:
        return
    moment = await moment_of(work, desk)
    if not work.command.once and occasion.when(moment.member, moment.settings) is None:
        return  # it was turned off meanwhile
    if occasion.waits:
        at = may_come_at(work.now, await _with_quiet(moment, desk))
        if at != work.now:
            await _put_off(work, desk, moment, occasion, at)
            return
    await act(occasion.kind)(replace(work, by_itself=occasion.waits), desk, moment)


async def may_leave(outgoing: Outgoing, desk: Desk, now: datetime) -> bool:
    """Whether a delivery may leave now: what came by itself does not reach anybody at night (B3).

    It was asked when the occasion acted; an outage or a long queue may have come between.
    """
    say = outgoing.delivery
    if not isinstance(say, Say) or say.unasked_at is None or now - say.unasked_at < _STILL_TIMELY:
        return True
    scope = Scope(outgoing.workspace, outgoing.member)
    try:
        moment = await _moment(scope, desk, now)
    except NotFound:
        return True  # whoever was erased has nothing in the outbox but what says so
    return may_come_at(now, await _with_quiet(moment, desk)) == now


async def _with_quiet(moment: Moment, desk: Desk) -> Hour:
    """The hour with Do Not Disturb, which is asked for only where it may matter."""
    hour, settings = moment.hour, moment.settings
    zone = ZoneInfo(moment.member.zone)
    if settings.paused or not is_working(moment.now, zone, settings.hours, settings.leave, hour.holidays):
        return hour
    member = moment.member
    return replace(
        hour, reachable_at=await desk.directory.quiet_until(member.workspace, member.id, moment.now)
    )


async def another_day(work: Work[Due], desk: Desk, moment: Moment) -> None:
    """Put an occurrence off to the member's next working day, or drop it where it belongs to its own."""
    zone = ZoneInfo(moment.member.zone)
    tomorrow = utc_of(moment.today + _DAY, time(), zone)
    await _put_off(work, desk, moment, OCCASIONS[work.command.kind], may_come_at(tomorrow, moment.hour))


async def _put_off(
    work: Work[Due], desk: Desk, moment: Moment, occasion: Occasion, at: datetime | None
) -> None:
    due, zone = work.command, ZoneInfo(moment.member.zone)
    if at is None and not due.once:
        return  # paused, or away for good: nothing is saved up
    until = at or work.now + _DAY
    if occasion.same_day and until.astimezone(zone).date() != moment.today:
        return
    async with desk.ledger.write(work) as books:
        later = await _later(books, work, moment, until)
        if later is not None:
            await books.appoint(later)


async def _later(books: OpenBooks, work: Work[Due], moment: Moment, until: datetime) -> Appointment | None:
    due = work.command
    found = [
        each for each in await books.appointments() if (each.kind, each.subject) == (due.kind, due.subject)
    ]
    if due.once:
        again = once(work, moment.member, due.kind, due.subject, until, due.key, due.turn + 1)
        return None if found else again
    return put_off(found[0], due.key, due.turn, until) if found else None


def once(
    work: Work[Any], member: Member, kind: str, subject: str, at: datetime, key: str, turn: int = 0
) -> Appointment:
    """An appointment for something that comes once; its key tells it from earlier ones."""
    return Appointment(
        workspace=work.scope.workspace,
        member=work.scope.member,
        kind=kind,
        subject=subject,
        zone=member.zone,
        next_at=at,
        key=key,
        turn=turn,
    )


async def look_again(work: Work[LookAgain], desk: Desk) -> None:
    """Nothing more: the reception has looked the member up, and their agenda follows."""


async def keep_agenda(
    work: Work[KeepAgenda | Awaken], desk: Desk, *, known: Mapping[str, Occasion] = OCCASIONS
) -> None:
    """Bring the member's recurring appointments in line with settings, zone and role.

    `Awaken` begins a kind that is there only while something is due.
    """
    awake = work.command.kind if isinstance(work.command, Awaken) else ""
    async with desk.ledger.write(work) as books:
        member = await books.of(Member).get(work.scope.member)
        settings = await settings_of(books, work)
        kept = keep(member, settings, tuple(await books.appointments()), work.now, awake=awake, known=known)
        for appointment in kept.appointed:
            await books.appoint(appointment)
        for appointment in kept.cancelled:
            await books.cancel(appointment.kind, appointment.subject)
