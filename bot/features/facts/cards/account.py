"""The part of an account's page on how its people are connected (B2)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Part, Passage
from bot.core.facts.values import Fact
from bot.core.labels import NamesById
from bot.features.facts.contracts.cards import tie_words

MOST_TIES = 5
"""Ties that the page of an account shows."""


def ties_at(ties: Sequence[Fact], names: NamesById) -> tuple[Part, ...]:
    """How the people of a company are connected, a line each."""
    if not ties:
        return ()
    lines = "\n".join(f"{tie_words(each, names)}." for each in ties[:MOST_TIES])
    return (Passage(heading="Who is tied to whom", text=(lines,)),)
