"""Vectors that wait to be written to Chroma together, and lie in a small file until then.

A call that writes to Chroma costs about the same for one note and for many. The file is on the disk before
anybody is told that a note is indexed, and is read again after a crash.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bot.core.identity import Space, WorkspaceId
from bot.core.ports.memory import Entry
from bot.memory.shelves import NoteKey, Vectors

NAME = "waiting.jsonl"


class WaitingVectors:
    """Notes with their vectors, without their words: the latest of each note."""

    def __init__(self, path: Path, identity: str) -> None:
        """Keep vectors of the embedding model of this `identity`; those of another one are let go."""
        self._path = path
        self._identity = identity
        self._notes: dict[NoteKey, tuple[Entry, Vectors]] | None = None

    def __len__(self) -> int:
        """How many notes wait, as far as the file was looked at."""
        return len(self._notes or ())

    def add(self, entries: Mapping[NoteKey, Entry], vectors: Sequence[Vectors]) -> None:
        """Keep these until `clear`; they are on the disk when this returns."""
        known = self._known()
        new = {
            key: (replace(entry, text=""), parts)
            for (key, entry), parts in zip(entries.items(), vectors, strict=True)
        }
        lines = [self._line(workspace, *each) for (workspace, _), each in new.items()]
        with open(os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as file:
            file.write(b"".join(lines))
            file.flush()
            os.fsync(file.fileno())
        known.update(new)

    def all(self) -> tuple[dict[NoteKey, Entry], list[Vectors]]:
        """What waits, also from before a crash."""
        known = self._known()
        return {key: entry for key, (entry, _) in known.items()}, [parts for _, parts in known.values()]

    def clear(self) -> None:
        """Let go of all, as it is in Chroma."""
        with suppress(FileNotFoundError):
            os.truncate(self._path, 0)
        self._notes = {}

    def _known(self) -> dict[NoteKey, tuple[Entry, Vectors]]:
        if self._notes is None:
            self._notes = self._read()
        return self._notes

    def _read(self) -> dict[NoteKey, tuple[Entry, Vectors]]:
        found: dict[NoteKey, tuple[Entry, Vectors]] = {}
        for line in self._path.read_bytes().splitlines() if self._path.exists() else ():
            with suppress(ValueError):  # a crash in its middle: nobody was told that it is indexed
                told = json.loads(line)
                if told["model"] == self._identity:
                    entry, parts = _entry(told)
                    found[WorkspaceId(told["workspace"]), entry.note_id] = entry, parts
        return found

    def _line(self, workspace: WorkspaceId, entry: Entry, parts: Vectors) -> bytes:
        told = {
            "model": self._identity,
            "workspace": workspace,
            "note": entry.note_id,
            "spaces": sorted(entry.spaces),
            "contacts": list(entry.contact_ids),
            "on": entry.occurred_on.isoformat(),
            "vectors": [base64.b64encode(np.asarray(part, "<f4").tobytes()).decode() for part in parts],
        }
        return b"\n" + json.dumps(told).encode() + b"\n"


def _entry(told: Mapping[str, Any]) -> tuple[Entry, Vectors]:
    entry = Entry(
        note_id=told["note"],
        text="",
        spaces=frozenset(Space(space) for space in told["spaces"]),
        contact_ids=tuple(told["contacts"]),
        occurred_on=date.fromisoformat(told["on"]),
    )
    return entry, [np.frombuffer(base64.b64decode(part), "<f4").tolist() for part in told["vectors"]]
