"""How near short texts are in meaning, by vectors that an embedder makes where they are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Embedder

T = TypeVar("T")
_MOST = 60
"""Texts that are embedded for one decision; those compared beyond are like no other."""


class Meanings:
    """Unit vectors of texts; a text without one is like no other."""

    def __init__(self, vectors: Mapping[str, Sequence[float]] = MappingProxyType({})) -> None:
        """Know these vectors."""
        self._vectors = vectors
        self.missing: dict[str, None] = {}
        """The texts that were compared and have no vector, in the order of their first time."""

    def likeness(self, one: str, other: str) -> float:
        """How near two texts are, from 0 for nothing in common to 1 for the same."""
        first, second = self._vectors.get(one), self._vectors.get(other)
        if first is None or second is None:
            self.missing |= {each: None for each in (one, other) if each and each not in self._vectors}
            return 0.0
        return max(0.0, sum(a * b for a, b in zip(first, second, strict=True)))


async def decide_by_meaning(embedder: Embedder | None, decide: Callable[[Meanings], T]) -> T:
    """Return what is decided with the meanings of all texts that `decide` compares on its way.

    It is asked again while it compares texts that were not embedded yet, so that none is embedded in vain.
    Where there is no embedder, or it cannot be reached, no text is like another.
    """
    vectors: dict[str, Sequence[float]] = {}
    while True:
        meanings = Meanings(vectors)
        decided = decide(meanings)
        wanted = list(meanings.missing)[: _MOST - len(vectors)]
        if embedder is None or not wanted:
            return decided
        try:
            vectors |= dict(zip(wanted, await embedder.embed(wanted), strict=True))
        except Unavailable:
            return decided
