"""The folder of an embedded Chroma: one process at a time, and nothing deleted left in its files."""

from __future__ import annotations

import fcntl
import json
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

_DATABASE = "chroma.sqlite3"
_HEADER = struct.Struct("<i4Q")
"""How header.bin begins: version, an offset, elements there is room for, those there are, bytes of one."""
_HEADER_VERSION = 1
_LENGTH_BYTES = 4
"""Bytes an element in length.bin."""


class FolderInUse(RuntimeError):
    """Another process has the folder open; two at once would corrupt it."""


class Folder:
    """An index folder, held by an exclusive lock from construction until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock; raises FolderInUse."""
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._pending = path / "erasing.json"
        self._lock = (path / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise FolderInUse(
                f"{path} is in use by another process. Stop that one, or run a Chroma server and set "
                "TACTEGIC_CHROMA_URL in each process."
            ) from error

    def release(self) -> None:
        """Let other processes open the folder."""
        self._lock.close()

    def remember(self, names: Sequence[str]) -> None:
        """Write down which collections an erasure is about to touch."""
        new = self._pending.with_suffix(".new")
        new.write_text(json.dumps(sorted({*names, *(self.read_pending() or ())})))
        new.replace(self._pending)

    def read_pending(self) -> list[str] | None:
        """Return the collections of an erasure that was begun and not finished; None where there is none."""
        if not self._pending.exists():
            return None
        names: list[str] = json.loads(self._pending.read_text())
        return names

    def forget(self) -> None:
        """Forget the pending collections, as the erasure is finished."""
        self._pending.unlink(missing_ok=True)

    def clean(self) -> None:
        """Overwrite what was deleted from the database, and remove files of collections that are gone.

        In a process of its own: Chroma carries its own copy of SQLite, and two copies in one process
        take each other's file locks away.
        """
        subprocess.run([sys.executable, "-I", __file__, str(self.path)], check=True, timeout=600)  # noqa: S603
        self.blank()

    def blank(self) -> None:
        """Overwrite the room for vectors to come in the files of vectors.

        Chroma writes it out as it was given by the system's allocator, so that it may hold vectors of notes
        that this process once had in memory, erased ones among them.
        """
        for path in self.path.glob("*/header.bin"):
            head = path.read_bytes()[: _HEADER.size]
            if len(head) < _HEADER.size:
                continue
            version, _, room, used, size = _HEADER.unpack(head)
            if version == _HEADER_VERSION:
                _blank(path.with_name("data_level0.bin"), used * size, room * size)
                _blank(path.with_name("length.bin"), used * _LENGTH_BYTES, room * _LENGTH_BYTES)


def _blank(path: Path, start: int, end: int) -> None:
    if not path.exists() or path.stat().st_size != end or start >= end:
        return
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(end - start))


def _clean(path: Path) -> None:
    with closing(sqlite3.connect(path / _DATABASE, timeout=60, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")
        database.execute(
            "DELETE FROM embeddings_queue WHERE NOT EXISTS"
            " (SELECT 1 FROM collections WHERE substr(topic, -36) = collections.id)"
        )
        database.execute("VACUUM")
        segments = {row[0] for row in database.execute("SELECT id FROM segments")}
    for folder in path.iterdir():
        if folder.is_dir() and folder.name not in segments:
            shutil.rmtree(folder)


if __name__ == "__main__":
    _clean(Path(sys.argv[1]))
