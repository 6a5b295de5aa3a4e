"""What the written form of a stretch of time means: a distance from today, a month, a quarter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.language.calendar import (
    FRIDAY,
    DateReading,
    Period,
    Tense,
    Unit,
    month_of,
    nearest,
    one_day,
    plus_months,
    quarter_of,
    season_of,
    week_of,
    year_of,
)
from bot.language.date_context import MONTHS, Context, exactly, group_of

_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_NUMBER_NAMES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
NUMBERS = {word: i for i, word in enumerate(_NUMBER_NAMES)} | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "couple of": 2,
    "a few": 3,
    "few": 3,
    "several": 3,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}


def distance(match: re.Match[str], context: Context) -> DateReading | None:
    """In two weeks, three days ago."""
    count, unit = _count(match["count"]), match["unit"].lower()
    words = match.group().lower()
    back = words.endswith(("ago", "back", "earlier"))
    day = _moved(context.today, -count if back else count, unit)
    return exactly(day, Tense.PAST if back else Tense.FUTURE) if day else None


def stretch(match: re.Match[str], context: Context) -> DateReading | None:
    """Return the last two weeks, the next ten days."""
    count, back = (
        _count(group_of(match, "count") or "one"),
        match["way"].lower() in ("last", "past", "previous"),
    )
    day = _moved(context.today, -count if back else count, match["unit"].lower())
    if day is None:
        return None
    period = Period(day, context.today) if back else Period(context.today, day)
    return DateReading(period, period, tense=Tense.PAST if back else Tense.FUTURE)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _moved(day: date, count: int, unit: str) -> date | None:
    try:
        if unit.startswith(("working", "business")):
            return _working_days(day, count)
        if unit.startswith(("day", "week", "fortnight")):
            return day + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])
        return plus_months(day, count * {"m": 1, "q": 3, "y": 12}[unit[0]])
    except (OverflowError, ValueError):
        return None


def _working_days(day: date, count: int) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while day.weekday() > FRIDAY:
            day += step
    return day


def _unit_period(unit: str, today: date, offset: int) -> tuple[Period, Unit]:
    if unit == "week":
        return week_of(today + timedelta(days=7 * offset)), Unit.WEEK
    if unit == "weekend":
        monday = week_of(today + timedelta(days=7 * offset)).first
        return Period(monday + timedelta(days=5), monday + timedelta(days=6)), Unit.DAY
    if unit == "month":
        return month_of(today.year, today.month + offset), Unit.MONTH
    if unit == "quarter":
        return quarter_of(today.year, (today.month - 1) // 3 + 1 + offset), Unit.QUARTER
    return year_of(today.year + offset), Unit.YEAR


def relative(match: re.Match[str], context: Context) -> DateReading | None:
    """Next week, the end of this quarter, early next month."""
    which = (group_of(match, "which") or "this").lower()
    offset = {"last": -1, "past": -1, "previous": -1, "this past": -1, "next": 1, "following": 1, "coming": 1}
    moved = offset.get(which, 0)
    period, unit = _unit_period(match["unit"].lower(), context.today, moved)
    tense = Tense.PAST if moved < 0 else Tense.FUTURE if moved > 0 else Tense.OPEN
    if group_of(match, "part"):
        period, unit = _part_of(period, unit, match["part"].lower()), Unit.DAY
    return DateReading(period, period, unit, tense)


def _part_of(period: Period, unit: Unit, part: str) -> Period:
    if part in ("end", "close"):
        return one_day(period.first + timedelta(days=FRIDAY) if unit is Unit.WEEK else period.last)
    if part in ("start", "beginning"):
        return one_day(period.first)
    third = timedelta(days=period.days // 3)
    if part == "early":
        return Period(period.first, period.first + third)
    if part == "late":
        return Period(period.last - third, period.last)
    return Period(period.first + third, period.last - third)


_SHORT_ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}


def short_end(match: re.Match[str], context: Context) -> DateReading | None:
    """EOM, year-end."""
    words = match.group().lower().replace("-", " ")
    unit = _SHORT_ENDS.get(words, words.split()[0])
    period, length = _unit_period(unit, context.today, 0)
    end = _part_of(period, length, "end")
    return DateReading(end, end)


def read_named_period(match: re.Match[str], context: Context) -> DateReading | None:
    """Return a month, quarter, half or season by its name, with or without year, part, or last and next."""
    make, unit = _maker(match)
    which = group_of(match, "which").lower()
    found = _in_written_year(match, make) if group_of(match, "year") else nearest(context.today, make)
    if found is None:
        return None
    past, future = found
    tense = Tense.OPEN
    if which in ("last", "past", "previous") and past.last >= context.today:
        past = make(past.first.year - 1) or past
    if which in ("next", "coming") and future.first <= context.today:
        future = make(future.first.year + 1) or future
    if which:
        tense = Tense.PAST if which in ("last", "past", "previous") else Tense.FUTURE
        past, future = (
            (past, past) if tense is Tense.PAST else (future, future) if which != "this" else (past, future)
        )
    part = group_of(match, "part").lower()
    if part:
        past, future = _part_of(past, unit, part), _part_of(future, unit, part)
        unit = Unit.DAY
    return DateReading(past, future, unit, tense, named=True)


def _maker(match: re.Match[str]) -> tuple[Callable[[int], Period], Unit]:
    if name := group_of(match, "month"):
        month = MONTHS[name[:3].lower()]
        return lambda year: month_of(year, month), Unit.MONTH
    if number := group_of(match, "quarter"):
        quarter = int(number)
        return lambda year: quarter_of(year, quarter), Unit.QUARTER
    if number := group_of(match, "half"):
        half = int(number)
        return lambda year: Period(
            month_of(year, 6 * half - 5).first, month_of(year, 6 * half).last
        ), Unit.SEASON
    season = _SEASONS[match["season"].lower()]
    return lambda year: season_of(year, season), Unit.SEASON


def _in_written_year(match: re.Match[str], make: Callable[[int], Period]) -> tuple[Period, Period]:
    year = int(group_of(match, "year"))
    period = make(year if year > 99 else 2000 + year)
    return period, period


def whole_year(match: re.Match[str], _: Context) -> DateReading | None:
    """Return a year by its number."""
    period = year_of(int(group_of(match, "year")))
    return DateReading(period, period, Unit.YEAR, named=True)
