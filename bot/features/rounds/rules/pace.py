"""T1: who answers few rounds is asked less often and shorter, until they answer again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.rounds.contracts.values import MOST_ACCOUNTS, number_period

_ENOUGH_TO_TELL = 3
_LATEST = 4
SHORT = 2
"""How many questions a short round asks, about one account."""


@dataclass(frozen=True, slots=True)
class RoundPace:
    """How much the next round asks, and whether it comes at all; `most_questions` is 0 for all."""

    most_accounts: int = MOST_ACCOUNTS
    most_questions: int = 0
    comes: bool = True


WHOLE = RoundPace()
"""A round that asks all it has."""


def fit_pace(before: Sequence[tuple[str, bool]], period: str) -> RoundPace:
    """Fit a round to how many of the latest were answered.

    `before` are the keys of earlier rounds, the newest first, each with whether anything was answered;
    `period` is the key of the round to come. Who answers at most one of four is asked two questions; who
    answers none of them is asked so every other period only.
    """
    latest = before[:_LATEST]
    answered = sum(was for _, was in latest)
    if len(latest) < _ENOUGH_TO_TELL or answered > 1 or (latest and latest[0][1]):
        return WHOLE
    rests = not answered and number_period(period) - number_period(latest[0][0]) < 2
    return RoundPace(most_accounts=1, most_questions=SHORT, comes=not rests)
