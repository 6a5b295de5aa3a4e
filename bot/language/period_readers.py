"""What the written form of a stretch of time means: this week, a month, a quarter, week 20, a year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.language.calendar import (
    FRIDAY,
    DateReading,
    NoSuchDay,
    Period,
    Tense,
    Unit,
    iso_week_of,
    month_of,
    nearest,
    one_day,
    plus_months,
    quarter_of,
    season_of,
    week_of,
    year_of,
)
from bot.language.date_context import MONTHS, NO_SUCH_DAY, Context, group_of, is_marked, written_year
from bot.language.date_words import LENGTHS, number_of

_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_LED = re.compile(r"\b(?:in|by|until|till|til|of|since|from|before|after|during|for|to|end)\s+$", re.I)
_MET = re.compile(r"\b(?:met|with|told|asked|called|saw|emailed|thanked|phoned|dear|hi|hello)\s+$", re.I)
_GOES_ON = re.compile(
    r" (?!(?:I|We|She|He|They|The|Then|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)(?:[A-Z][a-z]+\b|"
    r"(?:is|was|has|had|wants|said|says|told|called|sent|asked|mentioned|promised|joined|likes|works|runs|needs|"
    r"thinks|knows|met|left|loves|prefers|owes)\b)"
)
_LONGEST_WEEK, _LONGEST_MONTH = 53, 31
_BACK = ("last", "past", "previous", "this past")
_AHEAD = ("next", "nxt", "following", "coming", "upcoming", "this coming")
_OFFSETS = dict.fromkeys(_BACK, -1) | dict.fromkeys(_AHEAD, 1) | {"after next": 2, "before last": -2}


def period_of(unit: str, today: date, offset: int = 0) -> tuple[Period, Unit]:
    """Return the week, weekend, month, quarter or year that holds today, or one so many before or after."""
    if unit == "weekend":
        monday = week_of(today + timedelta(days=7 * offset)).first
        return Period(monday + timedelta(days=5), monday + timedelta(days=6)), Unit.DAY
    match LENGTHS[unit]:
        case Unit.WEEK:
            return week_of(today + timedelta(days=7 * offset)), Unit.WEEK
        case Unit.MONTH:
            return month_of(today.year, today.month + offset), Unit.MONTH
        case Unit.QUARTER:
            return quarter_of(today.year, (today.month - 1) // 3 + 1 + offset), Unit.QUARTER
        case _:
            return year_of(today.year + offset), Unit.YEAR


def read_relative_period(match: re.Match[str], context: Context) -> DateReading:
    """Return a period by its distance, or a part of it: next week, early next month, the week after next."""
    which = " ".join((group_of(match, "which") or group_of(match, "place") or "this").lower().split())
    offset, part, today = _OFFSETS.get(which, 0), group_of(match, "part").lower(), context.today
    period, unit = period_of(match["unit"].lower(), today, offset)
    tense = Tense.PAST if offset < 0 else Tense.FUTURE if offset > 0 else Tense.OPEN
    if match["unit"].lower() == "weekend" and not part:
        if which == "this":
            return _weekend(period, today)
        if "coming" in which:
            period, _ = period_of("weekend", today)
    if not part:
        return DateReading(period, period, unit, tense)
    past = future = part_of(period, unit, part)
    if unit is Unit.WEEK and not offset and future.last < today:
        future = part_of(week_of(today + timedelta(days=7)), unit, part)
    return DateReading(past, future, Unit.DAY, tense, is_end=is_end(part))


def _weekend(this: Period, today: date) -> DateReading:
    """Return the last weekend that has begun, and the next that has not ended."""
    week = timedelta(days=7)
    past = this if this.first <= today else Period(this.first - week, this.last - week)
    return DateReading(past, this)


def part_of(period: Period, unit: Unit, part: str) -> Period:
    """Return the end, the start, the middle, the early or the late part of a period.

    The end of a week is its Friday, the middle of a month its 15th, the middle of a year the end of June.
    """
    if is_end(part):
        return one_day(period.first + timedelta(days=FRIDAY) if unit is Unit.WEEK else period.last)
    if part in ("start", "beginning"):
        return one_day(period.first)
    if part in ("middle", "mid"):
        return one_day(_middle(period, unit))
    if unit is Unit.WEEK:
        first = period.first if part == "early" else period.first + timedelta(days=3)
        return Period(first, first + timedelta(days=1))
    if period.days > _LONGEST_MONTH:
        return _months_of(period, early=part == "early")
    third = timedelta(days=max(period.days // 3 - 1, 0))
    if part == "early":
        return Period(period.first, period.first + third)
    return Period(period.last - third, period.last)


def is_end(part: str) -> bool:
    """Return whether a part of a period is its end: "end", "close", "month-end", "eom"."""
    return part.endswith("end") or part.startswith("eo") or part == "close"


def _months_of(period: Period, *, early: bool) -> Period:
    """Return the first or last quarter of a year, or third of something shorter, in whole months."""
    count = max(period.days // 30 // 4, 1)
    if early:
        return Period(period.first, plus_months(period.first, count) - timedelta(days=1))
    return Period(plus_months(period.last + timedelta(days=1), -count), period.last)


def _middle(period: Period, unit: Unit) -> date:
    match unit:
        case Unit.WEEK:
            return period.first + timedelta(days=2)
        case Unit.MONTH:
            return period.first.replace(day=15)
        case Unit.YEAR:
            return date(period.first.year, 6, 30)
        case _:
            return period.first + timedelta(days=period.days // 2)


_SHORT_ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}


def read_short_end(match: re.Match[str], context: Context) -> DateReading:
    """Return the end or middle of the present period: EOM, year-end, mid-month, within the week."""
    words = match.group().lower().replace("-", " ").replace("'s", "").replace("\u2019s", "")
    first, _, rest = words.partition(" ")
    unit = _SHORT_ENDS.get(words) or (rest.split()[-1] if first in ("mid", "within") else first)
    period, length = period_of(unit.removeprefix("mid"), context.today)
    part = "mid" if words.startswith("mid") else "end"
    past = future = part_of(period, length, part)
    if length is Unit.WEEK and future.last < context.today:
        future = part_of(week_of(context.today + timedelta(days=7)), length, part)
    return DateReading(past, future, is_end=part == "end")


def read_numbered_week(match: re.Match[str], context: Context) -> DateReading | NoSuchDay | None:
    """Return a week by its number, as ISO 8601 counts them: week 20, KW 20, 2026-W20."""
    number, year = int(match["number"]), written_year(match)
    if not 0 < number <= _LONGEST_WEEK:
        return NO_SUCH_DAY if is_marked(match) or year else None
    if year is not None:
        period = iso_week_of(year, number)
        return DateReading(period, period, Unit.WEEK) if period else NO_SUCH_DAY
    found = nearest(context.today, lambda each: iso_week_of(each, number))
    return DateReading(*found, Unit.WEEK) if found else NO_SUCH_DAY


def read_named_period(match: re.Match[str], context: Context) -> DateReading | None:
    """Return a month, quarter, half or season by its name, with or without year, part, or last and next."""
    if _is_somebody(match):
        return None
    make, unit = _maker(match)
    which = " ".join(group_of(match, "which").lower().split())
    year = written_year(match)
    found = (make(year), make(year)) if year is not None else nearest(context.today, make)
    if found is None:
        return None
    past, future = found
    tense = Tense.OPEN
    if which in _BACK and past.last >= context.today:
        past = make(past.first.year - 1)
    if which in _AHEAD and future.first <= context.today:
        future = make(future.first.year + 1)
    if which in _BACK:
        tense, future = Tense.PAST, past
    elif which in _AHEAD:
        tense, past = Tense.FUTURE, future
    part = group_of(match, "part").lower()
    reading = DateReading(past, future, unit, tense, named=True, has_year=year is not None)
    if not part:
        return reading
    return part_of_reading(reading, part, context.today, make if year is None else None)


def _is_somebody(match: re.Match[str]) -> bool:
    """Return whether a month alone is a person: "Met April Jones", "June called"."""
    alone = group_of(match, "month") and not any(group_of(match, name) for name in ("part", "which", "year"))
    if not alone or not match["month"][0].isupper():
        return False
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _LED.search(before):
        return False
    return _GOES_ON.match(match.string, match.end()) is not None or _MET.search(before) is not None


def part_of_reading(
    reading: DateReading, part: str, today: date, make: Callable[[int], Period] | None = None
) -> DateReading:
    """Return a part of a period that was read, such as its end.

    `make` gives the same period of another year, where none was written: the part of a report then lies in
    the past, and that of a promise in the future.
    """
    past, future = part_of(reading.past, reading.unit, part), part_of(reading.future, reading.unit, part)
    if make is not None and reading.tense is Tense.OPEN:
        if past.first > today:
            past = part_of(make(reading.past.first.year - 1), reading.unit, part)
        if future.last < today:
            future = part_of(make(reading.future.first.year + 1), reading.unit, part)
    ends = is_end(part)
    return replace(reading, past=past, future=future, unit=Unit.DAY, is_end=ends)


def _maker(match: re.Match[str]) -> tuple[Callable[[int], Period], Unit]:
    if name := group_of(match, "month"):
        month = MONTHS[name[:3].lower()]
        return lambda year: month_of(year, month), Unit.MONTH
    if number := group_of(match, "quarter"):
        quarter = number_of(number)
        return lambda year: quarter_of(year, quarter), Unit.QUARTER
    if number := group_of(match, "half"):
        half = number_of(number)
        return lambda year: Period(
            month_of(year, 6 * half - 5).first, month_of(year, 6 * half).last
        ), Unit.QUARTER
    season = _SEASONS[match["season"].lower()]
    return lambda year: season_of(year, season), Unit.SEASON


def read_whole_year(match: re.Match[str], _: Context) -> DateReading:
    """Return a year by its number, or a part of it: the end of 2027."""
    year = written_year(match) or 0
    period = year_of(year)
    reading = DateReading(period, period, Unit.YEAR, named=True, has_year=True)
    part = group_of(match, "part").lower()
    return part_of_reading(reading, part, period.first) if part else reading


def read_month_of_year(match: re.Match[str], _: Context) -> DateReading:
    """Return a month in digits: 05/2026."""
    period = month_of(int(match["year"]), int(match["number"]))
    return DateReading(period, period, Unit.MONTH, named=True, has_year=True)
