"""Tells whether the folder of an embedded Chroma is whole, before that one is let into this process.

Chroma ends the whole process by a signal where its files of vectors are shorter than they say, so the cheap
look at sizes comes before every opening. Everything else is tried in a process of its own, after an unclean
end or after a call that failed.
"""

from __future__ import annotations

import signal
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

DATABASE = "chroma.sqlite3"
HEADER = struct.Struct("<i4Q")
"""How header.bin begins: version, an offset, elements there is room for, those there are, bytes of one."""
HEADER_VERSION = 1
LENGTH_BYTES = 4
"""Bytes an element in length.bin."""
_MAGIC = b"SQLite format 3\x00"
_DAMAGED = 3
"""What the process that tries the folder ends with where it is damaged."""
_SECONDS = 300.0
_FOR_ROOM = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
"""Signals that others send, and the system for want of memory: they tell nothing about the folder."""
_RIGHTS_AND_ROOM = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_BUSY", "SQLITE_PERM")


def look(folder: Path) -> str:
    """Return a code for what is wrong by the sizes of files; empty where nothing is. Raises OSError."""
    database = folder / DATABASE
    segments = (
        [each for each in folder.iterdir() if (each / "header.bin").exists()] if folder.exists() else []
    )
    if not database.exists() or not database.stat().st_size:
        return "database_missing" if segments else ""
    with database.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return "no_database"
    return "vectors_cut" if not all(map(_is_whole, segments)) else ""


def _is_whole(segment: Path) -> bool:
    """Whether the files of one graph are as long as its header says; room to come may be written or not."""
    head = (segment / "header.bin").read_bytes()
    if len(head) < HEADER.size:
        return False
    version, _, room, used, size = HEADER.unpack_from(head)
    if version != HEADER_VERSION:
        return True  # of another Chroma: the opening tells
    each = {"data_level0.bin": size, "length.bin": LENGTH_BYTES}
    lists = segment / "link_lists.bin"
    return lists.exists() and all(
        used * size <= _size(segment / name) <= room * size for name, size in each.items()
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1


def try_out(folder: Path, *, deeply: bool) -> str:
    """Return a code for what is wrong, by reading the folder in another process; nobody may have it open.

    `deeply` also opens it with Chroma, and asks every collection. Raises OSError.
    """
    if found := look(folder):
        return found
    command = [sys.executable, "-I", __file__, str(folder), "deeply" if deeply else "shallowly"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return ""
    if done.returncode == _DAMAGED:
        return "not_readable"
    crashed = done.returncode < 0 and -done.returncode not in _FOR_ROOM
    return "ends_the_process" if crashed else ""


def _is_readable(folder: Path) -> bool:
    """Whether SQLite finds nothing wrong; raises what says nothing about the content."""
    if not (folder / DATABASE).exists():
        return True
    try:
        with closing(sqlite3.connect(folder / DATABASE, timeout=30)) as database:
            return all(row == ("ok",) for row in database.execute("PRAGMA quick_check(1)"))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(_RIGHTS_AND_ROOM):
            raise
        return False


def _answers(folder: Path) -> bool:
    """Whether Chroma opens the folder and reads every collection."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
    try:
        client = chromadb.PersistentClient(str(folder), settings=settings)
        for found in client.list_collections():
            page: Any = found.get(limit=1, include=["embeddings", "metadatas"])
            for vector in page["embeddings"]:
                found.query(query_embeddings=[vector], n_results=1)
    except Exception:
        return False
    return True


def _main(folder: Path, how: str) -> int:
    whole = _is_readable(folder) and (how != "deeply" or _answers(folder))
    return 0 if whole else _DAMAGED


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), sys.argv[2]))
