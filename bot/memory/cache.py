"""The matrices of the owners who asked last, within a bound on memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.memory.matrices import OwnerMatrix

MEGABYTE = 2**20
CACHE_BYTES = 256 * MEGABYTE
"""Room for about 100,000 notes of one vector, with a model of 384 dimensions."""

Marks = frozenset[str]
"""What tells whether other processes wrote an owner's vectors since; see `marks`."""


@dataclass(frozen=True, slots=True)
class NoteVectors:
    """What became of a note: its vectors and contacts at each of its owners, and the owners it left."""

    note_id: str
    owners: frozenset[str]
    left: frozenset[str]
    vectors: Sequence[Sequence[float]] = ()
    contact_ids: Sequence[str] = ()


@dataclass(slots=True)
class _Kept:
    matrix: OwnerMatrix
    marks: Marks
    bytes: int = field(default=0)


class MatrixCache:
    """Matrices by owner, those unused for longest given up first. Safe to use from several threads."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        """Keep matrices of so many bytes at most."""
        self.most_bytes = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """About how much memory the matrices take."""
        return self._bytes

    def get(self, owner: str, marks: Marks = frozenset()) -> OwnerMatrix | None:
        """Return the owner's matrix as of these marks; None where it is not kept, or others wrote since."""
        with self._lock:
            kept = self._kept.get(owner)
            if kept is None:
                return None
            if kept.marks != marks:
                self._drop(owner)
                return None
            self._kept.move_to_end(owner)
            return kept.matrix

    def keep(self, owner: str, matrix: OwnerMatrix, marks: Marks = frozenset()) -> None:
        """Keep a matrix that was read when these were its marks."""
        with self._lock:
            self._drop(owner)
            self._kept[owner] = _Kept(matrix, marks)
            self._measure(owner)

    def apply(
        self, notes: Sequence[NoteVectors], seen: Mapping[str, Marks], now: Mapping[str, Marks]
    ) -> None:
        """Bring the matrices in line with what was written.

        `seen` are the marks before the writing and `now` those behind it: where a matrix is of other marks,
        somebody else wrote, and it is read again.
        """
        with self._lock:
            for owner in {owner for note in notes for owner in note.owners | note.left}:
                kept = self._kept.get(owner)
                if kept is None:
                    continue
                if kept.marks != seen.get(owner, frozenset()):
                    self._drop(owner)
                    continue
                for note in notes:
                    if owner in note.owners:
                        kept.matrix.replace(note.note_id, note.vectors, note.contact_ids)
                    elif owner in note.left:
                        kept.matrix.replace(note.note_id, ())
                kept.marks = now.get(owner, frozenset())
                self._measure(owner)

    def replace(self, notes: Sequence[NoteVectors]) -> None:
        """Bring all matrices in line with notes whose earlier places nobody looked at."""
        with self._lock:
            for owner, kept in list(self._kept.items()):
                if owner not in self._kept:  # given up for the room that another one needs
                    continue
                for note in notes:
                    if owner in note.owners:
                        kept.matrix.replace(note.note_id, note.vectors, note.contact_ids)
                    elif note.note_id in kept.matrix:
                        kept.matrix.replace(note.note_id, ())
                self._measure(owner)

    def drop(self, owners: Iterable[str]) -> None:
        """Give up the matrices of these owners; they are read again when they are asked for."""
        with self._lock:
            for owner in owners:
                self._drop(owner)

    def clear(self) -> None:
        """Give up all."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _drop(self, owner: str) -> None:
        kept = self._kept.pop(owner, None)
        if kept is not None:
            self._bytes -= kept.bytes

    def _measure(self, owner: str) -> None:
        kept = self._kept[owner]
        size = kept.matrix.bytes
        self._bytes += size - kept.bytes
        kept.bytes = size
        while self._bytes > self.most_bytes:
            self._drop(next(iter(self._kept)))
