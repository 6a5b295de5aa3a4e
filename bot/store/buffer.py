"""The intake's own SQLite file: what arrives is durable in it before anything of the worker is waited for.

The intake writes rows, the worker moves them into the inbox (`moving.py`) and takes them out. SQLite is used
as it is, without SQLAlchemy, so that the intake's process stays small.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import structlog

from bot.core.ports.errors import Damaged, Dependency, Outage, Permanent
from bot.core.ports.queues import Envelope
from bot.store.batching import BatchWriter
from bot.store.sqlite_failures import Failure, Kind, sqlite_failure
from bot.store.writability import Writability, sentence_of

T = TypeVar("T")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS waiting (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    workspace TEXT NOT NULL,
    member TEXT NOT NULL,
    ordering_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    aside INTEGER NOT NULL DEFAULT 0
)
"""
_PUT = """
INSERT INTO waiting (key, source, workspace, member, ordering_key, payload) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO NOTHING
"""
PROBE = "?probe"
"""The key of a row that is written to see whether one can be; nobody sent it."""
_PROBE_BYTES = 60_000
_log = structlog.get_logger(__name__)
_LOG_PAGES = 8000
"""Pages of the log after which the intake copies them into the file itself: the worker may be down."""


def buffer_path(database: str | None) -> Path | None:
    """Return the buffer of SQLite's file, beside it; None for a database without a file."""
    return Path(f"{database}.intake") if database and database != ":memory:" else None


class BufferFile:
    """A connection to the file, used in a thread of its own; SQLite's errors become those of the ports."""

    def __init__(self, path: Path, *, pragmas: Sequence[str], busy_seconds: float) -> None:
        self.path = path
        self.writability = Writability(str(path))
        self._pragmas = pragmas
        self._busy_seconds = busy_seconds
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="buffer")
        self._opened: sqlite3.Connection | None = None
        self._file = 0
        self._closed = False

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the connection; raises Outage, Permanent."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._with_connection, work)
        except sqlite3.Error as error:
            raise self._told(sqlite_failure(getattr(error, "sqlite_errorname", ""))) from None
        except OSError as error:
            raise Outage(Dependency.DATABASE, f"intake buffer: {type(error).__name__}") from None

    def _told(self, failure: Failure) -> Exception:
        """Return the ports' error for a failure, and remember what keeps a write from the disk."""
        what = f"intake buffer: {failure.code}"
        match failure.kind:
            case Kind.PERMANENT:
                return Permanent(what)
            case Kind.DAMAGED:
                return Damaged(what)
        if failure.reason:
            self.writability.refused(failure.reason)
            return Outage(Dependency.DATABASE, sentence_of(failure.reason))
        return Outage(Dependency.DATABASE, what)

    async def close(self) -> None:
        """Close the connection after what it is doing; closing again does nothing."""
        if self._closed:
            return
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    def _with_connection(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._opened is None:
            self._opened = self._open()
        try:
            return work(self._opened)
        except BaseException:
            if self._opened.in_transaction:
                with suppress(sqlite3.Error):
                    self._opened.execute("ROLLBACK")
            raise

    def _open(self) -> sqlite3.Connection:
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
        self._file = self.path.stat().st_ino
        connection = sqlite3.connect(
            self.path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in ("journal_mode=WAL", "secure_delete=ON", *self._pragmas):
                connection.execute(f"PRAGMA {pragma}").close()
            connection.execute(_SCHEMA)
        except BaseException:
            connection.close()
            raise
        return connection

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None


class IntakeBuffer(BufferFile):
    """The intake's side: stores envelopes durably, those that arrive at the same time in one commit."""

    def __init__(self, path: Path, *, wake: Callable[[], None] = lambda: None) -> None:
        """`wake` is called after each commit, so that the worker looks at once."""
        # FULL: what is acknowledged must survive a power loss.
        pragmas = ("synchronous=FULL", f"wal_autocheckpoint={_LOG_PAGES}")
        super().__init__(path, pragmas=pragmas, busy_seconds=2.0)
        self._wake = wake
        self._writer = BatchWriter(self._put_all)

    def _open(self) -> sqlite3.Connection:
        """Open the file; one that is damaged is put aside, so that what comes can be taken in."""
        try:
            return _checked(super()._open())
        except sqlite3.DatabaseError as error:
            if sqlite_failure(getattr(error, "sqlite_errorname", "")).kind is not Kind.DAMAGED:
                raise
            name = f"{self.path.name}.damaged-{int(time.time())}"
            for end in ("-wal", "-shm", ""):
                with suppress(FileNotFoundError):
                    self.path.with_name(self.path.name + end).rename(self.path.with_name(name + end))
            _log.error("intake.buffer_damaged", kept_as=name)
            return super()._open()

    async def accept(self, envelope: Envelope) -> bool:
        """Store an envelope; False when it waits here already. Raises Unavailable."""
        return await self._writer.put(envelope)

    async def check(self) -> None:
        """Ask the file something small; raises Unavailable."""
        await self.run(lambda connection: connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchall())

    async def check_writing(self) -> None:
        """Raise Unavailable where nothing can be taken in; after a refusal a write as large as a message is
        tried."""
        if found := self.writability.look():
            self.writability.refused(found)
        elif self.writability.problem and self.writability.may_try():
            await self.run(_write_something)
            self.writability.written()
        if self.writability.problem:
            raise Outage(Dependency.DATABASE, sentence_of(self.writability.problem))

    @property
    def write_problem(self) -> str:
        """The code of why nothing can be written, as far as it was noticed; empty where all is well."""
        return self.writability.problem

    async def _put_all(self, envelopes: Sequence[Envelope]) -> set[str]:
        rows = [_row(each) for each in envelopes]
        new = await self.run(lambda connection: _put(connection, rows))
        self._wake()
        return new


def _row(envelope: Envelope) -> tuple[str, ...]:
    if envelope.due is not None:
        raise ValueError("what arrives is due at once")
    payload = json.dumps(envelope.payload)
    place = (envelope.workspace, envelope.member, envelope.ordering_key)
    return (envelope.key, envelope.source, *place, payload)


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        connection.close()
        damaged = sqlite3.DatabaseError("damaged")
        damaged.sqlite_errorname = "SQLITE_CORRUPT"
        raise damaged
    return connection


def _put(connection: sqlite3.Connection, rows: Sequence[tuple[str, ...]]) -> set[str]:
    connection.execute("BEGIN IMMEDIATE")
    new = {row[0] for row in rows if connection.execute(_PUT, row).rowcount == 1}
    connection.execute("COMMIT")
    return new


def _write_something(connection: sqlite3.Connection) -> None:
    """Write a row and take it out again, each in a commit of its own, since SQLite writes when it commits."""
    take_out = "DELETE FROM waiting WHERE key = ?"
    connection.execute(take_out, (PROBE,))
    insert = "INSERT INTO waiting (key, source, workspace, member, ordering_key, payload, aside) "
    connection.execute(f"{insert} VALUES (?, '', '', '', '', ?, 1)", (PROBE, "x" * _PROBE_BYTES))
    connection.execute(take_out, (PROBE,))
