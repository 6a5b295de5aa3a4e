"""Puts off writing vectors to Chroma until several can be written at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Entry
from bot.memory.backends import Backend
from bot.memory.cache import MatrixCache, NoteVectors
from bot.memory.shelves import NoteKey, Vectors, owners_of
from bot.memory.waiting import WaitingVectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

PATIENCE = 3.0
"""Seconds that a vector may wait."""
_MOST_WAITING = 64
_FEW = 16
"""Notes that are handed in together and still worth waiting for others."""

Put = Callable[["ClientAPI", Mapping[NoteKey, Entry], Sequence[Vectors]], None]


class Deferring:
    """Takes vectors that may wait; each call on Chroma begins with writing what waits, so none misses it."""

    def __init__(
        self, backend: Backend, waiting: WaitingVectors, cache: MatrixCache, put: Put, patience: float
    ) -> None:
        """What waits is written by `put` after `patience` seconds, and before any other call."""
        self._backend = backend
        self._waiting = waiting
        self._cache = cache
        self._put = put
        self._patience = patience
        self._settling: asyncio.Task[None] | None = None
        self._is_trusted = True
        """Whether the last try to write what waited went well."""
        backend.first = self._settle

    async def takes(self, entries: Mapping[NoteKey, Entry], vectors: Sequence[Vectors]) -> bool:
        """Have vectors wait, and be found meanwhile; False where they are to be written at once.

        When this returns they are on the disk. Raises Unavailable.
        """
        if not self._is_trusted or len(entries) > _FEW or len(self._waiting) + len(entries) > _MOST_WAITING:
            return False
        if not await self._backend.run_beside(lambda: self._keep(entries, vectors)):
            return False
        if self._settling is None:
            self._settling = asyncio.create_task(self._settle_later())
        return True

    async def close(self) -> None:
        """Write what waits; where that fails it stays in its file for the next start."""
        if self._settling is not None:
            self._settling.cancel()
            await self._try()

    def _keep(self, entries: Mapping[NoteKey, Entry], vectors: Sequence[Vectors]) -> None:
        self._waiting.add(entries, vectors)
        notes = [
            NoteVectors(note_id, frozenset(owners_of(workspace, entry.spaces)), frozenset(), parts, about)
            for ((workspace, note_id), entry), parts in zip(entries.items(), vectors, strict=True)
            for about in (entry.contact_ids,)
        ]
        try:
            self._cache.replace(notes)
        except BaseException:
            self._cache.clear()
            raise

    async def _settle_later(self) -> None:
        try:
            while len(self._waiting):
                await asyncio.sleep(self._patience)
                await self._try()
        finally:
            self._settling = None

    async def _try(self) -> None:
        """Write what waits; while that fails, who hands in more is told."""
        self._is_trusted = False
        with suppress(Unavailable):
            await self._backend.run(_nothing)
            self._is_trusted = True

    def _settle(self, client: ClientAPI) -> None:
        entries, vectors = self._waiting.all()
        if entries:
            self._put(client, entries, vectors)
            self._waiting.clear()


def _nothing(_: ClientAPI) -> None:
    """What is done before it is all that is wanted."""
