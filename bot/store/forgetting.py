"""Remembers that erased content may still lie in SQLite's write-ahead log, until the log was emptied (F5)."""

from __future__ import annotations

import math
import os
import secrets
from pathlib import Path

import aiosqlite

from bot.store import replaced

_PATIENCE_MS = 500
_BUSY_MS = 10_000


class Forgetting:
    """A file beside the database that stands while an erasure is unfinished on disk.

    The log can only be emptied when nobody reads an older state of the database, and a process may end in
    between; so the file is written before the erasing commit, and removed after the log was emptied.
    """

    def __init__(self, database: str | None) -> None:
        """`database` is the path of SQLite's file; None for a database without one."""
        self._database = Path(database) if database and database != ":memory:" else None
        self._file = Path(f"{database}.erasing") if self._database else None

    @property
    def is_unfinished(self) -> bool:
        """Whether the log may still hold what was erased."""
        return self._file is not None and self._file.exists()

    def begin(self) -> None:
        """Write down that the open transaction erases; to be called while it holds the database's write lock.

        Whoever empties the log needs that lock, too. So a mark that was read before the log was emptied
        stands for a commit that was emptied with it, and one that is new by then stays.
        """
        if self._file is None or self._database is None:
            return
        new = self._file.with_name(f"{self._file.name}.{secrets.token_hex(4)}")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_hex(8))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._file)
        replaced.remove(self._database, set_aside_before=math.inf)  # it holds what is erased now

    async def finish(self, connection: aiosqlite.Connection) -> bool:
        """Empty the log unless somebody reads, and tell whether it is empty.

        The connection must be in no transaction.
        """
        mark = self._read()
        await connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        try:
            async with connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                row = await cursor.fetchone()
        finally:
            await connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        if row is None or row[0]:
            if mark is None:
                self.begin()
            return False
        if self._file is not None and self._read() == mark:
            self._file.unlink(missing_ok=True)
        return True

    def _read(self) -> str | None:
        try:
            return self._file.read_text() if self._file is not None else None
        except FileNotFoundError:
            return None
