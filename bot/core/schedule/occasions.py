"""The kinds of jobs that come by themselves: when each comes, and what becomes of it after an outage.

A new kind is one row here, and one in `actions` of a feature: what to do when its time has come
(docs/schedule.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.members import Member
from bot.core.schedule import times as rounds
from bot.core.schedule.agenda import COME_ONCE, CatchUp, ScheduledJob, schedule_recurring
from bot.core.schedule.recurrence import Away, Daily, Recurrence, Weekly, next_working
from bot.core.settings import EffectiveSettings

NUDGES = "nudges"
NUDGE_DIGEST = "nudge-digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledKind:
    """One kind of scheduled job: when it comes, and what becomes of it after an outage."""

    kind: str
    catch_up: CatchUp = COME_ONCE
    when: Callable[[Member, EffectiveSettings], Recurrence | None] = lambda _member, _settings: None
    """When it comes to a member; None: not to this one. Only for what recurs."""
    standing: bool = True
    """Whether who may have it has it always; else it begins with `Awaken` and ends with `uow.cancel`."""
    waits: bool = True
    """Whether it waits for working hours, and for the end of a leave, of Do Not Disturb and of a pause."""
    same_day: bool = False
    """Whether an occurrence that would have to wait for another day gives way to that day's."""


def by_kind(*rows: ScheduledKind) -> Mapping[str, ScheduledKind]:
    """Scheduled kinds by their name; raises ValueError where two have one name."""
    found = {row.kind: row for row in rows}
    if len(found) < len(rows):
        raise ValueError("two occasions of one kind")
    return found


def opening_time(settings: EffectiveSettings, *, after: timedelta = timedelta(hours=1)) -> time:
    """A local time soon after the member's day began, and within it."""
    begin = settings.hours.begin
    minutes = 60 * begin.hour + begin.minute + int(after.total_seconds()) // 60
    at = time(*divmod(min(minutes, 24 * 60 - 1), 60))
    return at if at < settings.hours.end else begin


_ROUNDS = (
    ScheduledKind(
        kind=rounds.ROUND,
        catch_up=CatchUp(stale_after=rounds.ROUND_STALE),
        when=rounds.weekly_round,
    ),
    ScheduledKind(kind=rounds.STRATICAL_ROUND, when=rounds.monthly_round),
    ScheduledKind(kind=rounds.ROUND_LATER),
    ScheduledKind(
        kind=rounds.ROLL_UP,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.roll_up,
    ),
    ScheduledKind(
        kind=rounds.SHARE,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.share,
    ),
    ScheduledKind(kind=rounds.GOALS, when=rounds.goals),
    ScheduledKind(
        kind=rounds.MEETING,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.meeting,
    ),
    ScheduledKind(
        kind=rounds.MINDSET,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.mindset,
    ),
    ScheduledKind(kind=rounds.VISION, when=rounds.vision),
)
"""Looks ahead, what goes up of them, and what comes round at the end of its period (T1 to T6, F3, F4)."""

_NUDGES: tuple[ScheduledKind, ...] = (
    ScheduledKind(
        kind=NUDGES,
        catch_up=CatchUp(fold_after=timedelta(hours=20)),
        when=lambda _member, settings: Daily(opening_time(settings)) if settings.nudges_a_day else None,
        standing=False,
        same_day=True,
    ),
    ScheduledKind(
        kind=NUDGE_DIGEST,
        when=lambda _member, settings: Weekly(max(settings.hours.weekdays), opening_time(settings)),
        standing=False,
    ),
)

SCHEDULED_KINDS: Mapping[str, ScheduledKind] = by_kind(*_NUDGES, *_ROUNDS)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be changed in a member's schedule."""

    scheduled: tuple[ScheduledJob, ...]
    cancelled: tuple[ScheduledJob, ...]


def keep(
    member: Member,
    settings: EffectiveSettings,
    schedule: tuple[ScheduledJob, ...],
    now: datetime,
    *,
    awake: str = "",
    known: Mapping[str, ScheduledKind] = SCHEDULED_KINDS,
) -> Kept:
    """Bring a member's recurring scheduled jobs in line with settings, zone and role; `awake` begins a
    kind."""
    held = {each.kind: each for each in schedule if each.recurrence is not None and not each.subject}
    appointed, cancelled = [], []
    for kind, scheduled_kind in known.items():
        old, recurrence = held.get(kind), scheduled_kind.when(member, settings)
        if recurrence is None or not (scheduled_kind.standing or old or kind == awake):
            cancelled += [old] if old else []
            continue
        new = schedule_recurring(
            old,
            workspace=member.workspace,
            member=member.id,
            kind=kind,
            recurrence=recurrence,
            zone=member.zone,
            now=now,
        )
        appointed += [new] if new != old else []
    return Kept(tuple(appointed), tuple(cancelled))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What decides whether a member may be written to now."""

    zone: str
    settings: EffectiveSettings
    holidays: frozenset[date] = frozenset()
    reachable_at: datetime | None = None
    """The end of Do Not Disturb, while it is on."""


def may_come_at(now: datetime, hour: Hour) -> datetime | None:
    """Now, or when the member may be written to again; None where nobody knows (a pause, an open leave)."""
    settings = hour.settings
    if settings.paused:
        return None
    away: tuple[Away, ...] = settings.leave
    start = max(now, hour.reachable_at or now)
    return next_working(start, ZoneInfo(hour.zone), settings.hours, away, hour.holidays)
