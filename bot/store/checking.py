"""Whether a SQLite file is damaged: asked by `doctor`, and in the background after a kill."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import structlog

_log = structlog.get_logger(__name__)


def is_damaged(path: Path) -> bool:
    """Whether SQLite cannot read a database, or finds something wrong in it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=60)) as file:
            return bool(file.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


class CleanEnd:
    """A file beside the database that stands while a bot works on it: at a start it tells of a kill."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._mark = database.with_name(f"{database.name}.open")
        self.was_clean = not self._mark.exists()
        self._mark.touch(mode=0o600)

    def end(self) -> None:
        """Remember that all was closed."""
        self._mark.unlink(missing_ok=True)

    async def look(self) -> bool:
        """Read the database once where the last end was not clean; tell whether it is damaged."""
        if self.was_clean:
            return False
        damaged = await asyncio.to_thread(is_damaged, self._database)
        if damaged:
            _log.error("database.damaged")
        else:
            _log.info("database.whole_after_a_kill")
        return damaged
