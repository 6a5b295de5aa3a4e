"""The kinds of occasions that come by themselves: when each comes, and what becomes of it after an outage.

A new kind is one row here, and one in `bot/usecases/timing/occasions.py`: what to do when its time has come
(docs/schedule.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import round_occasions as rounds
from bot.domain.agenda import COME_ONCE, Appointment, CatchUp, appoint
from bot.domain.members import Member
from bot.domain.schedule import Away, Daily, Recurrence, Weekly, next_working
from bot.domain.settings import InForce

NUDGES = "nudges"
NUDGE_DIGEST = "nudge-digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One kind of occasion."""

    kind: str
    catch_up: CatchUp = COME_ONCE
    when: Callable[[Member, InForce], Recurrence | None] = lambda _member, _settings: None
    """When it comes to a member; None: not to this one. Only for what recurs."""
    standing: bool = True
    """Whether who may have it has it always; else it begins with `Awaken` and ends with `books.cancel`."""
    waits: bool = True
    """Whether it waits for working hours, and for the end of a leave, of Do Not Disturb and of a pause."""
    same_day: bool = False
    """Whether an occurrence that would have to wait for another day gives way to that day's."""


def occasions(*rows: Occasion) -> Mapping[str, Occasion]:
    """Occasions by their kind; raises ValueError where two have one kind."""
    found = {row.kind: row for row in rows}
    if len(found) < len(rows):
        raise ValueError("two occasions of one kind")
    return found


def opening(settings: InForce, *, after: timedelta = timedelta(hours=1)) -> time:
    """A local time soon after the member's day began, and within it."""
    begin = settings.hours.begin
    minutes = 60 * begin.hour + begin.minute + int(after.total_seconds()) // 60
    at = time(*divmod(min(minutes, 24 * 60 - 1), 60))
    return at if at < settings.hours.end else begin


_ROUNDS = (
    Occasion(
        kind=rounds.ROUND,
        catch_up=CatchUp(stale_after=rounds.ROUND_STALE),
        when=rounds.weekly_round,
    ),
    Occasion(kind=rounds.STRATICAL_ROUND, when=rounds.monthly_round),
    Occasion(kind=rounds.ROUND_LATER),
    Occasion(
        kind=rounds.ROLL_UP,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.roll_up,
    ),
    Occasion(
        kind=rounds.SHARE,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.share,
    ),
    Occasion(kind=rounds.GOALS, when=rounds.goals),
    Occasion(
        kind=rounds.MEETING,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.meeting,
    ),
    Occasion(
        kind=rounds.MINDSET,
        catch_up=CatchUp(stale_after=rounds.DAY_STALE),
        same_day=True,
        when=rounds.mindset,
    ),
    Occasion(kind=rounds.VISION, when=rounds.vision),
)
"""Looks ahead, what goes up of them, and what comes round at the end of its period (T1 to T6, F3, F4)."""

_NUDGES: tuple[Occasion, ...] = (
    Occasion(
        kind=NUDGES,
        catch_up=CatchUp(fold_after=timedelta(hours=20)),
        when=lambda _member, settings: Daily(opening(settings)) if settings.nudges_a_day else None,
        standing=False,
        same_day=True,
    ),
    Occasion(
        kind=NUDGE_DIGEST,
        when=lambda _member, settings: Weekly(max(settings.hours.weekdays), opening(settings)),
        standing=False,
    ),
)

OCCASIONS: Mapping[str, Occasion] = occasions(*_NUDGES, *_ROUNDS)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be changed in a member's agenda."""

    appointed: tuple[Appointment, ...]
    cancelled: tuple[Appointment, ...]


def keep(
    member: Member,
    settings: InForce,
    agenda: tuple[Appointment, ...],
    now: datetime,
    *,
    awake: str = "",
    known: Mapping[str, Occasion] = OCCASIONS,
) -> Kept:
    """Bring a member's recurring appointments in line with settings, zone and role; `awake` begins a kind."""
    held = {each.kind: each for each in agenda if each.recurrence is not None and not each.subject}
    appointed, cancelled = [], []
    for kind, occasion in known.items():
        old, recurrence = held.get(kind), occasion.when(member, settings)
        if recurrence is None or not (occasion.standing or old or kind == awake):
            cancelled += [old] if old else []
            continue
        new = appoint(
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
    settings: InForce
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
