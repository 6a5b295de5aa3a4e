"""The forms in which dates are written in English, each with its reading."""

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
_NUMBERS = {word: i for i, word in enumerate(_NUMBER_NAMES)} | {
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

_LONG_MONTH = (
    r"(?P<month>january|february|feb\.?|april|apr\.?|june?|july?|august|aug\.?|"
    r"sept(?:ember|\.)?|sep\.?|october|oct\.?|november|nov\.?|december|dec\.?)"
)
"""Months that are nothing but months; "may", "march", "mar" and "jan" (a name) need more to go by."""
_MONTH = _LONG_MONTH.replace("(?P<month>", r"(?P<month>may|march|mar\.?|jan\.?|")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WHICH = r"(?P<which>last|past|previous|this past|this coming|coming|upcoming|this|next|following)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>(?:working |business )?days?|weeks?|fortnights?|months?|quarters?|years?)"
_PART = r"(?P<part>end|close|start|beginning|middle|mid|early|late)"
_AFTER_IN = r"(?<=in )|(?<=by )|(?<=since )|(?<=until )|(?<=before )|(?<=after )|(?<=from )|(?<=during )"
_LEAD = rf"(?:{_AFTER_IN}|(?<=till )|(?<=of ))"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-]){pattern}(?![\w/]|-\d)", re.IGNORECASE)


def _of(match: re.Match[str], group: str) -> str:
    """What a group of a form matched, empty where the form has no such group."""
    return match.groupdict().get(group) or ""


def _exact(day: date, tense: Tense = Tense.OPEN) -> Reading:
    return Reading(one_day(day), one_day(day), tense=tense)


def _iso(match: re.Match[str], _: Context) -> Reading | None:
    try:
        return _exact(date.fromisoformat(match.group()))
    except ValueError:
        return None


def _numeric(match: re.Match[str], context: Context) -> Reading | None:
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


def _day_and_month(match: re.Match[str], context: Context) -> Reading | None:
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


def _ordinal(match: re.Match[str], context: Context) -> Reading | None:
    day, today = int(match["day"]), context.today
    months = [month_of(today.year, today.month + i) for i in range(-14, 15)]
    days = [month.first.replace(day=day) for month in months if day <= month.last.day]
    if _of(match, "weekday"):
        wanted = _DAYS[match["weekday"][:3].lower()]
        days = [one for one in days if one.weekday() == wanted] or days
    past = [one for one in days if one <= today]
    future = [one for one in days if one >= today]
    return Reading(one_day(past[-1]), one_day(future[0]))


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
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


_NEAR = {
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "yday": -1, "last night": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "eod": 0, "cob": 0,
    "end of day": 0, "just now": 0, "earlier today": 0, "tomorrow": 1, "tmrw": 1, "tomorow": 1, "tmr": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip


_NEAR_WORDS = "|".join(sorted(_NEAR, key=len, reverse=True)).replace(" ", r"\s+")


def _near(match: re.Match[str], context: Context) -> Reading | None:
    offset = _NEAR[" ".join(match["near"].lower().split())]
    tense = Tense.PAST if offset < 0 else Tense.FUTURE if offset > 0 else Tense.OPEN
    return _exact(context.today + timedelta(days=offset), tense)


def _distance(match: re.Match[str], context: Context) -> Reading | None:
    count, unit = _count(match["count"]), match["unit"].lower()
    words = match.group().lower()
    back = words.endswith(("ago", "back", "earlier"))
    day = _moved(context.today, -count if back else count, unit)
    return _exact(day, Tense.PAST if back else Tense.FUTURE) if day else None


def _stretch(match: re.Match[str], context: Context) -> Reading | None:
    count, back = _count(_of(match, "count") or "one"), match["way"].lower() in ("last", "past", "previous")
    day = _moved(context.today, -count if back else count, match["unit"].lower())
    if day is None:
        return None
    period = Period(day, context.today) if back else Period(context.today, day)
    return Reading(period, period, tense=Tense.PAST if back else Tense.FUTURE)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


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


def _relative(match: re.Match[str], context: Context) -> Reading | None:
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


def _short_end(match: re.Match[str], context: Context) -> Reading | None:
    words = match.group().lower().replace("-", " ")
    unit = _SHORT_ENDS.get(words, words.split()[0])
    period, length = _unit_period(unit, context.today, 0)
    end = _part_of(period, length, "end")
    return Reading(end, end)


def _named(match: re.Match[str], context: Context) -> Reading | None:
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


_FEASTS: dict[str, Callable[[int], date]] = {
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


def _feast(match: re.Match[str], context: Context) -> Reading | None:
    make = _FEASTS[match["feast"].lower().replace("\u2019", "'")]
    found = nearest(context.today, lambda year: one_day(make(year)))
    return Reading(*found) if found else None


def _year(match: re.Match[str], _: Context) -> Reading | None:
    period = year_of(int(_of(match, "year")))
    return Reading(period, period, Unit.YEAR, named=True)


_PARTLY = rf"(?:the\s+)?(?:{_PART}[\s-]+(?:of\s+)?(?:the\s+)?)?"
_WHICHLY = rf"(?:{_WHICH}\s+)?"

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_form(r"\d{4}-\d\d-\d\d"), _iso),
    (_form(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?:(?P=sep)(?P<year>\d{4}|\d\d))?\.?"), _numeric),
    (
        _form(
            rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?"
        ),
        _day_and_month,
    ),
    (
        _form(rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?!:\d)"),
        _day_and_month,
    ),
    (
        _form(rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:st|nd|rd|th)(?!\s+(?:time|of|floor|year|quarter))"),
        _ordinal,
    ),
    (_form(rf"{_WHICHLY}(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"), _weekday),
    (_form(rf"{_WHICH}\s+{_WEEKDAY}"), _weekday),
    (_form(rf"(?:(?<=on )|(?<=by )|(?<=until )|(?<=till )|(?<=before )){_WEEKDAY}"), _weekday),
    (_form(r"(?P<weekday>tues|thurs|thu|fri)"), _weekday),
    (
        _form(
            rf"(?P<near>{_NEAR_WORDS})(?!(?<=eod|cob|day)\s+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun|tom|\d))"
        ),
        _near,
    ),
    (_form(rf"(?:about\s+|around\s+)?{_COUNT}\s+{_UNIT}\s+(?:ago|back|earlier)"), _distance),
    (
        _form(
            rf"(?:in|within)\s+(?:about\s+|around\s+|the next\s+)?{_COUNT}\s+{_UNIT}"
            r"(?:['\u2019]?\s+time|\s+from now)?"
        ),
        _distance,
    ),
    (_form(rf"{_COUNT}\s+{_UNIT}\s+from\s+(?:now|today)"), _distance),
    (_form(rf"the\s+(?P<way>last|past|previous|next|coming)\s+(?:{_COUNT}\s+)?{_UNIT}"), _stretch),
    (_form(rf"(?P<way>last|past|next|coming)\s+{_COUNT}\s+{_UNIT}"), _stretch),
    (
        _form(rf"{_PARTLY}{_WHICH}\s+(?P<unit>week|weekend|month|quarter|year)"),
        _relative,
    ),
    (_form(rf"(?:the\s+)?{_PART}\s+of\s+(?:the\s+)?(?P<unit>week|month|quarter|year)"), _relative),
    (_form(r"the\s+(?P<unit>weekend)"), _relative),
    (_form(r"eow|eom|eoq|eoy|(?:month|quarter|year)[\s-]end"), _short_end),
    (_form(rf"{_PARTLY}{_WHICHLY}{_LONG_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"), _named),
    (_form(rf"{_PART}[\s-]+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"), _named),
    (_form(rf"{_WHICH}\s+{_MONTH}(?:,?\s+{_YEAR})?"), _named),
    (_form(rf"{_MONTH},?\s+{_YEAR}"), _named),
    (_form(rf"{_LEAD}{_MONTH}"), _named),
    (_form(rf"{_PARTLY}{_WHICHLY}q(?P<quarter>[1-4])(?:\s*(?:of\s+|/|')?(?P<year>(?:20)?\d\d))?"), _named),
    (_form(rf"{_PARTLY}{_WHICHLY}h(?P<half>[12])(?:\s*(?:of\s+|/|')?(?P<year>(?:20)?\d\d))?"), _named),
    (_form(rf"{_PARTLY}{_WHICH}\s+(?P<season>spring|summer|autumn|fall|winter)"), _named),
    (
        _form(
            rf"{_LEAD}(?:the\s+)?(?:{_PART}[\s-]+)?(?P<season>spring|summer|autumn|winter)"
            rf"(?:\s+(?:of\s+)?{_YEAR})?"
        ),
        _named,
    ),
    (
        _form(
            rf"(?:the\s+)?(?P<feast>{'|'.join(sorted(_FEASTS, key=len, reverse=True)).replace(chr(39), '.')})"
        ),
        _feast,
    ),
    (
        _form(rf"(?:{_AFTER_IN})(?:the year\s+)?{_YEAR}"),
        _year,
    ),
)
"""Each form with its reader; where forms overlap, the longest from the left wins."""
