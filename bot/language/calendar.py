"""Periods of the calendar: weeks, months, quarters, seasons, and the feasts that people reckon by."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

FRIDAY = 4


class Unit(StrEnum):
    """How long a written date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"


class Tense(StrEnum):
    """What the words of a date say themselves: "last" and "ago" are past, "next" and "in" to come."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both inclusive."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class DateReading:
    """A written date in a report (`past`) and in a promise (`future`); the same where it is exact."""

    past: Period
    future: Period
    unit: Unit = Unit.DAY
    tense: Tense = Tense.OPEN
    named: bool = False
    """True where a day, month, season or year is called by its name rather than by its distance."""
    has_year: bool = False
    """True where the year was written with the name."""
    is_end: bool = False
    """True where what is due before it is in time on its last day: the end of May, Friday at noon."""


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """What words mean that name a day which does not exist: 31 April, week 60, the fifth Friday of June."""


def one_day(day: date) -> Period:
    """Return a period of a single day."""
    return Period(day, day)


def week_of(day: date) -> Period:
    """Return the week from Monday to Sunday that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def iso_week_of(year: int, number: int) -> Period | None:
    """Return a week by its number, as ISO 8601 counts; None where the year has no such week."""
    try:
        return week_of(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period:
    """Return a month; months beyond 12 or below 1 run into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def quarter_of(year: int, quarter: int) -> Period:
    """Return a quarter of a calendar year; quarters beyond 4 or below 1 run into other years."""
    return Period(month_of(year, 3 * quarter - 2).first, month_of(year, 3 * quarter).last)


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, season: int) -> Period:
    """Spring (0) to winter (3) of the northern year; winter ends in the year after."""
    return Period(month_of(year, 3 + 3 * season).first, month_of(year, 5 + 3 * season).last)


def plus_months(day: date, months: int) -> date:
    """Return the same day some months on, or the month's last day where it has none."""
    month = month_of(day.year, day.month + months)
    return month.first.replace(day=min(day.day, month.last.day))


def shift_years(period: Period, years: int) -> Period:
    """Return the same stretch of another year; what reaches to a month's last day still does."""
    first = plus_months(period.first, 12 * years)
    last = plus_months(period.last + timedelta(days=1), 12 * years) - timedelta(days=1)
    return Period(first, max(first, last))


def easter(year: int) -> date:
    """Easter Sunday of the western churches: the Sunday after the full moon of the Gregorian tables."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon == 29 or (moon == 28 and golden > 10)
    full_moon = date(year, 3, 21) + timedelta(days=moon)
    return full_moon + timedelta(days=6 - full_moon.weekday() or 7)


def thanksgiving(year: int) -> date:
    """Return the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def nearest(
    today: date, make: Callable[[int], Period | None], years: int = 8
) -> tuple[Period, Period] | None:
    """Return the latest such period that began by today and the earliest that has not ended, by year."""
    span = range(max(MINYEAR + 1, today.year - years), min(MAXYEAR - 1, today.year + years) + 1)
    periods = [period for year in span if (period := make(year)) is not None]
    begun = [period for period in periods if period.first <= today]
    open_ = [period for period in periods if period.last >= today]
    return (begun[-1], open_[0]) if begun and open_ else None
