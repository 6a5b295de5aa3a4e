"""When something recurring is due in a member's own zone: gaps, folds and moves between zones included.

An occurrence has a key (`2026-W47`, `2026-11`, `2026-11-22`) that is its identity: whatever clocks, zones and
restarts do, one member has one occurrence with that key. Its due time is an aware UTC time. A local time that
a change of the clocks skips moves forward by what was skipped; one that comes twice is taken the first time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which something recurring is due; `on` is its nominal local date."""

    key: str
    due: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at a local time."""

    at: time

    def days_from(self, first: date) -> Iterator[tuple[str, date]]:
        """Keys and nominal dates from a date on."""
        while True:
            yield first.isoformat(), first
            first += _DAY


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on one weekday (Monday is 0) at a local time; weeks are ISO weeks."""

    weekday: int
    at: time

    def days_from(self, first: date) -> Iterator[tuple[str, date]]:
        """Keys and nominal dates, from the ISO week of a date on."""
        day = first - timedelta(days=first.weekday()) + timedelta(days=self.weekday)
        while True:
            year, week, _ = day.isocalendar()
            yield f"{year}-W{week:02d}", day
            day += 7 * _DAY


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every month on the first such weekday (Monday is 0) at a local time."""

    weekday: int
    at: time

    def days_from(self, first: date) -> Iterator[tuple[str, date]]:
        """Keys and nominal dates, from the month of a date on."""
        month = first.replace(day=1)
        while True:
            yield f"{month:%Y-%m}", month + timedelta(days=(self.weekday - month.weekday()) % 7)
            month = (month + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Quarterly:
    """Every quarter, on the first such weekday (Monday is 0) of its first month, at a local time."""

    weekday: int
    at: time

    def days_from(self, first: date) -> Iterator[tuple[str, date]]:
        """Keys and nominal dates, from the quarter of a date on."""
        quarter = first.replace(month=(first.month - 1) // 3 * 3 + 1, day=1)
        while True:
            key = f"{quarter.year}-Q{(quarter.month - 1) // 3 + 1}"
            yield key, quarter + timedelta(days=(self.weekday - quarter.weekday()) % 7)
            quarter = (quarter + timedelta(days=95)).replace(day=1)


Recurrence = Daily | Weekly | Monthly | Quarterly


def utc_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC time of a local date and time.

    In a gap the offset from before the change counts, which moves the time forward by what was skipped (a
    whole day, where a zone crossed the date line); in a fold the first of the two.
    """
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def next_occurrence(
    recurrence: Recurrence, zone: ZoneInfo, *, after: datetime, last_key: str = ""
) -> Occurrence:
    """The first occurrence due after a time, with a key after the last one that was dealt with.

    After a move to another zone the key still stands for its week (or day, month, quarter), so nothing comes
    twice; keys of one recurrence sort by time.
    """
    # A day back: at that time the local date may still be the day before in another zone.
    first = after.astimezone(zone).date() - _DAY
    for key, day in recurrence.days_from(first):
        due = utc_of(day, recurrence.at, zone)
        if due > after and key > last_key:
            return Occurrence(key, due, day)
    raise AssertionError("recurrences never end")


def latest_due(
    recurrence: Recurrence, zone: ZoneInfo, *, since: datetime, now: datetime, last_key: str = ""
) -> tuple[Occurrence | None, int]:
    """Find what is due now, after the time `since`: the latest occurrence, and how many it stands for, too.

    After an outage only the latest counts (one caught up, never a burst).
    """
    latest, missed = None, 0
    occurrence = next_occurrence(recurrence, zone, after=since, last_key=last_key)
    while occurrence.due <= now:
        missed += latest is not None
        latest = occurrence
        occurrence = next_occurrence(recurrence, zone, after=occurrence.due, last_key=occurrence.key)
    return latest, missed


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When a member may be written to: local hours on weekdays (Monday is 0), outside leave and holidays."""

    begin: time = time(8)
    end: time = time(18)
    weekdays: frozenset[int] = frozenset(range(5))

    def __post_init__(self) -> None:
        if self.begin >= self.end or not self.weekdays:
            raise ValueError("working hours need a beginning before their end, and at least one weekday")


@dataclass(frozen=True, slots=True)
class Away:
    """Days off, as local dates, first and last inclusive; an open end lasts until it is changed."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a local date is a day off."""
        return self.first <= day and (self.last is None or day <= self.last)


def is_working(
    now: datetime,
    zone: ZoneInfo,
    hours: WorkingHours,
    away: tuple[Away, ...] = (),
    holidays: frozenset[date] = frozenset(),
) -> bool:
    """Whether a member is at work at this time."""
    local = now.astimezone(zone)
    return hours.begin <= local.time() < hours.end and _is_working_day(local.date(), hours, away, holidays)


def next_working(
    now: datetime,
    zone: ZoneInfo,
    hours: WorkingHours,
    away: tuple[Away, ...] = (),
    holidays: frozenset[date] = frozenset(),
    *,
    within_days: int = 400,
) -> datetime | None:
    """Now, when the member is at work, else the next time they are; None if not within so many days."""
    if is_working(now, zone, hours, away, holidays):
        return now
    today = now.astimezone(zone).date()
    for ahead in range(within_days + 1):
        day = today + timedelta(days=ahead)
        begin = utc_of(day, hours.begin, zone)
        if begin >= now and _is_working_day(day, hours, away, holidays):
            return begin
    return None


def _is_working_day(
    day: date, hours: WorkingHours, away: tuple[Away, ...], holidays: frozenset[date]
) -> bool:
    return day.weekday() in hours.weekdays and day not in holidays and not any(a.covers(day) for a in away)
