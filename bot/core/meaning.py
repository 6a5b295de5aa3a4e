"""How near short texts are in meaning, by vectors that an embedder made beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Embedder


@dataclass(frozen=True, slots=True)
class Meanings:
    """Unit vectors of texts; a text without one is like no other."""

    vectors: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def likeness(self, one: str, other: str) -> float:
        """How near two texts are, from 0 for nothing in common to 1 for the same."""
        first, second = self.vectors.get(one), self.vectors.get(other)
        if first is None or second is None:
            return 0.0
        return max(0.0, sum(a * b for a, b in zip(first, second, strict=True)))


NO_MEANINGS = Meanings()


async def read_meanings(embedder: Embedder | None, texts: Iterable[str]) -> Meanings:
    """Have texts embedded; none where there is no embedder or it cannot be reached."""
    wanted = [each for each in dict.fromkeys(texts) if each]
    if embedder is None or not wanted:
        return NO_MEANINGS
    try:
        return Meanings(dict(zip(wanted, await embedder.embed(wanted), strict=True)))
    except Unavailable:
        return NO_MEANINGS
