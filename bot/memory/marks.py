"""How one process learns that another one wrote an owner's vectors, where several share a Chroma server.

Whoever wrote an owner's vectors leaves a new mark behind, and takes away the marks that it had seen before. A
matrix is kept with the marks that stood there when it was read. Two who write at the same time leave two
marks, so that neither takes its own matrix for complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from bot.memory.cache import Marks
from bot.memory.rebuilding import PAGE, collection, find_collection

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_POINT = [0.0, 1.0]
"""Chroma wants a vector of every record; a mark has none."""


class OwnerMarks(Protocol):
    """Tells whether others wrote."""

    def read(self, client: ClientAPI, owners: Iterable[str]) -> dict[str, Marks]:
        """Return the marks of each of these owners."""

    def renew(self, client: ClientAPI, seen: Mapping[str, Marks]) -> dict[str, Marks]:
        """Leave a new mark for each of these owners in the place of those seen, and return the new ones."""


class NobodyElse:
    """Satisfies OwnerMarks where this process alone has the index open."""

    def read(self, client: ClientAPI, owners: Iterable[str]) -> dict[str, Marks]:  # noqa: ARG002
        """Return no marks."""
        return {owner: frozenset() for owner in owners}

    def renew(self, client: ClientAPI, seen: Mapping[str, Marks]) -> dict[str, Marks]:  # noqa: ARG002
        """Leave no marks."""
        return dict.fromkeys(seen, frozenset())


class SharedMarks:
    """Satisfies OwnerMarks by records in a collection of the shared server."""

    def __init__(self, name: str, new_mark: Callable[[], str]) -> None:
        """Keep marks in the collection of this name; `new_mark` gives an id that nobody gave before."""
        self._name = name
        self._new_mark = new_mark

    def read(self, client: ClientAPI, owners: Iterable[str]) -> dict[str, Marks]:
        """Return the marks of each of these owners; raises what Chroma raises."""
        wanted = sorted(set(owners))
        found: dict[str, set[str]] = defaultdict(set)
        kept = find_collection(client, self._name)
        for start in range(0, len(wanted) if kept else 0, PAGE):
            some = {"owner": {"$in": wanted[start : start + PAGE]}}
            page = kept.get(where=some, include=["metadatas"])  # type: ignore[union-attr, arg-type]
            for mark, metadata in zip(page["ids"], page["metadatas"] or [], strict=True):
                found[str(metadata["owner"])].add(mark)
        return {owner: frozenset(found[owner]) for owner in wanted}

    def renew(self, client: ClientAPI, seen: Mapping[str, Marks]) -> dict[str, Marks]:
        """Leave new marks before the old ones go: a crash in between leaves one too many, and no harm."""
        if not seen:
            return {}
        import numpy as np

        kept = collection(client, self._name)
        new = {owner: self._new_mark() for owner in sorted(seen)}
        kept.upsert(
            ids=list(new.values()),
            embeddings=np.array([_POINT] * len(new), np.float32),
            metadatas=[{"owner": owner} for owner in new],
        )
        old = sorted({mark for marks in seen.values() for mark in marks})
        for start in range(0, len(old), PAGE):
            kept.delete(ids=old[start : start + PAGE])
        return {owner: frozenset((mark,)) for owner, mark in new.items()}
