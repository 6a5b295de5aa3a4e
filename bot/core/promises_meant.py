"""Which open promises words may mean: by who promised, with whom, and what (B12)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core.contacts import ContactId
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.core.promise_words import share_of_words

ENOUGH = 0.5
"""Share of a promise's telling words that have to be said."""
_AS_GOOD = 1e-9


def still_open(
    promises: Sequence[Commitment], by: Promiser | None, people: Collection[ContactId]
) -> list[Commitment]:
    """Return what is open, by one side where it is told, and with nobody else than these people, if any."""
    return [
        each
        for each in promises
        if each.state is CommitmentState.OPEN
        and by in (None, each.by)
        and (not people or each.contact_id is None or each.contact_id in people)
    ]


def best_named(promises: Sequence[Commitment], said: frozenset[str]) -> list[Commitment]:
    """Return those of which most telling words are said, several where they are as good; none below half."""
    scored = [(share_of_words(each.what, said), each) for each in promises]
    best = max((score for score, _ in scored), default=0.0)
    return [each for score, each in scored if score >= best - _AS_GOOD] if best >= ENOUGH else []
