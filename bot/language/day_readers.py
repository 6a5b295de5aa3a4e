"""What the written form of one day means: a date, a day of the month, today and tomorrow."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.calendar import DateReading, NoSuchDay, Period, Tense, month_of, nearest, one_day
from bot.language.date_context import (
    DAYS,
    MONTHS,
    NO_SUCH_DAY,
    Context,
    exactly,
    group_of,
    is_marked,
    written_year,
)
from bot.language.date_words import number_of

_MODAL = re.compile(r"\s+(?:be|have|has|join|come|go|not|also|need|want|still|well|take|ask|get|i|we|on)\b")
"""What follows "may" and "march" where they are verbs."""
_GROWS = re.compile(
    r"\b(?:grew|grows?|rose|rises?|fell|falls?|up|down|increased?|dropped|drops?|cut|reduced?|changed?)\s+by\s+$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:rooms?|scor\w+|rat\w+|page|apartment|flat|unit|door|top|size|no\.|#)|\d|/|\+)\s*$",
    re.IGNORECASE,
)
_SCORED = re.compile(
    r"\s*(?:rating|stars?|points?|score|people|customers|clients|sites|depots|million|billion|percent|m\b|k\b)",
    re.IGNORECASE,
)
_LONGEST_WAY = 62
"""How many days away "Thursday the 3rd" may lie at most."""
_YEARS_FOR_A_WEEKDAY = 2
_DAYS_A_YEAR = 366
"""A day without a year that is further away than this on both sides does not exist: 29 February."""


def read_iso_date(match: re.Match[str], _: Context) -> DateReading | NoSuchDay:
    """Return a day that is written with its year first: 2026-11-22, 2026/11/22, 2026-11-22T10:00."""
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def read_numeric_date(match: re.Match[str], context: Context) -> DateReading | NoSuchDay | None:
    """Return a day in digits, as 3/6 or 3.6.2027: in the order usual there, or in the only one that fits."""
    first, second, year = int(match["a"]), int(match["b"]), written_year(match)
    day, month = (first, second) if context.day_first else (second, first)
    if month > 12:
        day, month = month, day
    weekday = _weekday_in(match)
    if year is not None:
        return _day(year, month, day, weekday)
    meant = is_marked(match) or weekday is not None
    if match["sep"] == "." and (not (meant or _begins_line(match)) or _grows(match)):
        return None
    if _is_no_day(match):
        return None
    found = _day_of_month(context, day, month, weekday)
    return None if found is NO_SUCH_DAY and not meant else found


def read_day_and_month(match: re.Match[str], context: Context) -> DateReading | NoSuchDay | None:
    """Return a day with its month as a word: 3 June, June 3rd 2027, the eighth of May."""
    written, name, year = match["day"].lower(), match["month"], written_year(match)
    day, month = number_of(written), MONTHS[name[:3].lower()]
    if _is_no_month(match, name, plain=written.isdigit() or written.isalpha()):
        return None
    if (day > 31 and written.isdigit() and not is_marked(match)) or _counts_things(match):
        return None
    if year is not None:
        return _day(year, month, day, _weekday_in(match))
    return _day_of_month(context, day, month, _weekday_in(match))


def read_days_of_month(match: re.Match[str], context: Context) -> DateReading | NoSuchDay | None:
    """Return the days from the first to the last: 4 to 6 May, May 4-6."""
    last = read_day_and_month(match, context)
    if not isinstance(last, DateReading):
        return last
    first = number_of(match["from"])
    if not 0 < first < number_of(match["day"]):
        return None
    past, future = last.past.last.replace(day=first), last.future.last.replace(day=first)
    return DateReading(
        Period(past, last.past.last), Period(future, last.future.last), tense=last.tense, named=last.named
    )


def read_ordinal(match: re.Match[str], context: Context) -> DateReading | NoSuchDay | None:
    """Return a day of a month that is not named: the 30th, Thursday the 3rd."""
    day, today, wanted = number_of(match["day"]), context.today, _weekday_in(match)
    meant = is_marked(match) or wanted is not None
    is_numbered = match["day"][-1].isalpha() and match["day"][0].isdigit()
    if not is_numbered and wanted is None and not (meant and match.group().lower().startswith("the ")):
        return None
    if not 0 < day <= 31:
        return NO_SUCH_DAY if meant else None
    months = [month_of(today.year, today.month + i) for i in range(-14, 15)]
    days = [month.first.replace(day=day) for month in months if day <= month.last.day]
    if wanted is not None:
        near = [one for one in days if one.weekday() == wanted and abs((one - today).days) <= _LONGEST_WAY]
        past, future = [one for one in near if one <= today], [one for one in near if one >= today]
        if not near:
            return None if match["day"].isdigit() else NO_SUCH_DAY
        return DateReading(one_day((past or future)[-1 if past else 0]), one_day((future or past)[0]))
    past, future = [one for one in days if one <= today], [one for one in days if one >= today]
    return DateReading(one_day(past[-1]), one_day(future[0]))


NEAR = {
    "the day before yesterday": -2, "day before yesterday": -2, "the night before last": -2, "yesterday": -1,
    "yday": -1, "y'day": -1, "y\u2019day": -1, "yest": -1, "ystdy": -1, "last night": -1, "last evening": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "eod": 0, "cob": 0,
    "eob": 0, "end of day": 0, "end of the day": 0, "end of business": 0, "close of business": 0,
    "close of play": 0, "just now": 0, "earlier today": 0, "later today": 0, "2day": 0, "tonite": 0,
    "within the day": 0,
    "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1, "tmw": 1, "tmrow": 1,
    "2moro": 1, "2morrow": 1, "2mrw": 1, "tomoz": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2, "day after tmrw": 2, "overmorrow": 2,
}  # fmt: skip


def read_near_day(match: re.Match[str], context: Context) -> DateReading:
    """Return a day by its distance from today: today, tomorrow, the day before yesterday."""
    offset = NEAR[" ".join(match["near"].lower().split())]
    tense = Tense.PAST if offset < 0 else Tense.FUTURE if offset > 0 else Tense.OPEN
    return exactly(context.today + timedelta(days=offset), tense)


def _day(year: int, month: int, day: int, weekday: int | None = None) -> DateReading | NoSuchDay:
    """Return this one day; a weekday written with it has to be the day's own."""
    try:
        found = date(year, month, day)
    except ValueError:
        return NO_SUCH_DAY
    return exactly(found) if weekday in (None, found.weekday()) else NO_SUCH_DAY


def _day_of_month(
    context: Context, day: int, month: int, weekday: int | None = None
) -> DateReading | NoSuchDay:
    """Return the latest and the next such day."""
    found = nearest(context.today, lambda year: _maybe(year, month, day))
    if found is None or min(abs((each.first - context.today).days) for each in found) > _DAYS_A_YEAR:
        return NO_SUCH_DAY
    return DateReading(*found, named=True) if weekday is None else _on_weekday(context, found, weekday)


def _on_weekday(context: Context, found: tuple[Period, Period], weekday: int) -> DateReading | NoSuchDay:
    """Return the closest such day that falls on a weekday; a near one that does not is a contradiction."""
    today, (past, future) = context.today, found
    near = [day for day in (past.first, future.first) if abs((day - today).days) <= _LONGEST_WAY]
    years = range(today.year - _YEARS_FOR_A_WEEKDAY, today.year + _YEARS_FOR_A_WEEKDAY + 1)
    same = (_maybe(year, future.first.month, future.first.day) for year in years)
    fit = [period for period in same if period is not None and period.first.weekday() == weekday]
    if not fit or any(day.weekday() != weekday for day in near):
        return NO_SUCH_DAY
    closest = min(fit, key=lambda period: abs((period.first - today).days))
    return DateReading(closest, closest)


def _maybe(year: int, month: int, day: int) -> Period | None:
    try:
        return one_day(date(year, month, day))
    except ValueError:
        return None


def _weekday_in(match: re.Match[str]) -> int | None:
    name = group_of(match, "weekday")
    return DAYS[name[:3].lower()] if name else None


def _begins_line(match: re.Match[str]) -> bool:
    return match.start() == 0 or match.string[match.start() - 1] == "\n"


def _is_no_day(match: re.Match[str]) -> bool:
    """Return whether two numbers with a stroke are a score, a room: "24/7", "4/10 stars", "room 5/6"."""
    before = match.string[max(0, match.start() - 14) : match.start()]
    return (
        match.group() == "24/7"
        or _NUMBERED.search(before) is not None
        or _SCORED.match(match.string, match.end()) is not None
    )


def _grows(match: re.Match[str]) -> bool:
    """Return whether a number is by how much something changed: "it grew by 5.6."."""
    return _GROWS.search(match.string, max(0, match.start() - 30), match.start()) is not None


def _is_no_month(match: re.Match[str], name: str, *, plain: bool) -> bool:
    """Return whether "may" or "march" is a verb: "3 may join", "we may first ask"."""
    if not plain or name not in ("may", "march") or is_marked(match) or group_of(match, "weekday"):
        return False
    words = match.group().lower()
    verb_follows = _MODAL.match(match.string, match.end()) is not None
    return verb_follows or not (match["day"].isdigit() or "of" in words.split())


def _counts_things(match: re.Match[str]) -> bool:
    """Return whether a number behind a month counts what follows: "in June 30 people came"."""
    if not match["day"].isdigit() or not match.group().lower().startswith(match["month"].lower()):
        return False
    before = match.string[max(0, match.start() - 3) : match.start()].lower()
    return before == "in " and re.match(r" [a-z]{3,}", match.string[match.end() :][:8]) is not None
