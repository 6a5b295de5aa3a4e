"""Rows on their way into an export: a line of JSON each, in a file, found again by where they begin (B6)."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

_NO_PLACES: array[int] = array("Q")


def spooled(kind: str, fields: Mapping[str, Any]) -> bytes:
    """A row as a line."""
    return json.dumps([kind, fields], ensure_ascii=False, sort_keys=True).encode() + b"\n"


@dataclass
class Places:
    """Where the rows of each kind begin, and those of a contact or a company; the names of these."""

    of_kind: dict[str, array[int]] = field(default_factory=dict)
    columns: dict[str, dict[str, None]] = field(default_factory=dict)
    """The fields that rows of each kind have."""
    names: dict[str, str] = field(default_factory=dict)
    """Names of contacts and accounts by id."""
    notes_of: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("Q")))
    """The notes that name each contact, and those that name an account and no contact; "" those of nobody."""
    promises_of: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("Q")))

    def add(self, place: int, kind: str, row: Mapping[str, Any]) -> None:
        """Remember a row."""
        self.of_kind.setdefault(kind, array("Q")).append(place)
        self.columns.setdefault(kind, {}).update(dict.fromkeys(row))
        if kind in ("Contact", "Account"):
            self.names[row["id"]] = row["name"]
        elif kind == "Note":
            for id in row.get("contact_ids") or row.get("account_ids") or ("",):
                self.notes_of[id].append(place)
        elif kind == "Commitment" and row.get("contact_id"):
            self.promises_of[row["contact_id"]].append(place)


class Spool:
    """Reads the rows of a file that was spooled."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.places = Places()
        place = 0
        for line in file:
            self.places.add(place, *json.loads(line))
            place += len(line)

    def rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """The rows of a kind, the oldest first."""
        return self.at(self.places.of_kind.get(kind, _NO_PLACES))

    def notes(self, id: str) -> Iterator[dict[str, Any]]:
        """The notes of a contact or an account; those of nobody for ""."""
        return self.at(self.places.notes_of.get(id, _NO_PLACES))

    def promises(self, contact_id: str) -> Iterator[dict[str, Any]]:
        """The promises to and of a contact."""
        return self.at(self.places.promises_of.get(contact_id, _NO_PLACES))

    def at(self, places: Iterable[int]) -> Iterator[dict[str, Any]]:
        """The rows that begin there."""
        for place in places:
            self._file.seek(place)
            yield json.loads(self._file.readline())[1]
