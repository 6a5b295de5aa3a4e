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
_WAITS, _DOUBTS, _THEIRS, _FEW_DAYS = 3.0, 1.6, 1.2, 0.5
"""How much each of these tells, beside promises of the member from 2.0 on and talks from 1.7 on."""


class DifferenceKind(StrEnum):
    """In what relationships differ."""

    TALK = "talk"
    WAITING = "waiting"
    """Somebody has waited longer than their rhythm allows."""
    OWED = "owed"
    THEIRS = "theirs"
    """Open promises of theirs."""
    MISSED = "missed"
    DOUBTS = "doubts"
    """Sentences of notes that tell of their doubts."""
    DAYS = "days"
    """On how many days the member was in touch with them."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSigns:
    """What is known of one side besides the rows that are counted."""

    score: float | None = None
    rhythm_days: int | None = None
    """Every how many days the member wants to be in touch; None without a rhythm."""
    doubts: int = 0
    """Sentences of notes that tell what may hold them back."""


def find_differences(
    sides: Sequence[SideRecord], signs: Sequence[SideSigns], today: date, most: int = 2
) -> tuple[Difference, ...]:
    """The differences that tell most, the weightiest first; empty where nothing on record differs."""
    scores = [each.score for each in signs]
    days = [len({touch.occurred_on for touch in side.touches}) for side in sides]
    waiting = [_days_over(side, each, today) for side, each in zip(sides, signs, strict=True)]
    found = [
        _by_counts(
            DifferenceKind.WAITING, sides, waiting, lambda high, low: _WAITS if high > low == 0 else 0
        ),
        _by_counts(
            DifferenceKind.DOUBTS,
            sides,
            [each.doubts for each in signs],
            lambda high, low: _DOUBTS if high > low == 0 else 0,
        ),
        _by_counts(DifferenceKind.DAYS, sides, days, lambda high, low: _FEW_DAYS if high > low else 0),
        _by_number(
            DifferenceKind.THEIRS,
            sides,
            lambda side: count_promises(side.promises, Promiser.CONTACT, today).open,
            lambda high, low: _THEIRS + (high - low) / 4 if high > low else 0,
        ),
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
    if any(each.kind is DifferenceKind.TALK for each in told):
        told = [each for each in told if each.kind is not DifferenceKind.DAYS]
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
    return _by_counts(kind, sides, [count(side) for side in sides], weigh)


def _by_counts(
    kind: DifferenceKind,
    sides: Sequence[SideRecord],
    counts: Sequence[int],
    weigh: Callable[[int, int], float],
) -> Difference | None:
    high, low = counts.index(max(counts)), counts.index(min(counts))
    weight = weigh(counts[high], counts[low])
    return Difference(kind, sides[high], sides[low], counts[high], counts[low], weight) if weight else None


def _days_over(side: SideRecord, signs: SideSigns, today: date) -> int:
    """By how many days somebody has waited longer than their rhythm; 0 in time, or without a rhythm."""
    if signs.rhythm_days is None or side.last_touch is None:
        return 0
    return max((today - side.last_touch.occurred_on).days - signs.rhythm_days, 0)


def _score(sides: Sequence[SideRecord], scores: Sequence[float | None]) -> Difference | None:
    numbers = [int(each) for each in scores if each is not None]
    if len(numbers) < len(sides) or max(numbers) - min(numbers) < _TELLING_POINTS:
        return None
    high, low = numbers.index(max(numbers)), numbers.index(min(numbers))
    weight = 1 + (numbers[high] - numbers[low]) / _TELLING_POINTS
    return Difference(DifferenceKind.SCORE, sides[high], sides[low], numbers[high], numbers[low], weight)
