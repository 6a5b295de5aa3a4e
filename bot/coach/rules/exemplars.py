"""Labelled example messages, and which intent a new message is nearest to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.config import data_root
from bot.core.coaching.understanding import Intent
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Embedder

_NEIGHBOURS = 5
_LONGEST = 300
"""Characters of a message that are compared; what is longer begins with what it is about."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a message is to the examples of each intent (mean of the best few cosines)."""

    scores: Mapping[Intent, float]

    def best(self) -> tuple[Intent, float, float]:
        """Return the nearest intent, its score, and its lead over the next."""
        ranked = sorted(self.scores.items(), key=lambda pair: -pair[1])
        return ranked[0][0], ranked[0][1], ranked[0][1] - ranked[1][1]


class Exemplars:
    """The examples' vectors, made once when they are first needed."""

    def __init__(self, embedder: Embedder, folder: Path | None = None) -> None:
        self._embedder = embedder
        self._examples = read_examples((folder or data_root("knowledge")) / "intents.yaml")
        self._vectors: list[tuple[Intent, list[float]]] | None = None
        self._lock = asyncio.Lock()

    async def nearness(self, text: str) -> Nearness | None:
        """Return how near the message is to each intent; None where nothing can be embedded now."""
        try:
            await self._load()
            [vector] = await self._embedder.embed([text[:_LONGEST]])
        except Unavailable:
            return None
        by_intent: dict[Intent, list[float]] = {}
        for intent, example in self._vectors or ():
            by_intent.setdefault(intent, []).append(_dot(vector, example))
        return Nearness({intent: _mean_of_best(values) for intent, values in by_intent.items()})

    async def _load(self) -> None:
        async with self._lock:
            if self._vectors is None:
                vectors = await self._embedder.embed([text for _, text in self._examples])
                intents = [intent for intent, _ in self._examples]
                self._vectors = list(zip(intents, vectors, strict=True))


def read_examples(path: Path) -> list[tuple[Intent, str]]:
    """Return every example with its intent; raises OSError, ValueError for an unknown intent."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(Intent(name), text) for name, texts in data.items() for text in texts]


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def _mean_of_best(values: Sequence[float]) -> float:
    best = sorted(values, reverse=True)[:_NEIGHBOURS]
    return sum(best) / len(best)
