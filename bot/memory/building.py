"""Whether the index is complete: empty collections tell that building was begun, and finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.memory.backends import Backend, IndexLost
from bot.memory.buckets import FAMILIES, Layout
from bot.memory.rebuilding import collection, find_collection

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


class Building:
    """The marks of one index; every method raises Unavailable."""

    def __init__(self, backend: Backend, layout: Layout) -> None:
        self._backend = backend
        self._layout = layout
        self._unbuilt = False

    @property
    def is_incomplete(self) -> bool:
        """Whether notes may be missing, since the index was lost, or was never completed, as far as known."""
        return self._unbuilt or self._backend.lost.is_set()

    async def is_needed(self) -> bool:
        """Ask whether the index was never completed for this embedding model."""
        self._unbuilt = not await self._there_is(self._layout.built)
        return self._unbuilt

    async def begin(self, *, anew: bool) -> None:
        """Drop the index, or go on with one that was begun and not completed, unless it is wanted `anew`."""
        if not anew and not self._backend.lost.is_set() and not await self.is_needed():
            return
        self._unbuilt = True
        if not anew and await self._there_is(self._layout.begun) and not self._backend.lost.is_set():
            return
        try:
            await self._backend.run_scrubbed([], _drop_all)
        except IndexLost:  # an empty one is there now
            await self._backend.run_scrubbed([], _drop_all)
        self._backend.lost.clear()
        await self._backend.run(lambda client: collection(client, self._layout.begun) and None)

    async def finish(self) -> None:
        """Remember that every note is in the index."""

        def remember(client: ClientAPI) -> None:
            collection(client, self._layout.built)
            if find_collection(client, self._layout.begun) is not None:
                client.delete_collection(self._layout.begun)

        await self._backend.run(remember)
        self._unbuilt = self._backend.lost.is_set()

    async def _there_is(self, name: str) -> bool:
        return await self._backend.run(lambda client: find_collection(client, name) is not None)


def _drop_all(client: ClientAPI) -> None:
    """Drop the index of every embedding model; what else lies on that Chroma is not ours."""
    for found in client.list_collections():
        if found.name.startswith(FAMILIES):
            client.delete_collection(found.name)
