"""What a distance from today means: in two weeks, three days ago, within 48 hours, the last ten days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.calendar import FRIDAY, DateReading, Period, Tense, Unit, plus_months
from bot.language.date_context import Context, exactly, group_of
from bot.language.date_words import number_of

_HOURS_A_DAY = 24
_FEW = 3
_BACK = ("last", "past", "previous")


def read_distance(match: re.Match[str], context: Context) -> DateReading | None:
    """Return the day so far from today: in two weeks, three days ago; "two or three weeks" are three."""
    said = group_of(match, "more") or group_of(match, "or").replace("so", "") or match["count"]
    count, unit = number_of(said), match["unit"].lower()
    back = match.group().lower().endswith(("ago", "back", "earlier"))
    day = moved(context.today, -count if back else count, unit)
    return exactly(day, Tense.PAST if back else Tense.FUTURE) if day else None


def read_half_year(match: re.Match[str], context: Context) -> DateReading:
    """Return the day half a year, or a year and a half, before or after today."""
    words = match.group().lower()
    months = 18 if "and" in words.split() else 6
    back = words.endswith(("ago", "back"))
    day = plus_months(context.today, -months if back else months)
    return exactly(day, Tense.PAST if back else Tense.FUTURE)


def read_stretch(match: re.Match[str], context: Context) -> DateReading | None:
    """Return the last two weeks, the next ten days, the coming weeks (taken as three)."""
    unit = match["unit"].lower()
    number = group_of(match, "more") or group_of(match, "count")
    count = number_of(number) if number else _FEW if unit.endswith("s") else 1
    back = match["way"].lower() in _BACK
    day = moved(context.today, -count if back else count, unit)
    if day is None:
        return None
    period = Period(day, context.today) if back else Period(context.today, day)
    return DateReading(period, period, tense=Tense.PAST if back else Tense.FUTURE)


def read_same_time(match: re.Match[str], context: Context) -> DateReading | None:
    """Return the same day of another week, month or year: this time next week, this time last year."""
    back = match["which"].lower() in _BACK
    day = moved(context.today, -1 if back else 1, match["unit"].lower())
    return exactly(day, Tense.PAST if back else Tense.FUTURE) if day else None


def moved(day: date, count: int, unit: str) -> date | None:
    """Return the day so many units on; None beyond the calendar. Hours count from a day on."""
    try:
        if unit.startswith(("working", "business", "work", "weekday")):
            return _working_days(day, count)
        if unit.startswith("h"):
            days = -(-abs(count) // _HOURS_A_DAY) if abs(count) >= _HOURS_A_DAY else 0
            return day + timedelta(days=days if count > 0 else -days)
        if unit.startswith(("calendar", "day", "week", "wk", "fortnight")):
            weeks = {"w": 7, "f": 14}.get(unit[0], 1)
            return day + timedelta(days=count * weeks)
        return plus_months(day, count * {"m": 1, "q": 3, "y": 12}[unit[0]])
    except (OverflowError, ValueError):
        return None


def step_unit(unit: str) -> Unit:
    """Return how long one step of a distance is, for "the week after Easter"."""
    return Unit.WEEK if unit.startswith(("week", "wk")) else Unit.DAY


def _working_days(day: date, count: int) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while day.weekday() > FRIDAY:
            day += step
    return day
