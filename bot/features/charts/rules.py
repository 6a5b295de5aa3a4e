"""B5: touches by month, and what happened in a relationship, counted for a picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.notes import Commitment, Note, Promiser, Touch

MONTHS = 12
"""How many months a picture goes back, the present one included."""


@dataclass(frozen=True, slots=True)
class MonthOfTouches:
    """How many touches a month had; `month` is its first local date."""

    month: date
    strategic: int
    others: int

    @property
    def all(self) -> int:
        """All touches of the month."""
        return self.strategic + self.others


def last_months(today: date) -> list[date]:
    """The first days of the last twelve months, the oldest first."""
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def touches_by_month(
    touches: Iterable[Touch], strategic: Collection[str], today: date
) -> tuple[MonthOfTouches, ...]:
    """The touches of the last twelve months, apart for contacts whose ids are among the strategic ones."""
    counts = {month: [0, 0] for month in last_months(today)}
    for touch in touches:
        month = touch.occurred_on.replace(day=1)
        if month in counts and touch.occurred_on <= today:
            counts[month][touch.contact_id not in strategic] += 1
    return tuple(MonthOfTouches(month, *both) for month, both in counts.items())


@dataclass(frozen=True, slots=True)
class History:
    """The local dates on which something happened in one relationship, each sorted."""

    touches: tuple[date, ...]
    notes: tuple[date, ...]
    promised: tuple[date, ...]
    """When the member promised something."""
    promised_to: tuple[date, ...]
    """When something was promised to the member."""

    @property
    def days(self) -> list[date]:
        """All dates, the earliest first."""
        return sorted((*self.touches, *self.notes, *self.promised, *self.promised_to))


def history_of(
    touches: Iterable[Touch], notes: Iterable[Note], promises: Iterable[Commitment], first: date, last: date
) -> History:
    """What happened between two dates, both inclusive; a note that was corrected is left out."""

    def inside(days: Iterable[date]) -> tuple[date, ...]:
        return tuple(sorted(day for day in days if first <= day <= last))

    given = list(promises)
    return History(
        touches=inside(each.occurred_on for each in touches),
        notes=inside(each.occurred_on for each in notes if each.superseded_by is None),
        promised=inside(each.created_at.date() for each in given if each.by is Promiser.MEMBER),
        promised_to=inside(each.created_at.date() for each in given if each.by is not Promiser.MEMBER),
    )
