"""What every reader of a date goes by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.language.calendar import DateReading, NoSuchDay, Tense, one_day
from bot.language.date_words import DEADLINE


@dataclass(frozen=True, slots=True)
class Context:
    """The member's local date, and whether 3/6 is the third of June."""

    today: date
    day_first: bool


Reader = Callable[[re.Match[str], Context], DateReading | NoSuchDay | None]
"""Gives what the match of a form means; None where it is no date after all."""

NO_SUCH_DAY = NoSuchDay()
_MARKED = re.compile(rf"\b(?:{DEADLINE})\s{{1,4}}(?:the\s{{1,4}})?$", re.IGNORECASE)

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
DAYS = {name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


def group_of(match: re.Match[str], group: str) -> str:
    """Return what a group of a form matched, empty where the form has no such group."""
    return match.groupdict().get(group) or ""


def is_marked(match: re.Match[str]) -> bool:
    """Return whether the word before it says that a day is meant: "by", "on", "until"."""
    return _MARKED.search(match.string, max(0, match.start() - 24), match.start()) is not None


def written_year(match: re.Match[str]) -> int | None:
    """Return the year that was written with a date, None where there is none: 2027, '27, 27."""
    digits = group_of(match, "year").lstrip("'\u2019")
    if not digits:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def exactly(day: date, tense: Tense = Tense.OPEN) -> DateReading:
    """Return the reading of a date that is exactly this day, whatever the tense."""
    return DateReading(one_day(day), one_day(day), tense=tense)
