"""F3: the period that a goal's own words name: "sign by March" is a goal of March."""

from __future__ import annotations

from datetime import date

from bot.features.goals.contracts import GoalPeriod, first_day
from bot.language.dates import find_dates

_UNTIL = ("by", "until", "till", "til", "before", "in", "to", "through")
"""Words before the end of a period."""
_LONGEST_MONTH, _LONGEST_QUARTER = 31, 92
"""Days."""


def period_named(text: str, today: date, *, day_first: bool = True) -> tuple[GoalPeriod, date] | None:
    """Return the month or the quarter by whose end a goal is to be reached, and its first day.

    None where the words name no day to come, or one of this month.
    """
    spans = [
        each
        for each in find_dates(text, today, day_first=day_first)
        if each.marker in _UNTIL and each.due(today) > today
    ]
    if not spans:
        return None
    span = spans[-1]
    due = span.due(today)
    is_quarter = _LONGEST_MONTH < span.planned.days <= _LONGEST_QUARTER
    kind = GoalPeriod.QUARTER if is_quarter else GoalPeriod.MONTH
    begins = first_day(kind, due)
    return (kind, begins) if begins > today else None
