"""What every reader of a date goes by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.language.calendar import DateReading, Tense, one_day


@dataclass(frozen=True, slots=True)
class Context:
    """The member's local date, and whether 3/6 is the third of June."""

    today: date
    day_first: bool


Reader = Callable[[re.Match[str], Context], DateReading | None]
"""Gives what the match of a form means; None where it is no date after all."""

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}


def group_of(match: re.Match[str], group: str) -> str:
    """Return what a group of a form matched, empty where the form has no such group."""
    return match.groupdict().get(group) or ""


def exactly(day: date, tense: Tense = Tense.OPEN) -> DateReading:
    """Return the reading of a date that is exactly this day, whatever the tense."""
    return DateReading(one_day(day), one_day(day), tense=tense)
