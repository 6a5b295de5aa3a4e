"""What two dates beside each other mean together: Friday next week, 28 April to 2 May, 17 April (Friday)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.language.calendar import DateReading, NoSuchDay, Period, Tense, Unit, one_day, week_of
from bot.language.date_context import DAYS, NO_SUCH_DAY, Context
from bot.language.date_words import COUNT, DASH, LONG_WEEKDAY, number_of
from bot.language.date_words import SPACE as S

_LONGEST_RANGE = 62
"""How many days a range may hold that has begun and not ended, where no year is written."""
_WEEKDAY = re.compile(
    rf"(?:{LONG_WEEKDAY}|mon|tues?|weds?|thu|thurs?|fri|sat|sun)(?:{S}(?:morning|afternoon|evening))?",
    re.IGNORECASE,
)
_WEEKS_AWAY = re.compile(rf"in{S}{COUNT}{S}(?:weeks?|wks?|fortnights?)(?:['\u2019]?{S}time)?", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"(?:the\s+)?(\d{1,2}(?:st|nd|rd|th))", re.IGNORECASE)
_FROM = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:moved|postponed|shifted|pushed|rescheduled|delayed|changed|slipped|brought|instead|not)\b"
    r"[^.;!?\n]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two dates of a text as places, and what stands between them."""

    text: str
    between: re.Match[str]
    first: tuple[int, int]
    second: tuple[int, int]

    @property
    def first_written(self) -> str:
        """The first date as written."""
        return self.text[slice(*self.first)]

    @property
    def second_written(self) -> str:
        """The second date as written."""
        return self.text[slice(*self.second)]


Joined = tuple[DateReading | NoSuchDay, int] | None
"""What a pair means, and where its words end; None where they stay two dates."""
Join = Callable[[Pair, DateReading, DateReading, Context], Joined]


def _day_in_period(pair: Pair, first: DateReading, second: DateReading, context: Context) -> Joined:
    """Return the day that a weekday or number means in a period: Friday next week, next month on the 15th."""
    del context
    weekday, period = (first, second) if _weekday_of(pair.first_written) is not None else (second, first)
    name = pair.first_written if weekday is first else pair.second_written
    wanted = _weekday_of(name)
    if wanted is not None and period.unit is Unit.WEEK:
        return _in_week(period, wanted), pair.second[1]
    distance = pair.second_written if weekday is first else pair.first_written
    if wanted is not None and _WEEKS_AWAY.fullmatch(distance):
        day = week_of(period.future.first).first + timedelta(days=wanted)
        return DateReading(one_day(day), one_day(day), tense=Tense.FUTURE), pair.second[1]
    ordinal = _DAY_OF_MONTH.fullmatch(pair.second_written)
    if ordinal is not None and first.unit is Unit.MONTH:
        return _in_month(first, number_of(ordinal[1])), pair.second[1]
    return None


def _in_week(week: DateReading, weekday: int) -> DateReading:
    past, future = (each.first + timedelta(days=weekday) for each in (week.past, week.future))
    return DateReading(one_day(past), one_day(future), tense=week.tense)


def _in_month(month: DateReading, day: int) -> DateReading | NoSuchDay:
    if not 0 < day <= min(month.past.last.day, month.future.last.day):
        return NO_SUCH_DAY
    past, future = (one_day(each.first.replace(day=day)) for each in (month.past, month.future))
    return DateReading(past, future, tense=month.tense, named=month.named)


def _range(pair: Pair, first: DateReading, second: DateReading, context: Context) -> Joined:
    """Return the days from the first date to the second: Monday to Wednesday, between 4 May and 6 June."""
    before = pair.text[max(0, pair.first[0] - 60) : pair.first[0]]
    if (pair.between["and"] and not _FROM.search(before)) or _CHANGES.search(before):
        return None
    wanted = _weekday_of(pair.second_written)
    if wanted is not None:
        second = replace(
            second, past=_next(first.past.first, wanted), future=_next(first.future.first, wanted)
        )
    past = _ordered(first.past.first, second.past.last)
    future = _ordered(first.future.first, second.future.last)
    running = _ordered(first.past.first, second.future.last)
    if (past is None or future is None) and running is not None:
        if running.days > _LONGEST_RANGE or not running.first <= context.today <= running.last:
            running = None
        past, future = past or running, future or running
    if past is None or future is None:
        return None
    tense = second.tense if first.tense is Tense.OPEN else first.tense
    return DateReading(past, future, tense=tense, named=first.named and second.named), pair.second[1]


def _next(day: date, weekday: int) -> Period:
    return one_day(day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1))


def _ordered(first: date, last: date) -> Period | None:
    return Period(first, last) if first <= last else None


def _repeated(pair: Pair, first: DateReading, second: DateReading, context: Context) -> Joined:
    """Return the day of a date with its weekday behind it, which tells the year: 17 April (Friday)."""
    del second
    weekday, bracket = _weekday_of(pair.second_written), "(" in pair.between.group()
    closes = pair.text[pair.second[1] : pair.second[1] + 1] == ")"
    if weekday is None or not first.past.days == first.future.days == 1 or bracket is not closes:
        return None
    if _weekday_of(pair.first_written) is not None:
        return None
    fits = [period for period in (first.future, first.past) if period.first.weekday() == weekday]
    near = [
        period
        for period in (first.future, first.past)
        if abs((period.first - context.today).days) <= _LONGEST_RANGE
    ]
    end = pair.second[1] + closes
    if fits and (not first.named or all(period in fits for period in near)):
        return DateReading(fits[-1], fits[0], tense=first.tense, named=first.named), end
    return (NO_SUCH_DAY, end) if bracket else None


def _weekday_of(written: str) -> int | None:
    return DAYS[written[:3].lower()] if _WEEKDAY.fullmatch(written) else None


JOINS: tuple[tuple[re.Pattern[str], Join], ...] = (
    (re.compile(rf",?{S}(?:(?:of|in|on){S})?(?:the{S})?", re.IGNORECASE), _day_in_period),
    (
        re.compile(
            rf"[ \t]?{DASH}[ \t]?|{S}(?:to|until|till|through|thru){S}(?:the{S})?|"
            rf"{S}(?P<and>and){S}(?:the{S})?|"
            rf"{S}or{S}(?:on{S})?(?:the{S})?",
            re.IGNORECASE,
        ),
        _range,
    ),
    (re.compile(r"[ \t]?\(|,[ \t]"), _repeated),
)
"""What may stand between two dates, and what they mean then."""
