"""The vector index on Chroma: derived from the store, and rebuilt from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.core.identity import Scope, Space, WorkspaceId
from bot.core.ports.memory import DenseHit, Embedder, Entry
from bot.memory.backends import Backend
from bot.memory.buckets import (
    FAMILIES,
    Layout,
    VectorOwners,
    owner_key,
    split_owner,
    vector_id,
    vector_metadata,
)
from bot.memory.chunks import chunks
from bot.memory.rebuilding import PAGE, collection, find_collection

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Vectors = list[list[float]]
Indexed = dict[tuple[WorkspaceId, str], frozenset[Space]]


class ChromaMemory:
    """Satisfies ports.Memory. Chroma holds ids, owner keys and vectors, never a text or a name."""

    def __init__(self, backend: Backend, embedder: Embedder) -> None:
        self._backend = backend
        self._embedder = embedder
        self._layout = Layout(embedder.identity)

    async def index(self, workspace: WorkspaceId, entries: Sequence[Entry]) -> None:
        """Make these notes findable in exactly their spaces; raises Unavailable."""
        latest = list({entry.note_id: entry for entry in entries}.values())
        vectors = await self._embed(latest)
        if latest:
            await self._backend.run(lambda client: self._put(client, workspace, latest, vectors))

    async def forget(self, workspace: WorkspaceId, note_ids: Sequence[str], spaces: frozenset[Space]) -> None:
        """Take notes out of these spaces; raises Unavailable."""
        owners = {owner_key(workspace, space) for space in spaces}
        await self._backend.run(lambda client: self._remove(client, workspace, note_ids, owners))

    async def erase(
        self, workspace: WorkspaceId, note_ids: Sequence[str], anew: Sequence[Entry] = ()
    ) -> None:
        """Take notes out of every space and, embedded, out of the index's files; raises Unavailable.

        Those of them that stay are indexed `anew` before the files are cleaned. What is written later
        may hold, in room that a page or a file does not use, what was in memory.
        """
        vectors = await self._embed(anew)
        places = await self._backend.run(lambda client: self._places(client, workspace, note_ids))
        names = {self._layout.bucket(owner) for place in places for owner in place.owners}
        names |= {
            self._layout.bucket(owner_key(workspace, space)) for entry in anew for space in entry.spaces
        }
        names |= {self._layout.places(place) for place in places}

        def replace(client: ClientAPI) -> None:
            self._remove(client, workspace, note_ids, None)
            if anew:
                self._put(client, workspace, anew, vectors)

        await self._backend.run_scrubbed(sorted(names), replace)

    async def nearest(
        self, scope: Scope, question: str, *, limit: int, contact_ids: Sequence[str] = ()
    ) -> list[DenseHit]:
        """Notes of the scope near the question, by their nearest chunk; raises Unavailable."""
        if limit < 1:
            return []
        [vector] = await self._embedder.embed([question])
        owners = [owner_key(scope.workspace, space) for space in sorted(scope.spaces)]
        best: dict[str, float] = {}
        for owner in owners:
            found = await self._backend.run(
                lambda client, owner=owner: self._near(client, owner, vector, limit, contact_ids)  # type: ignore[misc]
            )
            for note_id, similarity in found.items():
                best[note_id] = max(similarity, best.get(note_id, -1.0))
        ranked = sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))
        return [DenseHit(note_id, similarity) for note_id, similarity in ranked[:limit]]

    async def all_ids(self) -> Indexed:
        """Return the indexed notes with their spaces, read from the vectors; raises Unavailable."""
        return await self._backend.run(self._all_ids)

    async def needs_rebuild(self) -> bool:
        """Return whether the index was never completed for this embedding model; raises Unavailable."""
        return await self._backend.run(lambda client: find_collection(client, self._layout.built) is None)

    async def rebuild(
        self,
        entries: AsyncIterator[tuple[WorkspaceId, Entry]],
        progress: Callable[[int], Awaitable[None]],
        *,
        batch: int = 64,
    ) -> int:
        """Drop the index and build it from these; tells `progress` the count so far, returns the whole."""
        await self._backend.run_scrubbed([], _drop_all)
        waiting: dict[WorkspaceId, list[Entry]] = defaultdict(list)
        done = 0
        async for workspace, entry in entries:
            waiting[workspace].append(entry)
            if len(waiting[workspace]) >= batch:
                done += await self._flush({workspace: waiting.pop(workspace)})
                await progress(done)
        done += await self._flush(waiting)
        await progress(done)
        await self._backend.run(lambda client: collection(client, self._layout.built) and None)
        return done

    async def close(self) -> None:
        """Release files, connections and threads."""
        await self._backend.close()

    async def _embed(self, entries: Sequence[Entry]) -> list[Vectors]:
        """The vectors of each entry's chunks; none for an entry that is found nowhere."""
        cut = [chunks(entry.text) if entry.spaces else [] for entry in entries]
        embedded = iter(await self._embedder.embed([chunk for parts in cut for chunk in parts]))
        return [list(islice(embedded, len(parts))) for parts in cut]

    async def _flush(self, waiting: Mapping[WorkspaceId, Sequence[Entry]]) -> int:
        for workspace, entries in waiting.items():
            await self.index(workspace, entries)
        return sum(map(len, waiting.values()))

    def _put(
        self, client: ClientAPI, workspace: WorkspaceId, entries: Sequence[Entry], vectors: Sequence[Vectors]
    ) -> None:
        """Places are widened before the vectors move and narrowed afterwards: a crash loses none of them."""
        import numpy as np

        before = self._places(client, workspace, [entry.note_id for entry in entries])
        after = [
            VectorOwners(
                workspace,
                entry.note_id,
                frozenset(owner_key(workspace, space) for space in entry.spaces),
                len(parts),
            )
            for entry, parts in zip(entries, vectors, strict=True)
        ]
        self._write_places(client, [old.join(new) for old, new in zip(before, after, strict=True)])
        rows: dict[str, list[tuple[str, Sequence[float], dict[str, Any]]]] = defaultdict(list)
        for entry, place, parts in zip(entries, after, vectors, strict=True):
            for owner in sorted(place.owners):
                metadata = vector_metadata(owner, entry)
                rows[self._layout.bucket(owner)] += [
                    (vector_id(owner, entry.note_id, number), part, metadata)
                    for number, part in enumerate(parts)
                ]
        for name, some in rows.items():
            bucket = collection(client, name)
            for start in range(0, len(some), PAGE):
                page = some[start : start + PAGE]
                bucket.upsert(
                    ids=[id for id, _, _ in page],
                    embeddings=np.array([vector for _, vector, _ in page], np.float32),
                    metadatas=[metadata for _, _, metadata in page],
                )
        self._delete_vectors(client, before, after)
        narrowed = [new for old, new in zip(before, after, strict=True) if old.join(new) != new]
        self._write_places(client, narrowed)

    def _remove(
        self, client: ClientAPI, workspace: WorkspaceId, note_ids: Sequence[str], owners: set[str] | None
    ) -> None:
        before = self._places(client, workspace, note_ids)
        after = [place.without(place.owners if owners is None else owners) for place in before]
        self._delete_vectors(client, before, after)
        self._write_places(client, after)

    def _delete_vectors(
        self, client: ClientAPI, before: Sequence[VectorOwners], after: Sequence[VectorOwners]
    ) -> None:
        stale: dict[str, list[str]] = defaultdict(list)
        for old, new in zip(before, after, strict=True):
            for owner, id in old.vector_ids() - new.vector_ids():
                stale[self._layout.bucket(owner)].append(id)
        for name, ids in stale.items():
            bucket = find_collection(client, name)
            for start in range(0, len(ids) if bucket else 0, PAGE):
                bucket.delete(ids=ids[start : start + PAGE])  # type: ignore[union-attr]

    def _places(
        self, client: ClientAPI, workspace: WorkspaceId, note_ids: Sequence[str]
    ) -> list[VectorOwners]:
        """Return the places of these notes, in the same order; an empty one for a note not indexed."""
        places = [VectorOwners(workspace, note_id) for note_id in note_ids]
        known: dict[str, Mapping[str, Any]] = {}
        for name, some in self._by_bucket(places).items():
            kept = find_collection(client, name)
            for start in range(0, len(some) if kept else 0, PAGE):
                ids = list({place.id for place in some[start : start + PAGE]})
                page = kept.get(ids=ids, include=["metadatas"])  # type: ignore[union-attr]
                known.update(zip(page["ids"], page["metadatas"] or [], strict=True))
        return [
            VectorOwners(workspace, place.note_id, frozenset(row["owners"]), int(row["chunks"]))
            if (row := known.get(place.id))
            else place
            for place in places
        ]

    def _write_places(self, client: ClientAPI, places: Sequence[VectorOwners]) -> None:
        import numpy as np

        for name, some in self._by_bucket([place for place in places if place.owners]).items():
            kept = collection(client, name)
            for start in range(0, len(some), PAGE):
                page = some[start : start + PAGE]
                kept.upsert(
                    ids=[place.id for place in page],
                    embeddings=np.array([place.point() for place in page], np.float32),
                    metadatas=[place.metadata() for place in page],
                )
        for name, some in self._by_bucket([place for place in places if not place.owners]).items():
            if (found := find_collection(client, name)) is not None:
                for start in range(0, len(some), PAGE):
                    found.delete(ids=[place.id for place in some[start : start + PAGE]])

    def _by_bucket(self, places: Sequence[VectorOwners]) -> dict[str, list[VectorOwners]]:
        grouped: dict[str, list[VectorOwners]] = defaultdict(list)
        for place in places:
            grouped[self._layout.places(place)].append(place)
        return grouped

    def _near(
        self, client: ClientAPI, owner: str, vector: Sequence[float], limit: int, contact_ids: Sequence[str]
    ) -> dict[str, float]:
        """Return the best similarity of each near note; asks for more where long notes crowd others out."""
        bucket = find_collection(client, self._layout.bucket(owner))
        wanted = 2 * limit
        while bucket is not None:
            found = bucket.query(
                query_embeddings=[vector],
                n_results=wanted,
                where=_where(owner, contact_ids),
                include=["metadatas", "distances"],
            )
            rows = zip((found["metadatas"] or [[]])[0], (found["distances"] or [[]])[0], strict=True)
            best: dict[str, float] = {}
            for metadata, distance in rows:
                if metadata.get("owner") == owner:  # tenants of Chroma are no boundary: checked again
                    best.setdefault(str(metadata["note"]), 1.0 - distance)
            if len(best) >= limit or len(found["ids"][0]) < wanted:
                return best
            wanted *= 4
        return {}

    def _all_ids(self, client: ClientAPI) -> Indexed:
        found: dict[tuple[WorkspaceId, str], set[Space]] = defaultdict(set)
        for bucket in client.list_collections():
            offset = 0
            while bucket.name.startswith(self._layout.prefix):
                page = bucket.get(limit=PAGE, offset=offset, include=["metadatas"])
                for metadata in page["metadatas"] or []:
                    workspace, space = split_owner(str(metadata["owner"]))
                    found[workspace, str(metadata["note"])].add(space)
                offset += len(page["ids"])
                if len(page["ids"]) < PAGE:
                    break
        return {key: frozenset(spaces) for key, spaces in found.items()}


def _where(owner: str, contact_ids: Sequence[str]) -> Any:
    mine = {"owner": owner}
    about = [{"contacts": {"$contains": contact}} for contact in contact_ids]
    if not about:
        return mine
    return {"$and": [mine, about[0] if len(about) == 1 else {"$or": about}]}


def _drop_all(client: ClientAPI) -> None:
    """Drop the index of every embedding model; what else lies on that Chroma is not ours."""
    for found in client.list_collections():
        if found.name.startswith(FAMILIES):
            client.delete_collection(found.name)
