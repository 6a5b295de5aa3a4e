"""Remembers the vectors of the latest texts, so that no text is embedded twice in one piece of work."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from bot.core.ports.memory import Embedder
from bot.memory.matrices import Floats

REMEMBERED = 512
"""Vectors, a megabyte with the local model: those of the questions and sentences of the last minutes."""


class RememberingEmbedder:
    """Satisfies ports.Embedder. Knows texts by their hash alone; all is forgotten at an erasure."""

    def __init__(self, embedder: Embedder, most: int = REMEMBERED) -> None:
        """Remember so many vectors of this embedder."""
        self._embedder = embedder
        self._most = most
        self._known: OrderedDict[bytes, Floats] = OrderedDict()

    @property
    def identity(self) -> str:
        """Model name and hash."""
        return self._embedder.identity

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._embedder.dimensions

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one unit vector per text; those that are not remembered are asked for in one call."""
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        there = {key: known for key in keys if (known := self._known.get(key)) is not None}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in there}
        if new:
            made = await self._embedder.embed(list(new.values()))
            there |= {key: np.array(vector, np.float32) for key, vector in zip(new, made, strict=True)}
        self._remember(there)
        return [there[key].tolist() for key in keys]

    def forget(self) -> None:
        """Forget all vectors."""
        self._known.clear()

    def _remember(self, used: dict[bytes, Floats]) -> None:
        for key, vector in used.items():
            self._known[key] = vector
            self._known.move_to_end(key)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
