"""Feasts and holidays that people reckon by, as days of the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.language.calendar import DateReading, NoSuchDay, Period, easter, nearest, one_day, thanksgiving
from bot.language.date_context import NO_SUCH_DAY, Context, is_marked


def _on(month: int, day: int) -> Callable[[int], Period]:
    return lambda year: one_day(date(year, month, day))


def _by_easter(days: int) -> Callable[[int], Period]:
    return lambda year: one_day(easter(year) + timedelta(days=days))


def _by_thanksgiving(days: int) -> Callable[[int], Period]:
    return lambda year: one_day(thanksgiving(year) + timedelta(days=days))


def _last_monday(month: int) -> Callable[[int], Period]:
    def make(year: int) -> Period:
        last = date(year, month, 31)
        return one_day(last - timedelta(days=last.weekday()))

    return make


def _first_monday(month: int) -> Callable[[int], Period]:
    def make(year: int) -> Period:
        first = date(year, month, 1)
        return one_day(first + timedelta(days=-first.weekday() % 7))

    return make


def _winter_holidays(year: int) -> Period:
    return Period(date(year, 12, 24), date(year + 1, 1, 1))


FEASTS: dict[str, Callable[[int], Period]] = {
    "christmas eve": _on(12, 24),
    "christmas day": _on(12, 25),
    "christmas": _on(12, 25),
    "xmas eve": _on(12, 24),
    "xmas": _on(12, 25),
    "x-mas": _on(12, 25),
    "boxing day": _on(12, 26),
    "the christmas holidays": _winter_holidays,
    "christmas holidays": _winter_holidays,
    "the holiday season": _winter_holidays,
    "the holidays": _winter_holidays,
    "new year's eve": _on(12, 31),
    "new years eve": _on(12, 31),
    "nye": _on(12, 31),
    "new year's day": _on(1, 1),
    "new year's": _on(1, 1),
    "the new year": _on(1, 1),
    "new year": _on(1, 1),
    "easter": _by_easter(0),
    "easter sunday": _by_easter(0),
    "easter monday": _by_easter(1),
    "good friday": _by_easter(-2),
    "maundy thursday": _by_easter(-3),
    "ascension day": _by_easter(39),
    "pentecost": _by_easter(49),
    "whitsun": _by_easter(49),
    "whit monday": _by_easter(50),
    "corpus christi": _by_easter(60),
    "thanksgiving": _by_thanksgiving(0),
    "black friday": _by_thanksgiving(1),
    "cyber monday": _by_thanksgiving(4),
    "halloween": _on(10, 31),
    "valentine's day": _on(2, 14),
    "st patrick's day": _on(3, 17),
    "independence day": _on(7, 4),
    "memorial day": _last_monday(5),
    "labor day": _first_monday(9),
}
"""What is kept on the same day in many countries, and the feasts of the United States."""

UNREADABLE = (
    r"(?:chinese|lunar|jewish|islamic|orthodox)\s+new\s+year|cny|ramadan|eid(?:\s+al-(?:fitr|adha))?|diwali|"
    r"hanukkah|chanukah|passover|rosh\s+hashanah|yom\s+kippur|golden\s+week|holi|orthodox\s+easter|"
    r"(?:the\s+)?end\s+of\s+(?:(?:the|our|their|this)\s+)?(?:fiscal|financial)\s+year|fy\s?\d{2,4}|"
    r"(?:the\s+)?(?:summer|autumn|spring|half-term|school|bank)\s+(?:break|holidays?)"
)
"""Feasts and holidays whose days differ by year and country so much that no day is read for them."""


def read_feast(match: re.Match[str], context: Context) -> DateReading | None:
    """Return the days of a feast or holiday that the table knows: Christmas, Easter, the holidays."""
    found = nearest(context.today, _PLAIN[_plain(match["feast"].lower())])
    return DateReading(*found) if found else None


def read_unreadable(match: re.Match[str], _: Context) -> NoSuchDay | None:
    """Return that a day is meant which cannot be known: before Ramadan, after the summer break."""
    return NO_SUCH_DAY if is_marked(match) else None


def _plain(name: str) -> str:
    return " ".join(re.sub("['\u2019]", "", name).split())


_PLAIN = {_plain(name): make for name, make in FEASTS.items()}
