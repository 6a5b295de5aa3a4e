"""T3: on which day an answer's step is, and whether the answer itself plans one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.calendar import Unit
from bot.language.dates import find_dates

_SOON = timedelta(days=60)
_AS_PLANNED = timedelta(days=550)
_OWN_PLAN = re.compile(
    r"\b(?:i|we)(?:['\u2019](?:ll|d|m|re)|"
    r" (?:will|would|want|plan|intend|hope|need|must|can|could|should|am|are))\b|"
    r"\blet me\b",
    re.IGNORECASE,
)


def find_step_day(text: str, today: date, *, day_first: bool = True) -> date | None:
    """The day of the next weeks that a text names; a later one where the member plans something for it.

    A year that an answer looks ahead to ("by 2029") is no day for a talk.
    """
    latest = today + (_AS_PLANNED if _OWN_PLAN.search(text) else _SOON)
    for span in find_dates(text, today, day_first=day_first):
        if span.reading.unit is not Unit.YEAR and today < span.planned.first <= latest:
            return span.planned.first
    return None


def plans_step(text: str, today: date, *, day_first: bool = True) -> bool:
    """Whether an answer itself plans a step with a day: "in March I want to sit with Pieter"."""
    return bool(_OWN_PLAN.search(text)) and find_step_day(text, today, day_first=day_first) is not None
