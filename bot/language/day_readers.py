"""What the written form of one day means: a date, a weekday, a feast."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.language.calendar import (
    DateReading,
    Period,
    Tense,
    easter,
    month_of,
    nearest,
    one_day,
    thanksgiving,
    week_of,
)
from bot.language.date_context import MONTHS, Context, exactly, group_of

_DAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}


def iso(match: re.Match[str], _: Context) -> DateReading | None:
    """2026-11-22."""
    try:
        return exactly(date.fromisoformat(match.group()))
    except ValueError:
        return None


def numeric(match: re.Match[str], context: Context) -> DateReading | None:
    """3/6, 3.6.2027: by the custom of the zone, unless only one order is a date."""
    first, second, written_year = int(match["a"]), int(match["b"]), group_of(match, "year")
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
        return exactly(date(year, month, day))
    except ValueError:
        return None


def day_and_month(match: re.Match[str], context: Context) -> DateReading | None:
    """3 June, June 3rd 2027."""
    day, month = int(match["day"]), MONTHS[match["month"][:3].lower()]
    if group_of(match, "year"):
        try:
            return exactly(date(int(group_of(match, "year")), month, day))
        except ValueError:
            return None
    return _day_of_month(context, day, month)


def _day_of_month(context: Context, day: int, month: int) -> DateReading | None:
    def in_year(year: int) -> Period | None:
        try:
            return one_day(date(year, month, day))
        except ValueError:
            return None

    found = nearest(context.today, in_year)
    return DateReading(*found) if found else None


def ordinal(match: re.Match[str], context: Context) -> DateReading | None:
    """Return the 30th, Thursday the 3rd."""
    day, today = int(match["day"]), context.today
    months = [month_of(today.year, today.month + i) for i in range(-14, 15)]
    days = [month.first.replace(day=day) for month in months if day <= month.last.day]
    if group_of(match, "weekday"):
        wanted = _DAYS[match["weekday"][:3].lower()]
        days = [one for one in days if one.weekday() == wanted] or days
    past = [one for one in days if one <= today]
    future = [one for one in days if one >= today]
    return DateReading(one_day(past[-1]), one_day(future[0]))


def weekday(match: re.Match[str], context: Context) -> DateReading | None:
    """Tuesday, last Thursday, next Friday."""
    wanted, which = _DAYS[match["weekday"][:3].lower()], group_of(match, "which").lower()
    today = context.today
    before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    after = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if which in ("last", "past", "previous", "this past"):
        return exactly(before, Tense.PAST)
    if which in ("next", "following"):
        return exactly(week_of(today).first + timedelta(days=7 + wanted), Tense.FUTURE)
    if which in ("coming", "upcoming", "this coming"):
        return exactly(after, Tense.FUTURE)
    if which == "this":
        this = week_of(today).first + timedelta(days=wanted)
        return DateReading(
            one_day(this if this <= today else before), one_day(this if this >= today else after)
        )
    return DateReading(one_day(before), one_day(after))


NEAR = {
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "yday": -1, "last night": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "eod": 0, "cob": 0,
    "end of day": 0, "just now": 0, "earlier today": 0, "tomorrow": 1, "tmrw": 1, "tomorow": 1, "tmr": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip


def near_day(match: re.Match[str], context: Context) -> DateReading | None:
    """Today, tomorrow, the day before yesterday."""
    offset = NEAR[" ".join(match["near"].lower().split())]
    tense = Tense.PAST if offset < 0 else Tense.FUTURE if offset > 0 else Tense.OPEN
    return exactly(context.today + timedelta(days=offset), tense)


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


def feast(match: re.Match[str], context: Context) -> DateReading | None:
    """Christmas, Easter."""
    make = FEASTS[match["feast"].lower().replace("\u2019", "'")]
    found = nearest(context.today, lambda year: one_day(make(year)))
    return DateReading(*found) if found else None
