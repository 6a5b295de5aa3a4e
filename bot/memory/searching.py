"""Searches the matrices of a scope's owners, and reads from Chroma those that are not held."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from bot.core.ports.memory import DenseHit, Near
from bot.memory.backends import Backend
from bot.memory.cache import Marks, MatrixCache
from bot.memory.marks import OwnerMarks
from bot.memory.matrices import Floats, OwnerMatrix
from bot.memory.shelves import Shelves

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_SMALL = 25_000
"""Vectors that are compared in 4 ms, about what waking a thread on a busy machine takes."""
Questions = Sequence[tuple[Near, Floats]]
Best = dict[str, float]


class Search:
    """Exact search: every vector of every owner is compared."""

    def __init__(self, cache: MatrixCache, shelves: Shelves, marks: OwnerMarks, backend: Backend) -> None:
        self._cache = cache
        self._shelves = shelves
        self._marks = marks
        self._backend = backend
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="search")

    async def near(
        self, owners: Sequence[str], asked: Sequence[tuple[Near, Sequence[float]]]
    ) -> list[list[DenseHit]]:
        """Return the notes of these owners near each question, the nearest first; raises Unavailable."""
        questions = [(near, np.asarray(vector, np.float32)) for near, vector in asked]
        best: list[Best] = [{} for _ in questions]
        marks: dict[str, Marks] = {}
        if self._backend.is_shared:
            marks = await self._backend.run(lambda client: self._marks.read(client, owners))
        for owner in owners:
            for known, found in zip(best, await self._of(owner, marks, questions), strict=True):
                _take(known, found)
        return [_ranked(known, near.limit) for known, (near, _) in zip(best, questions, strict=True)]

    def close(self) -> None:
        """End the threads."""
        self._workers.shutdown()

    async def _of(self, owner: str, marks: dict[str, Marks], questions: Questions) -> list[Best]:
        matrix = self._cache.get(owner, marks.get(owner, frozenset()))
        if matrix is None:
            return await self._backend.run(lambda client: self._read(client, owner, questions))
        if len(matrix) * len(questions) < _SMALL:
            return _search(matrix, questions)
        return await asyncio.get_running_loop().run_in_executor(self._workers, _search, matrix, questions)

    def _read(self, client: ClientAPI, owner: str, questions: Questions) -> list[Best]:
        """Read an owner's vectors, keep them where there is room, and answer from them."""
        marks = self._marks.read(client, [owner])[owner]
        matrix = self._cache.get(owner, marks) or OwnerMatrix()
        if not len(matrix):
            for page in self._shelves.owned(client, owner):
                matrix.extend(*page)
                if matrix.bytes > self._cache.most_bytes:
                    return self._scan(client, owner, questions)
            self._cache.keep(owner, matrix, marks)
        return _search(matrix, questions)

    def _scan(self, client: ClientAPI, owner: str, questions: Questions) -> list[Best]:
        """Answer page by page for an owner whose vectors there is no room for: slow, and just as exact."""
        best: list[Best] = [{} for _ in questions]
        for page in self._shelves.owned(client, owner):
            matrix = OwnerMatrix()
            matrix.extend(*page)
            for known, found in zip(best, _search(matrix, questions), strict=True):
                _take(known, found)
        return best


def _search(matrix: OwnerMatrix, questions: Questions) -> list[Best]:
    return [matrix.near(vector, near.limit, near.contact_ids) for near, vector in questions]


def _take(known: Best, found: Best) -> None:
    for note_id, similarity in found.items():
        known[note_id] = max(similarity, known.get(note_id, -1.0))


def _ranked(best: Best, limit: int) -> list[DenseHit]:
    ranked: Iterable[tuple[str, float]] = sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))
    return [DenseHit(note_id, similarity) for note_id, similarity in list(ranked)[:limit]]
