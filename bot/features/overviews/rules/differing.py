"""B2: the most telling differences between two to four relationships, by what is on record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.notes import Promiser
from bot.features.overviews.rules.sides import SideRecord, count_promises

_TELLING_DAYS = 21
"""Two last talks that lie closer together than this do not tell much."""
_TELLING_POINTS = 15
"""The same, of scores."""
_NO_TALK = 4.0


class DifferenceKind(StrEnum):
    """In what relationships differ."""

    TALK = "talk"
    OWED = "owed"
    MISSED = "missed"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between the one with most of something and the one with least; numbers say how much.

    Of talks, `most` is who was talked to last, and the numbers are days since then, -1 for never.
    """

    kind: DifferenceKind
    most: SideRecord
    least: SideRecord
    most_number: int
    least_number: int
    weight: float


def find_differences(
    sides: Sequence[SideRecord], scores: Sequence[float | None], today: date, most: int = 2
) -> tuple[Difference, ...]:
    """The differences that tell most, at most so many; empty where nothing on record differs much."""
    found = [
        _talk(sides, today),
        _by_number(
            DifferenceKind.OWED,
            sides,
            lambda side: count_promises(side.promises, Promiser.MEMBER, today).open,
            lambda high, low: 1.5 + (high - low) / 2 if high > low else 0,
        ),
        _by_number(
            DifferenceKind.MISSED,
            sides,
            lambda side: count_promises(side.promises, Promiser.CONTACT, today).missed,
            lambda high, low: 1.8 + (high - low) / 2 if high > low else 0,
        ),
        _score(sides, scores),
    ]
    told = [each for each in found if each is not None]
    return tuple(sorted(told, key=lambda each: -each.weight)[:most])


def _talk(sides: Sequence[SideRecord], today: date) -> Difference | None:
    days = [(today - side.last_touch.occurred_on).days if side.last_touch else -1 for side in sides]
    order = sorted(range(len(sides)), key=lambda place: (days[place] < 0, days[place]))
    near, far = order[0], order[-1]
    if days[near] < 0 or (0 <= days[far] < days[near] + _TELLING_DAYS):
        return None
    weight = _NO_TALK if days[far] < 0 else 1 + min((days[far] - days[near]) / 30, _NO_TALK)
    return Difference(DifferenceKind.TALK, sides[near], sides[far], days[near], days[far], weight)


def _by_number(
    kind: DifferenceKind,
    sides: Sequence[SideRecord],
    count: Callable[[SideRecord], int],
    weigh: Callable[[int, int], float],
) -> Difference | None:
    counts = [count(side) for side in sides]
    high, low = counts.index(max(counts)), counts.index(min(counts))
    weight = weigh(counts[high], counts[low])
    return Difference(kind, sides[high], sides[low], counts[high], counts[low], weight) if weight else None


def _score(sides: Sequence[SideRecord], scores: Sequence[float | None]) -> Difference | None:
    numbers = [int(each) for each in scores if each is not None]
    if len(numbers) < len(sides) or max(numbers) - min(numbers) < _TELLING_POINTS:
        return None
    high, low = numbers.index(max(numbers)), numbers.index(min(numbers))
    weight = 1 + (numbers[high] - numbers[low]) / _TELLING_POINTS
    return Difference(DifferenceKind.SCORE, sides[high], sides[low], numbers[high], numbers[low], weight)
