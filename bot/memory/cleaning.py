"""A program of its own: overwrites what was deleted from Chroma's database, and removes left-over files."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

_DATABASE = "chroma.sqlite3"


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
