"""What each written form of a date means on a given day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import (
    FRIDAY,
    Period,
    Reading,
    Tense,
    Unit,
    easter,
    month_of,
    nearest,
    one_day,
    plus_months,
    quarter_of,
    season_of,
    thanksgiving,
    week_of,
    year_of,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The member's local date, and whether 3/6 is the third of June."""

    today: date
    day_first: bool


Reader = Callable[[re.Match[str], Context], Reading | None]

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
_DAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
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


def _of(match: re.Match[str], group: str) -> str:
    """What a group of a form matched, empty where the form has no such group."""
    return match.groupdict().get(group) or ""


def _exact(day: date, tense: Tense = Tense.OPEN) -> Reading:
    return Reading(one_day(day), one_day(day), tense=tense)


def iso(match: re.Match[str], _: Context) -> Reading | None:
    """2026-11-22."""
    try:
        return _exact(date.fromisoformat(match.group()))
    except ValueError:
        return None


def numeric(match: re.Match[str], context: Context) -> Reading | None:
    """3/6, 3.6.2027: by the custom of the zone, unless only one order is a date."""
    first, second, written_year = int(match["a"]), int(match["b"]), _of(match, "year")
    if match.group() == "24/7":
        return None
    dotted = "." in match.group()
    day, month = (first, second) if context.day_first or dotted or first > 12 else (second, first)
    if month > 12:
        day, month = month, day
    if not written_year:
        return None if dotted and match.group()[-1] != "." else _day_of_month(context, day, month)
    year = int(written_year) + (2000 if len(written_year) == 2 else 0)
    try:
        return _exact(date(year, month, day))
    except ValueError:
        return None


def day_and_month(match: re.Match[str], context: Context) -> Reading | None:
    """3 June, June 3rd 2027."""
    day, month = int(match["day"]), _MONTHS[match["month"][:3].lower()]
    if _of(match, "year"):
        try:
            return _exact(date(int(_of(match, "year")), month, day))
        except ValueError:
            return None
    return _day_of_month(context, day, month)


def _day_of_month(context: Context, day: int, month: int) -> Reading | None:
    def in_year(year: int) -> Period | None:
        try:
            return one_day(date(year, month, day))
        except ValueError:
            return None

    found = nearest(context.today, in_year)
    return Reading(*found) if found else None


def ordinal(match: re.Match[str], context: Context) -> Reading | None:
    """The 30th, Thursday the 3rd."""
    day, today = int(match["day"]), context.today
    months = [month_of(today.year, today.month + i) for i in range(-14, 15)]
    days = [month.first.replace(day=day) for month in months if day <= month.last.day]
    if _of(match, "weekday"):
        wanted = _DAYS[match["weekday"][:3].lower()]
        days = [one for one in days if one.weekday() == wanted] or days
    past = [one for one in days if one <= today]
    future = [one for one in days if one >= today]
    return Reading(one_day(past[-1]), one_day(future[0]))


def weekday(match: re.Match[str], context: Context) -> Reading | None:
    """Tuesday, last Thursday, next Friday."""
    wanted, which = _DAYS[match["weekday"][:3].lower()], _of(match, "which").lower()
    today = context.today
    before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    after = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if which in ("last", "past", "previous", "this past"):
        return _exact(before, Tense.PAST)
    if which in ("next", "following"):
        return _exact(week_of(today).first + timedelta(days=7 + wanted), Tense.FUTURE)
    if which in ("coming", "upcoming", "this coming"):
        return _exact(after, Tense.FUTURE)
    if which == "this":
        this = week_of(today).first + timedelta(days=wanted)
        return Reading(one_day(this if this <= today else before), one_day(this if this >= today else after))
    return Reading(one_day(before), one_day(after))


NEAR = {
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "yday": -1, "last night": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "eod": 0, "cob": 0,
    "end of day": 0, "just now": 0, "earlier today": 0, "tomorrow": 1, "tmrw": 1, "tomorow": 1, "tmr": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip


def near_day(match: re.Match[str], context: Context) -> Reading | None:
    """Today, tomorrow, the day before yesterday."""
    offset = NEAR[" ".join(match["near"].lower().split())]
    tense = Tense.PAST if offset < 0 else Tense.FUTURE if offset > 0 else Tense.OPEN
    return _exact(context.today + timedelta(days=offset), tense)


def distance(match: re.Match[str], context: Context) -> Reading | None:
    """In two weeks, three days ago."""
    count, unit = _count(match["count"]), match["unit"].lower()
    words = match.group().lower()
    back = words.endswith(("ago", "back", "earlier"))
    day = _moved(context.today, -count if back else count, unit)
    return _exact(day, Tense.PAST if back else Tense.FUTURE) if day else None


def stretch(match: re.Match[str], context: Context) -> Reading | None:
    """The last two weeks, the next ten days."""
    count, back = _count(_of(match, "count") or "one"), match["way"].lower() in ("last", "past", "previous")
    day = _moved(context.today, -count if back else count, match["unit"].lower())
    if day is None:
        return None
    period = Period(day, context.today) if back else Period(context.today, day)
    return Reading(period, period, tense=Tense.PAST if back else Tense.FUTURE)


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


def relative(match: re.Match[str], context: Context) -> Reading | None:
    """Next week, the end of this quarter, early next month."""
    which = (_of(match, "which") or "this").lower()
    offset = {"last": -1, "past": -1, "previous": -1, "this past": -1, "next": 1, "following": 1, "coming": 1}
    moved = offset.get(which, 0)
    period, unit = _unit_period(match["unit"].lower(), context.today, moved)
    tense = Tense.PAST if moved < 0 else Tense.FUTURE if moved > 0 else Tense.OPEN
    if _of(match, "part"):
        period, unit = _part_of(period, unit, match["part"].lower()), Unit.DAY
    return Reading(period, period, unit, tense)


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


def short_end(match: re.Match[str], context: Context) -> Reading | None:
    """EOM, year-end."""
    words = match.group().lower().replace("-", " ")
    unit = _SHORT_ENDS.get(words, words.split()[0])
    period, length = _unit_period(unit, context.today, 0)
    end = _part_of(period, length, "end")
    return Reading(end, end)


def named(match: re.Match[str], context: Context) -> Reading | None:
    """A month, quarter, half or season by its name, with or without year, part, or last and next."""
    make, unit = _maker(match)
    which = _of(match, "which").lower()
    found = _in_written_year(match, make) if _of(match, "year") else nearest(context.today, make)
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
    part = _of(match, "part").lower()
    if part:
        past, future = _part_of(past, unit, part), _part_of(future, unit, part)
        unit = Unit.DAY
    return Reading(past, future, unit, tense, named=True)


def _maker(match: re.Match[str]) -> tuple[Callable[[int], Period], Unit]:
    if name := _of(match, "month"):
        month = _MONTHS[name[:3].lower()]
        return lambda year: month_of(year, month), Unit.MONTH
    if number := _of(match, "quarter"):
        quarter = int(number)
        return lambda year: quarter_of(year, quarter), Unit.QUARTER
    if number := _of(match, "half"):
        half = int(number)
        return lambda year: Period(
            month_of(year, 6 * half - 5).first, month_of(year, 6 * half).last
        ), Unit.SEASON
    season = _SEASONS[match["season"].lower()]
    return lambda year: season_of(year, season), Unit.SEASON


def _in_written_year(match: re.Match[str], make: Callable[[int], Period]) -> tuple[Period, Period]:
    year = int(_of(match, "year"))
    period = make(year if year > 99 else 2000 + year)
    return period, period


FEASTS: dict[str, Callable[[int], date]] = {
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas": lambda year: date(year, 12, 25),
    "xmas": lambda year: date(year, 12, 25),
    "new year's eve": lambda year: date(year, 12, 31),
    "new years eve": lambda year: date(year, 12, 31),
    "new year": lambda year: date(year, 1, 1),
    "easter": easter,
    "thanksgiving": thanksgiving,
    "halloween": lambda year: date(year, 10, 31),
}


def feast(match: re.Match[str], context: Context) -> Reading | None:
    """Christmas, Easter."""
    make = FEASTS[match["feast"].lower().replace("\u2019", "'")]
    found = nearest(context.today, lambda year: one_day(make(year)))
    return Reading(*found) if found else None


def whole_year(match: re.Match[str], _: Context) -> Reading | None:
    """A year by its number."""
    period = year_of(int(_of(match, "year")))
    return Reading(period, period, Unit.YEAR, named=True)
