"""One owner's vectors as a matrix: a question is compared with all of them, so that nothing is missed."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Floats = NDArray[np.float32]

_ROOM = 16
"""Rows that there is room for at first."""
_GROWTH = 1.25
_BYTES_A_NOTE = 250
"""What a note's id costs beside its vectors: the id, its place in a list and in a dictionary."""
_MANY = 4
"""Where more than one row in so many is asked for, all are multiplied: copying the rows costs more."""


class OwnerMatrix:
    """The vectors of one owner's notes, with the contacts that each note is about.

    Notes and contacts are numbered; rows say which note they belong to, and pairs of numbers which contacts
    a note is about. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._free: list[int] = []
        self._contacts: dict[str, int] = {}
        self._about: Numbers = np.empty((0, 2), np.int32)
        self._rows: Floats = np.empty((0, 0), np.float32)
        self._note_of: Numbers = np.empty(0, np.int32)
        self._count = 0

    def __len__(self) -> int:
        """How many vectors there are."""
        return self._count

    def __contains__(self, note_id: str) -> bool:
        """Whether there are vectors of this note."""
        return note_id in self._numbers

    @property
    def bytes(self) -> int:
        """About how much memory this takes."""
        arrays = self._rows.nbytes + self._note_of.nbytes + self._about.nbytes
        return arrays + _BYTES_A_NOTE * (4 + len(self._ids) + len(self._contacts))

    def replace(self, note_id: str, vectors: Sequence[Sequence[float]], contacts: Sequence[str] = ()) -> None:
        """Put a note's vectors in the place of those that it had; none takes the note out."""
        with self._lock:
            self._remove(note_id)
            if len(vectors):
                rows = np.asarray(vectors, np.float32)
                self._append([note_id] * len(rows), rows, {note_id: contacts})

    def extend(self, note_ids: Sequence[str], vectors: Any, contacts: Mapping[str, Sequence[str]]) -> None:
        """Add vectors, one for each id; what a note is about counts where it is told first."""
        with self._lock:
            if note_ids:
                self._append(note_ids, np.asarray(vectors, np.float32), contacts)

    def near(self, vector: Floats, limit: int, contact_ids: Sequence[str] = ()) -> dict[str, float]:
        """Return the notes nearest to a unit vector, each with the similarity of its nearest vector."""
        with self._lock:
            if not self._count or limit < 1:
                return {}
            chosen = self._about_any(contact_ids) if contact_ids else None
            if chosen is not None and not len(chosen):
                return {}
            return self._best(self._similarities(vector, chosen), chosen, limit)

    def _similarities(self, vector: Floats, chosen: Numbers | None) -> Floats:
        there = self._rows[: self._count]
        if chosen is None:
            return there @ vector
        few = _MANY * len(chosen) < self._count
        similar: Floats = there[chosen] @ vector if few else (there @ vector)[chosen]
        return similar

    def _best(self, similar: Floats, chosen: Numbers | None, limit: int) -> dict[str, float]:
        """The best note for each of the nearest rows; looks at more where long notes crowd others out."""
        wanted = 2 * limit
        while True:
            order = _nearest(similar, wanted)
            rows = order if chosen is None else chosen[order]
            best: dict[str, float] = {}
            for number, similarity in zip(self._note_of[rows].tolist(), similar[order].tolist(), strict=True):
                best.setdefault(self._ids[number], similarity)
            if len(best) >= limit or wanted >= len(similar):
                return best
            wanted *= 4

    def _about_any(self, contact_ids: Sequence[str]) -> Numbers:
        wanted = [number for id in contact_ids if (number := self._contacts.get(id)) is not None]
        notes = np.zeros(len(self._ids), bool)
        notes[self._about[np.isin(self._about[:, 1], wanted), 0]] = True
        return np.flatnonzero(notes[self._note_of[: self._count]]).astype(np.int32)

    def _append(self, note_ids: Sequence[str], rows: Floats, contacts: Mapping[str, Sequence[str]]) -> None:
        new = [id for id in dict.fromkeys(note_ids) if id not in self._numbers]
        for note_id in new:
            self._numbers[note_id] = self._number(note_id)
        pairs = [
            (self._numbers[note_id], self._contacts.setdefault(contact, len(self._contacts)))
            for note_id in new
            for contact in contacts.get(note_id, ())
        ]
        if pairs:
            self._about = np.concatenate((self._about, np.array(pairs, np.int32)))
        end = self._count + len(rows)
        self._make_room(end, rows.shape[1])
        self._rows[self._count : end] = rows
        self._note_of[self._count : end] = [self._numbers[note_id] for note_id in note_ids]
        self._count = end

    def _number(self, note_id: str) -> int:
        if self._free:
            number = self._free.pop()
            self._ids[number] = note_id
            return number
        self._ids.append(note_id)
        return len(self._ids) - 1

    def _make_room(self, wanted: int, dimensions: int) -> None:
        if wanted <= len(self._rows):
            return
        room = max(wanted, _ROOM, int(len(self._rows) * _GROWTH))
        rows, note_of = np.zeros((room, dimensions), np.float32), np.zeros(room, np.int32)
        if self._count:
            rows[: self._count] = self._rows[: self._count]
            note_of[: self._count] = self._note_of[: self._count]
        self._rows, self._note_of = rows, note_of

    def _remove(self, note_id: str) -> None:
        """Take a note's rows out, the last ones in their place; nothing of its vectors stays behind."""
        number = self._numbers.pop(note_id, None)
        if number is None:
            return
        for row in np.flatnonzero(self._note_of[: self._count] == number)[::-1]:
            last = self._count - 1
            self._rows[row], self._note_of[row] = self._rows[last], self._note_of[last]
            self._rows[last] = 0
            self._count = last
        self._about = self._about[self._about[:, 0] != number]
        self._ids[number] = ""
        self._free.append(number)


def _nearest(similar: Floats, wanted: int) -> NDArray[np.intp]:
    """Return the places of so many of the greatest numbers, the greatest first."""
    if wanted >= len(similar):
        return np.argsort(-similar)
    places = np.argpartition(-similar, wanted)[:wanted]
    return places[np.argsort(-similar[places])]
