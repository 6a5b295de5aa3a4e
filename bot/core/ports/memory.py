"""The vector index and what fills it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.identity import Scope, Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A note as the vector index needs it."""

    note_id: str
    text: str
    spaces: frozenset[Space]
    """Every space the note is found in: its own, and those it is shared with."""
    contact_ids: tuple[str, ...]
    occurred_on: date


@dataclass(frozen=True, slots=True)
class DenseHit:
    """A note near a question in meaning; similarity is a cosine, -1 to 1."""

    note_id: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Near:
    """A question to the vector index; with contacts it keeps to notes on one of them."""

    question: str
    limit: int
    contact_ids: tuple[str, ...] = ()


class Memory(Protocol):
    """The vector index: derived from the store, can be rebuilt from it."""

    async def index(self, workspace: WorkspaceId, entries: Sequence[Entry]) -> None:
        """Make these notes findable in exactly their spaces, replacing what was there of them."""

    async def forget(self, workspace: WorkspaceId, note_ids: Sequence[str], spaces: frozenset[Space]) -> None:
        """Take notes out of these spaces."""

    async def erase(
        self, workspace: WorkspaceId, note_ids: Sequence[str], anew: Sequence[Entry] = ()
    ) -> None:
        """Take notes out of every space and out of the index's files; raises Unavailable.

        Those of them that stay are indexed `anew`, as their older entries name what was erased.
        """

    async def nearest_each(self, scope: Scope, asked: Sequence[Near]) -> list[list[DenseHit]]:
        """Notes of the scope near each question, the nearest first.

        The questions are embedded together. Raises Unavailable.
        """


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def identity(self) -> str:
        """Model name and hash; the index is rebuilt when it changes."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector per text, without blocking the event loop; raises Unavailable."""
