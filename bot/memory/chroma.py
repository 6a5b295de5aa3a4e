"""The vector index on Chroma: derived from the store, and rebuilt from it. Its search is exact."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.core.identity import Scope, Space, WorkspaceId
from bot.core.ports.memory import DenseHit, Embedder, Entry, Near
from bot.memory.backends import Backend, BeingBuilt
from bot.memory.buckets import Layout, owner_key
from bot.memory.building import Building
from bot.memory.cache import MatrixCache, NoteVectors
from bot.memory.chunks import chunks
from bot.memory.deferring import PATIENCE, Deferring
from bot.memory.gathering import Gatherer
from bot.memory.marks import NobodyElse, OwnerMarks, SharedMarks
from bot.memory.searching import Search
from bot.memory.shelves import Indexed, NoteKey, Shelves, Vectors, owners_of
from bot.memory.waiting import NAME as WAITING
from bot.memory.waiting import WaitingVectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_PAUSE = 0.02
"""Seconds that notes wait for others, to be embedded and written together."""
_TOGETHER = 64
"""Notes that are written together."""


class ChromaMemory:
    """Satisfies ports.Memory. Chroma holds ids, owner keys and vectors, never a text or a name.

    Chroma keeps the vectors; those of the owners who ask are held as matrices, and searched whole.
    """

    def __init__(
        self,
        backend: Backend,
        embedder: Embedder,
        *,
        cache: MatrixCache | None = None,
        on_erasure: Callable[[], None] | None = None,
        new_mark: Callable[[], str] = lambda: uuid4().hex,
        patience: float = PATIENCE,
    ) -> None:
        """Hold matrices in this `cache`; `on_erasure` lets go of what else was kept of erased texts.

        A vector waits for others for `patience` seconds, in a file, where this process has the index to
        itself.
        """
        self._backend = backend
        self._embedder = embedder
        self._on_erasure = on_erasure
        self._layout = Layout(embedder.identity)
        self._building = Building(backend, self._layout)
        self._shelves = Shelves(self._layout)
        self._marks: OwnerMarks = NobodyElse()
        if backend.is_shared:
            self._marks = SharedMarks(self._layout.marks, new_mark)
        self._cache = cache or MatrixCache()
        self._deferring: Deferring | None = None
        if backend.folder is not None:
            waiting = WaitingVectors(backend.folder / WAITING, embedder.identity)
            self._deferring = Deferring(backend, waiting, self._cache, self._put, patience)
        self._search = Search(self._cache, self._shelves, self._marks, backend)
        self._writing: Gatherer[tuple[WorkspaceId, Entry]] = Gatherer(
            self._write, pause=_PAUSE, most=_TOGETHER
        )
        self.built_by_one = asyncio.Lock()
        """Held while this process builds the index: on request, or because it is damaged."""

    async def index(self, workspace: WorkspaceId, entries: Sequence[Entry]) -> None:
        """Make these notes findable in exactly their spaces, together with what others hand in just now.

        When this returns they are found, and on the disk: in Chroma, or in the file of what waits for it.
        Raises Unavailable.
        """
        if entries:
            await self._writing.hand_in([(workspace, entry) for entry in entries])

    async def forget(self, workspace: WorkspaceId, note_ids: Sequence[str], spaces: frozenset[Space]) -> None:
        """Take notes out of these spaces; raises Unavailable."""
        notes = [(workspace, note_id) for note_id in note_ids]
        owners = owners_of(workspace, spaces)
        async with self._writing.apart():
            await self._backend.run(lambda client: self._remove(client, notes, owners))

    async def erase(
        self, workspace: WorkspaceId, note_ids: Sequence[str], anew: Sequence[Entry] = ()
    ) -> None:
        """Take notes out of every space and, embedded, out of the index's files; raises Unavailable.

        Those of them that stay are indexed `anew` before the files are cleaned. What is written later
        may hold, in room that a page or a file does not use, what was in memory.
        """
        notes = [(workspace, note_id) for note_id in note_ids]
        again = {(workspace, entry.note_id): entry for entry in anew}
        vectors = await self._embed(list(again.values()))
        async with self._writing.apart():
            places = await self._backend.run(lambda client: self._shelves.places(client, notes))
            owners = {owner for place in places for owner in place.owners}
            owners |= {owner for entry in anew for owner in owners_of(workspace, entry.spaces)}
            names = {self._layout.bucket(owner) for owner in owners}
            names |= {self._layout.places(place) for place in places}

            def replace(client: ClientAPI) -> None:
                self._remove(client, notes, None)
                self._put(client, again, vectors)

            try:
                await self._backend.run_scrubbed(sorted(names), replace)
            finally:
                self._cache.drop(owners)
                if self._on_erasure is not None:
                    self._on_erasure()

    async def nearest(
        self, scope: Scope, question: str, *, limit: int, contact_ids: Sequence[str] = ()
    ) -> list[DenseHit]:
        """Notes of the scope near the question, by their nearest chunk; raises Unavailable, BeingBuilt."""
        [hits] = await self.nearest_each(scope, [Near(question, limit, tuple(contact_ids))])
        return hits

    async def nearest_each(self, scope: Scope, asked: Sequence[Near]) -> list[list[DenseHit]]:
        """Return for each question the notes near it; all are embedded in one call.

        Raises Unavailable, also while notes are missing from the index because it is being built.
        """
        if self.is_incomplete:
            raise BeingBuilt("the vector index is being built")
        wanted = [near for near in asked if near.limit > 0]
        vectors = await self._embedder.embed([near.question for near in wanted]) if wanted else []
        owners = [owner_key(scope.workspace, space) for space in sorted(scope.spaces)]
        found = iter(await self._search.near(owners, list(zip(wanted, vectors, strict=True))))
        return [next(found) if near.limit > 0 else [] for near in asked]

    @property
    def held_bytes(self) -> int:
        """About how much memory the vectors take that are held."""
        return self._cache.bytes

    async def all_ids(self) -> Indexed:
        """Return the indexed notes with their spaces, read from the vectors; raises Unavailable."""
        return await self._backend.run(self._shelves.all_ids)

    @property
    def is_incomplete(self) -> bool:
        """Whether notes may be missing, since the index was lost, or was never completed, as far as known."""
        return self._building.is_incomplete

    @property
    def lost(self) -> asyncio.Event:
        """Set when the index was damaged, and an empty one has taken its place."""
        return self._backend.lost

    async def needs_rebuild(self) -> bool:
        """Return whether the index was never completed for this embedding model; raises Unavailable."""
        return await self._building.is_needed()

    async def begin_building(self, *, anew: bool) -> None:
        """Drop the index and begin another, or go on with one that was begun and never completed, unless it
        is wanted `anew`; raises Unavailable."""
        async with self._writing.apart():
            await self._building.begin(anew=anew)
            self._cache.clear()

    async def finish_building(self) -> None:
        """Remember that every note is in the index; raises Unavailable."""
        await self._building.finish()

    async def rebuild(
        self,
        entries: AsyncIterator[tuple[WorkspaceId, Entry]],
        progress: Callable[[int], Awaitable[None]],
        *,
        batch: int = _TOGETHER,
    ) -> int:
        """Drop the index and build it from these; tells `progress` the count so far, returns the whole."""
        await self.begin_building(anew=True)
        done = await self.add_all(entries, progress, batch=batch)
        await self.finish_building()
        return done

    async def add_all(
        self,
        entries: AsyncIterator[tuple[WorkspaceId, Entry]],
        progress: Callable[[int], Awaitable[None]],
        *,
        batch: int = _TOGETHER,
    ) -> int:
        """Index these in batches; tells `progress` the count so far, returns the whole."""
        waiting: list[tuple[WorkspaceId, Entry]] = []
        done = 0
        async for each in entries:
            waiting.append(each)
            if len(waiting) == batch:
                done += await self._flush(waiting)
                await progress(done)
        if waiting or not done:
            done += await self._flush(waiting)
            await progress(done)
        return done

    async def tidy(self) -> None:
        """Delete damaged indexes that were set aside long ago; raises Unavailable."""
        await self._backend.tidy()

    async def close(self) -> None:
        """Release files, connections and threads, when what was handed in is written."""
        async with self._writing.apart():
            if self._deferring is not None:
                await self._deferring.close()
            self._search.close()
            await self._backend.close()

    async def _flush(self, waiting: list[tuple[WorkspaceId, Entry]]) -> int:
        count = len(waiting)
        if waiting:
            await self._writing.hand_in(tuple(waiting))
        waiting.clear()
        return count

    async def _write(self, handed_in: Sequence[tuple[WorkspaceId, Entry]]) -> None:
        """Embed and write notes; of one that comes twice, the later words count."""
        latest = {(workspace, entry.note_id): entry for workspace, entry in handed_in}
        vectors = await self._embed(list(latest.values()))
        if self._deferring is not None and await self._deferring.takes(latest, vectors):
            return
        await self._backend.run(lambda client: self._put(client, latest, vectors))

    async def _embed(self, entries: Sequence[Entry]) -> list[Vectors]:
        """The vectors of each entry's chunks; none for an entry that is found nowhere."""
        cut = [chunks(entry.text) if entry.spaces else [] for entry in entries]
        texts = [chunk for parts in cut for chunk in parts]
        embedded = iter(await self._embedder.embed(texts) if texts else [])
        return [list(islice(embedded, len(parts))) for parts in cut]

    def _put(self, client: ClientAPI, entries: Mapping[NoteKey, Entry], vectors: Sequence[Vectors]) -> None:
        before = self._shelves.places(client, list(entries))
        owners = {owner for place in before for owner in place.owners}
        for (workspace, _), entry in entries.items():
            owners |= owners_of(workspace, entry.spaces)
        self._changing(
            client,
            owners,
            lambda: self._shelves.put(client, before, list(entries.values()), vectors),
        )

    def _remove(self, client: ClientAPI, notes: Sequence[NoteKey], owners: set[str] | None) -> None:
        before = self._shelves.places(client, notes)
        leaving = {owner for place in before for owner in place.owners}
        self._changing(
            client,
            leaving if owners is None else leaving & owners,
            lambda: self._shelves.remove(client, before, owners),
        )

    def _changing(
        self, client: ClientAPI, owners: Iterable[str], change: Callable[[], list[NoteVectors]]
    ) -> None:
        """Write, and bring the matrices of these owners in line; where that fails, they are read again."""
        owners = set(owners)
        try:
            seen = self._marks.read(client, owners)
            changed = change()
            self._cache.apply(changed, seen, self._marks.renew(client, seen))
        except BaseException:
            self._cache.drop(owners)
            raise
