"""Where a note's vectors lie: a few collections by the owner's hash, and an owner key on every vector."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from bot.core.identity import Space, WorkspaceId
from bot.core.ports.memory import Entry

BUCKETS = 8
"""Each costs memory, and a batch of notes is written once to each that it touches; erasing makes one anew."""
PLACE_BUCKETS = 4
FAMILIES = ("notes-", "places-", "built-", "begun-", "marks-")
"""What the names of all collections of the index begin with, whichever the embedding model."""
_LAYOUT = "2"
"""Counts the ways in which vectors were laid out; an index of another way is built anew."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of the collections of one embedding model; another model's, or another layout's, differ."""

    identity: str

    @property
    def prefix(self) -> str:
        """What the names of this model's buckets begin with."""
        return f"notes-{self._model}-"

    def places(self, place: VectorOwners) -> str:
        """Return the name of the collection that tells where this note's vectors are."""
        return f"places-{self._model}-{int(_hash(place.id), 16) % PLACE_BUCKETS:02d}"

    @property
    def marks(self) -> str:
        """The collection by which processes tell one another whose vectors they wrote."""
        return f"marks-{self._model}"

    @property
    def built(self) -> str:
        """An empty collection that exists once the index was built completely."""
        return f"built-{self._model}"

    @property
    def begun(self) -> str:
        """An empty collection that exists while the index is built, so that building can be gone on with."""
        return f"begun-{self._model}"

    def bucket(self, owner: str) -> str:
        """Return the name of the collection that holds an owner's vectors."""
        return f"{self.prefix}{int(_hash(owner), 16) % BUCKETS:02d}"

    @property
    def _model(self) -> str:
        return _hash(f"{_LAYOUT}:{self.identity}")[:8]


@dataclass(frozen=True, slots=True)
class VectorOwners:
    """Which owners have a note's vectors, and how many each."""

    workspace: WorkspaceId
    note_id: str
    owners: frozenset[str] = frozenset()
    chunks: int = 0

    @property
    def id(self) -> str:
        """The id of the place's own record."""
        return f"{quote(self.workspace, safe='')}/{self.note_id}"

    def vector_ids(self) -> set[tuple[str, str]]:
        """Owner and id of each of the note's vectors."""
        return {
            (owner, vector_id(owner, self.note_id, chunk))
            for owner in self.owners
            for chunk in range(self.chunks)
        }

    def join(self, other: VectorOwners) -> VectorOwners:
        """Return the place that covers both, while vectors move from one to the other."""
        return VectorOwners(
            self.workspace, self.note_id, self.owners | other.owners, max(self.chunks, other.chunks)
        )

    def moved_to(self, spaces: Iterable[Space], chunks: int) -> VectorOwners:
        """Return the place of the same note in exactly these spaces."""
        owners = frozenset(owner_key(self.workspace, space) for space in spaces)
        return VectorOwners(self.workspace, self.note_id, owners, chunks if owners else 0)

    def without(self, owners: Iterable[str]) -> VectorOwners:
        """Return the place that is left when the note leaves some owners."""
        left = self.owners - frozenset(owners)
        return VectorOwners(self.workspace, self.note_id, left, self.chunks if left else 0)

    def metadata(self) -> dict[str, Any]:
        """Return the place as Chroma keeps it."""
        return {"owners": sorted(self.owners), "chunks": self.chunks}

    def point(self) -> list[float]:
        """Return the vector that Chroma requires of a record; points on a circle keep its graph shallow."""
        angle = int(_hash(self.id)[:8], 16) / 0x100000000 * math.tau
        return [math.cos(angle), math.sin(angle)]


def owner_key(workspace: WorkspaceId, space: Space) -> str:
    """Return the owner key of a space, which is unique across workspaces."""
    return f"{quote(workspace, safe='')}/{space}"


def split_owner(owner: str) -> tuple[WorkspaceId, Space]:
    """Return the workspace and the space that an owner key names."""
    workspace, _, space = owner.partition("/")
    return WorkspaceId(unquote(workspace)), Space(space)


def vector_id(owner: str, note_id: str, chunk: int) -> str:
    """Return the id of one vector: the same each time the note is indexed."""
    return f"{owner}/{note_id}#{chunk}"


def vector_metadata(owner: str, entry: Entry) -> dict[str, Any]:
    """Return what is kept with a vector: ids alone, no text and no names."""
    metadata: dict[str, Any] = {"owner": owner, "note": entry.note_id}
    if entry.contact_ids:
        metadata["contacts"] = sorted(entry.contact_ids)
    return metadata


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
