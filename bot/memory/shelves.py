"""How notes lie in Chroma's collections: their vectors by owner, and beside them where each note is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.core.identity import Space, WorkspaceId
from bot.core.ports.memory import Entry
from bot.memory.buckets import Layout, VectorOwners, owner_key, split_owner, vector_id, vector_metadata
from bot.memory.cache import NoteVectors
from bot.memory.rebuilding import PAGE, collection, find_collection

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Vectors = list[list[float]]
Indexed = dict[tuple[WorkspaceId, str], frozenset[Space]]
NoteKey = tuple[WorkspaceId, str]
READ_PAGE = 2_000
"""Vectors of an owner that are read at once."""


class Shelves:
    """Reads and writes the collections of one embedding model; each function raises what Chroma raises."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def put(
        self,
        client: ClientAPI,
        before: Sequence[VectorOwners],
        entries: Sequence[Entry],
        vectors: Sequence[Vectors],
    ) -> list[NoteVectors]:
        """Write the notes whose places are `before`, and return what became of each.

        Places are widened before the vectors move and narrowed afterwards: a crash loses none of them.
        """
        after = [
            place.moved_to(entry.spaces, len(parts))
            for place, entry, parts in zip(before, entries, vectors, strict=True)
        ]
        wider = [(old, old.join(new)) for old, new in zip(before, after, strict=True)]
        self._write_places(client, [joined for old, joined in wider if joined != old])
        self._put_vectors(client, after, entries, vectors)
        self._delete_vectors(client, before, after)
        narrower = [new for (_, joined), new in zip(wider, after, strict=True) if joined != new]
        self._write_places(client, narrower)
        return [
            NoteVectors(entry.note_id, new.owners, old.owners - new.owners, parts, entry.contact_ids)
            for old, new, entry, parts in zip(before, after, entries, vectors, strict=True)
        ]

    def remove(
        self, client: ClientAPI, before: Sequence[VectorOwners], owners: set[str] | None
    ) -> list[NoteVectors]:
        """Take notes away from these owners, or from all, and return what became of each."""
        after = [place.without(place.owners if owners is None else owners) for place in before]
        self._delete_vectors(client, before, after)
        self._write_places(client, [new for old, new in zip(before, after, strict=True) if old != new])
        return [
            NoteVectors(old.note_id, frozenset(), old.owners - new.owners)
            for old, new in zip(before, after, strict=True)
        ]

    def places(self, client: ClientAPI, notes: Sequence[NoteKey]) -> list[VectorOwners]:
        """Return the places of these notes, in the same order; an empty one for a note not indexed."""
        places = [VectorOwners(workspace, note_id) for workspace, note_id in notes]
        known: dict[str, Mapping[str, Any]] = {}
        for name, some in self._by_bucket(places).items():
            kept = find_collection(client, name)
            for start in range(0, len(some) if kept else 0, PAGE):
                ids = list({place.id for place in some[start : start + PAGE]})
                page = kept.get(ids=ids, include=["metadatas"])  # type: ignore[union-attr]
                known.update(zip(page["ids"], page["metadatas"] or [], strict=True))
        return [
            VectorOwners(place.workspace, place.note_id, frozenset(row["owners"]), int(row["chunks"]))
            if (row := known.get(place.id))
            else place
            for place in places
        ]

    def owned(self, client: ClientAPI, owner: str) -> Iterator[tuple[list[str], Any, dict[str, list[str]]]]:
        """Give an owner's vectors in pages: their notes, the vectors, and whom each note is about."""
        bucket = find_collection(client, self._layout.bucket(owner))
        offset = 0
        while bucket is not None:
            page = bucket.get(
                where={"owner": owner}, limit=READ_PAGE, offset=offset, include=["embeddings", "metadatas"]
            )
            rows = page["metadatas"] or []
            # tenants of Chroma are no boundary: the owner is checked again
            mine = [number for number, row in enumerate(rows) if row.get("owner") == owner]
            if mine:
                notes = [str(rows[number]["note"]) for number in mine]
                about: dict[str, Any] = {
                    note: rows[number].get("contacts") or () for note, number in zip(notes, mine, strict=True)
                }
                yield notes, [page["embeddings"][number] for number in mine], about  # type: ignore[index]
            offset += len(rows)
            if len(rows) < READ_PAGE:
                return

    def all_ids(self, client: ClientAPI) -> Indexed:
        """Return the indexed notes with their spaces, read from the vectors."""
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

    def _put_vectors(
        self,
        client: ClientAPI,
        places: Sequence[VectorOwners],
        entries: Sequence[Entry],
        vectors: Sequence[Vectors],
    ) -> None:
        import numpy as np

        rows: dict[str, list[tuple[str, Sequence[float], dict[str, Any]]]] = defaultdict(list)
        for entry, place, parts in zip(entries, places, vectors, strict=True):
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


def owners_of(workspace: WorkspaceId, spaces: frozenset[Space]) -> set[str]:
    """Return the owner keys of these spaces."""
    return {owner_key(workspace, space) for space in spaces}
