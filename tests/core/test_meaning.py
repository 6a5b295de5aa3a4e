"""Only texts that are compared are embedded, each once, and a decision without vectors stands."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.meaning import Meanings, decide_by_meaning
from bot.core.ports.errors import Unavailable


class CountingEmbedder:
    """Satisfies ports.Embedder: texts with the same first letter are alike."""

    identity, dimensions = "letters", 2

    def __init__(self, *, is_away: bool = False) -> None:
        self.asked: list[list[str]] = []
        self._is_away = is_away

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked.append(list(texts))
        if self._is_away:
            raise Unavailable("away")
        return [[1.0, 0.0] if text.startswith("a") else [0.0, 1.0] for text in texts]


def compare(meanings: Meanings) -> str:
    """Compare with a second text only where the first one is alike."""
    if meanings.likeness("ask", "answer") < 1:
        return "unlike"
    return "both" if meanings.likeness("ask", "berry") else "first"


async def test_what_is_compared_on_the_way_is_embedded_once_and_nothing_else() -> None:
    embedder = CountingEmbedder()

    assert await decide_by_meaning(embedder, compare) == "first"
    assert embedder.asked == [["ask", "answer"], ["berry"]]


async def test_where_nothing_is_compared_nothing_is_embedded() -> None:
    embedder = CountingEmbedder()

    assert await decide_by_meaning(embedder, lambda _: 1) == 1
    assert embedder.asked == []


async def test_without_vectors_nothing_is_alike() -> None:
    assert await decide_by_meaning(None, compare) == "unlike"
    assert await decide_by_meaning(CountingEmbedder(is_away=True), compare) == "unlike"


async def test_a_decision_that_compares_without_end_comes_to_one() -> None:
    embedder = CountingEmbedder()

    def endless(meanings: Meanings) -> int:
        return sum(meanings.likeness("ask", f"a{number}") > 0 for number in range(500))

    assert await decide_by_meaning(embedder, endless) == 59
    assert sum(map(len, embedder.asked)) == 60
