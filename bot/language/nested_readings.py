"""What a date means with words beside it: the third Friday of a month, a week from a day, a day at noon."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.language.calendar import (
    DateReading,
    NoSuchDay,
    Period,
    Tense,
    Unit,
    one_day,
    shift_years,
    week_of,
)
from bot.language.date_context import DAYS, NO_SUCH_DAY, Context, group_of
from bot.language.date_words import LONG_WEEKDAY, number_of
from bot.language.distances import moved, step_unit
from bot.language.period_readers import part_of_reading

_WEEK = timedelta(days=7)
_COUNTED = re.compile(
    rf"\b(?:{LONG_WEEKDAY}|mon|tues?|weds?|thurs?|thu|fri|today|tomorrow|tmrw)$", re.IGNORECASE
)
"""Days behind which "week" means one week later: "Friday week" is the Friday after the next one."""

Change = Callable[[Period], Period | NoSuchDay | None]
Build = Callable[[re.Match[str], DateReading, Context], DateReading | NoSuchDay | None]


def _changed(reading: DateReading, context: Context, change: Change, unit: Unit = Unit.DAY) -> (
    DateReading | NoSuchDay | None
):  # fmt: skip
    """Return the reading with its periods changed.

    Where no year was written, that of a report is moved into the past, and that of a promise into the future.
    """
    past, future = change(reading.past), change(reading.future)
    if past is None or future is None:
        return None
    is_open = reading.tense is Tense.OPEN and reading.named and not reading.has_year
    if is_open and isinstance(past, Period) and past.first > context.today:
        past = change(shift_years(reading.past, -1))
    if is_open and isinstance(future, Period) and future.last < context.today:
        future = change(shift_years(reading.future, 1))
    if not isinstance(past, Period) and not isinstance(future, Period):
        return NO_SUCH_DAY
    past = past if isinstance(past, Period) else future
    future = future if isinstance(future, Period) else past
    if not isinstance(past, Period) or not isinstance(future, Period):
        return NO_SUCH_DAY
    return replace(reading, past=past, future=future, unit=unit, is_end=False)


def read_nth(match: re.Match[str], reading: DateReading, context: Context) -> DateReading | NoSuchDay | None:
    """Return the third Friday of a month, the last day of a quarter, the first half of a year."""
    if reading.unit is Unit.DAY:
        return None
    place, what = " ".join(match["nth"].lower().split()), match["what"].lower()
    from_end = {"last": 1, "second last": 2, "second to last": 2, "second-to-last": 2, "penultimate": 2}.get(
        place, 0
    )
    number = from_end or number_of(place)
    if not number:
        return None

    def change(period: Period) -> Period | NoSuchDay | None:
        if what == "half":
            half = period.first + timedelta(days=(period.days + 1) // 2)
            half = half.replace(month=7, day=1) if reading.unit is Unit.YEAR else half
            first, second = Period(period.first, half - timedelta(days=1)), Period(half, period.last)
            return second if from_end or number == 2 else first if number == 1 else None
        if what.startswith(("week", "wk")) and not what.startswith("weekd"):
            return _nth_week(period, number, from_end=bool(from_end), ends=what == "weekend")
        days = [period.first + timedelta(days=i) for i in range(period.days)]
        if what.startswith(("working", "business", "weekday")):
            days = [day for day in days if day.weekday() < 5]
        elif what != "day":
            days = [day for day in days if day.weekday() == DAYS[what[:3]]]
        if number > len(days):
            return NO_SUCH_DAY
        return one_day(days[-number] if from_end else days[number - 1])

    return _changed(reading, context, change)


def _nth_week(period: Period, number: int, *, from_end: bool, ends: bool) -> Period | NoSuchDay:
    if ends:
        day = period.first + timedelta(days=(5 - period.first.weekday()) % 7)
        found = [day + _WEEK * i for i in range(period.days // 7 + 1) if day + _WEEK * i <= period.last]
        if number > len(found):
            return NO_SUCH_DAY
        first = found[-number] if from_end else found[number - 1]
        return Period(first, first + timedelta(days=1))
    if from_end:
        last = period.last - _WEEK * (number - 1)
        return Period(max(last - timedelta(days=6), period.first), last)
    first = period.first + _WEEK * (number - 1)
    return Period(first, min(first + timedelta(days=6), period.last)) if first <= period.last else NO_SUCH_DAY


def read_day_of(
    match: re.Match[str], reading: DateReading, context: Context
) -> DateReading | NoSuchDay | None:
    """Return the 15th of next month."""
    if reading.unit is not Unit.MONTH:
        return None
    day = number_of(match["day"])

    def change(period: Period) -> Period | NoSuchDay:
        return one_day(period.first.replace(day=day)) if 0 < day <= period.last.day else NO_SUCH_DAY

    return _changed(reading, context, change)


def read_part(match: re.Match[str], reading: DateReading, context: Context) -> DateReading | None:
    """Return the end of the week after next; "later this week" is the week itself."""
    if reading.unit is Unit.DAY:
        return None
    part = group_of(match, "part").lower()
    return part_of_reading(reading, part, context.today)


def read_away(match: re.Match[str], reading: DateReading, context: Context) -> DateReading | NoSuchDay | None:
    """Return a week from Friday, two days before the end of the month."""
    way, unit = (group_of(match, "way") or "from").lower(), match["unit"].lower()
    if way == "on" and not unit.startswith(("week", "wk", "fortnight")):
        return None
    back = way in ("before", "prior to", "ahead of")
    count = number_of(match["count"])

    def change(period: Period) -> Period | None:
        day = moved(period.first if back else period.last, -count if back else count, unit)
        return one_day(day) if day else None

    if reading.tense is Tense.OPEN and not back:
        reading = replace(reading, past=reading.future) if context.today < reading.future.first else reading
    found = _changed(reading, context, change)
    if isinstance(found, DateReading) and found.past.first > context.today:
        return replace(found, tense=Tense.FUTURE)
    return found


def read_beside(
    match: re.Match[str], reading: DateReading, context: Context
) -> DateReading | NoSuchDay | None:
    """Return the Monday after Easter, the day before Christmas, the week after the holidays."""
    what, back = match["what"].lower(), match["way"].lower() == "before"
    if what[:3] in DAYS:
        wanted = DAYS[what[:3]]

        def change(period: Period) -> Period:
            if back:
                return one_day(period.first - timedelta(days=(period.first.weekday() - wanted - 1) % 7 + 1))
            return one_day(period.last + timedelta(days=(wanted - period.last.weekday() - 1) % 7 + 1))

        return _changed(reading, context, change)
    days = 7 if what.startswith("w") else 1
    unit = step_unit(what)

    def step(period: Period) -> Period:
        day = period.first - timedelta(days=days) if back else period.last + timedelta(days=days)
        return week_of(day) if unit is Unit.WEEK else one_day(day)

    return _changed(reading, context, step, unit)


def read_week_with(
    _: re.Match[str], reading: DateReading, context: Context
) -> DateReading | NoSuchDay | None:
    """Return the week of 4 May."""
    if reading.past.days != 1 or reading.future.days != 1:
        return None
    return _changed(reading, context, lambda period: week_of(period.first), Unit.WEEK)


def read_same_day(_: re.Match[str], reading: DateReading, __: Context) -> DateReading | None:
    """Return the day itself: the Friday."""
    return reading if reading.unit is Unit.DAY and reading.future.days == 1 else None


def read_one_before(_: re.Match[str], reading: DateReading, __: Context) -> DateReading | None:
    """Return the Friday before the last one, said as "last Friday but one"."""
    if reading.tense is not Tense.PAST or reading.past.days != 1:
        return None
    return replace(
        reading, past=one_day(reading.past.first - _WEEK), future=one_day(reading.past.first - _WEEK)
    )


def read_by_the_clock(_: re.Match[str], reading: DateReading, __: Context) -> DateReading | None:
    """Return the day itself: close of business on Friday, Friday at 10. Before that hour is on that day."""
    if reading.unit is not Unit.DAY or reading.future.days != 1:
        return None
    return replace(reading, is_end=True)


def read_unchanged(_: re.Match[str], reading: DateReading, __: Context) -> DateReading:
    """Return what was read already: Monday at the latest."""
    return reading


def read_same_period(_: re.Match[str], reading: DateReading, __: Context) -> DateReading | None:
    """Return the period itself: later this week, sometime next month."""
    return reading if reading.unit is not Unit.DAY else None


def read_later_week(match: re.Match[str], reading: DateReading, _: Context) -> DateReading | None:
    """Return Friday week: the Friday a week after the next; Easter week is the week of Easter."""
    if reading.unit is not Unit.DAY or reading.future.days != 1 or reading.named:
        return None
    if not _COUNTED.search(match.string, max(0, match.start() - 12), match.start()):
        return DateReading(
            week_of(reading.past.first), week_of(reading.future.first), Unit.WEEK, reading.tense
        )
    later = reading.future.last + (2 * _WEEK if match["length"].lower() == "fortnight" else _WEEK)
    return DateReading(one_day(later), one_day(later), tense=Tense.FUTURE)
