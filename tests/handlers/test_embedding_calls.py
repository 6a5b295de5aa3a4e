"""How often a message has texts embedded: once for a note, twice for a question, and none a second time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.core.ports.memory import Embedder
from bot.memory.remembering import RememberingEmbedder
from tests.handlers.office import open_office


class CountingEmbedder:
    """Satisfies ports.Embedder by another one, and notes every call."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.identity = embedder.identity
        self.dimensions = embedder.dimensions
        self.calls: list[list[str]] = []

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.calls.append(list(texts))
        return await self.embedder.embed(texts)

    def taken(self) -> list[list[str]]:
        """The calls since this was asked last."""
        calls, self.calls = self.calls, []
        return calls


async def test_texts_of_a_message_are_embedded_together_and_once(tmp_path: Path, embedder: Embedder) -> None:
    counting = CountingEmbedder(embedder)
    async with open_office(tmp_path, RememberingEmbedder(counting)) as office:
        await office.say("Met Ana Ruiz from Northwind. She wants the carbon figures before May.")
        assert [len(call) for call in counting.taken()] == [1]

        await office.say("What does Ana Ruiz want before May?")
        questions, passages = counting.taken()
        assert len(questions) == 2  # with and without the name
        assert not set(questions) & set(passages)

        await office.say("What does Ana Ruiz want before May?")
        assert counting.taken() == []

        await office.say("I want to ask Ana Ruiz which figures her board needs.")
        calls = counting.taken()
        assert calls
        texts = [text for call in calls for text in call]
        assert len(texts) == len(set(texts))
