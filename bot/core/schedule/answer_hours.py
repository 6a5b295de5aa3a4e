"""At which time of day a member is written to: when they mostly answer, as far as that is known (B3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import time

from bot.core.schedule.recurrence import WorkingHours

ENOUGH = 12
"""Answers from which a habit can be told."""
READ = 120
"""The latest answers that are looked at, so that a new habit shows."""


def best_hour(answered: Iterable[time], hours: WorkingHours) -> time | None:
    """The full hour of the working day around which a member answers most; None where it can't be told.

    Neighbouring hours count half, so that one busy minute decides nothing; of two alike the later one is
    taken, since few answer early in the morning.
    """
    counted = Counter(each.hour for each in answered if hours.begin <= each < hours.end)
    if sum(counted.values()) < ENOUGH:
        return None
    inside = [hour for hour in range(24) if hours.begin <= time(hour) < hours.end]
    if not inside:
        return None
    return time(max(inside, key=lambda hour: (_weight(counted, hour), hour)))


def _weight(counted: Counter[int], hour: int) -> float:
    return counted[hour] + (counted[hour - 1] + counted[hour + 1]) / 2
