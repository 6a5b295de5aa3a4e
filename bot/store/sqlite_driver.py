"""SQLite connections that wait for each other to begin, and whose threads end before their event loop."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from weakref import WeakSet

import aiosqlite

from bot.store.sqlite_cursor import SqliteCursor

READING, WRITING = "BEGIN", "BEGIN IMMEDIATE"
"""How transactions begin."""
_AGAIN_SECONDS = 0.02
_IN_A_ROW = 8
"""Statements at once after which others have their turn."""
_STEPS = 20_000
"""Steps of SQLite's machine after which a statement may be told to end: about half a millisecond."""


class SqliteConnection(aiosqlite.Connection):
    """A connection that remembers its end, so that it can be waited for whoever asked for it.

    It is as seldom in its thread as can be: a transaction begins with its first statement.
    """

    reads_only = False
    """Whether the transaction only reads, so that its end waits for no disk."""
    begin_with = ""
    """How the transaction is to begin that has been opened, but has no statement yet; empty where it has."""
    _is_sure = True
    """Whether every visit was waited for: else the thread may be about to begin what nobody waits for."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._opening = _Opening(partial(_opened, *args, **options))
        super().__init__(self._opening, iter_chunk_size=64)
        self._end: asyncio.Future[Any] | None = None
        self._in_a_row = 0
        self._thread.daemon = True  # a process that ends by an error must not wait for it

    def cursor(self) -> SqliteCursor:  # type: ignore[override]
        """A cursor that does a statement in one visit to the thread."""
        return SqliteCursor(self)

    async def visit(self, do: Callable[[sqlite3.Connection], Any]) -> Any:
        """Do something with the driver's connection in its thread."""
        self._is_sure = False
        try:
            result = await self._execute(do, self._conn)  # type: ignore[no-untyped-call]
        except Exception:
            self._is_sure = True
            raise
        self._is_sure = True
        return result

    @property
    def is_at_hand(self) -> bool:
        """Whether nothing of it is or may be going on in its thread, so that `at_once` may be called."""
        return self._is_sure and self._end is None and self._connection is not None

    def at_once(self, do: Callable[[sqlite3.Connection], Any]) -> Any:
        """Do something short in the caller's thread; raises TooLong where it turns out not to be, undone.

        To its own thread and back takes many times what a short statement takes.
        """
        driver = self._conn
        driver.set_progress_handler(_Patience(), _STEPS)
        try:
            return do(driver)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise TooLong from None
            raise
        finally:
            driver.set_progress_handler(None, 0)

    async def let_others(self) -> None:
        """Let others have their turn now and then: what is done at once waits for nothing."""
        self._in_a_row += 1
        if self._in_a_row % _IN_A_ROW == 0:
            await asyncio.sleep(0)

    async def commit(self) -> None:
        """Commit the transaction, if it has begun."""
        if self.reads_only and self.is_at_hand:
            self.begin_with = ""
            self._conn.commit()
            return
        await self._end_by(super().commit)

    async def rollback(self) -> None:
        """Roll the transaction back, if it has begun."""
        await self._end_by(super().rollback)

    async def _end_by(self, ending: Callable[[], Awaitable[None]]) -> None:
        self.begin_with = ""
        if not self._is_sure or self.in_transaction:
            await ending()

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread after what was asked of it before; done when it has closed the connection.

        None where the thread was never begun.
        """
        if self._end is None and self._thread.ident is not None:
            # The driver closes what it knows to be open, and knows nothing where opening was not waited for.
            self._tx.put_nowait((None, self._opening.close))
            self._end = super().stop()
        return self._end


class TooLong(Exception):
    """A statement took more than the few steps that it was given."""


class _Patience:
    """Lets a statement go on the first time it is asked: the steps of those before it count there, too."""

    def __init__(self) -> None:
        self._is_spent = False

    def __call__(self) -> bool:
        is_spent, self._is_spent = self._is_spent, True
        return is_spent


class _Opening:
    """Opens the connection in its thread, and closes it even where nobody waited until it was open."""

    def __init__(self, open_one: Callable[[], sqlite3.Connection]) -> None:
        self._open_one = open_one
        self._opened: sqlite3.Connection | None = None

    def __call__(self) -> sqlite3.Connection:
        self._opened = self._open_one()
        return self._opened

    def close(self) -> None:
        """Close what was opened; closing again does nothing."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _opened(*args: Any, timeout: float, **options: Any) -> sqlite3.Connection:
    """Open a connection in WAL mode, in a thread of its own.

    Changing the mode does not wait for other processes that open the same new file, as all else does.
    """
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    connection = connect(*args, timeout=timeout, **options)
    until = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.Error as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY") and time.monotonic() < until:
                time.sleep(_AGAIN_SECONDS)
                continue
            connection.close()
            raise
        return connection


class SqliteConnections:
    """Makes the connections of one engine, and ends them all.

    The engine's pool forgets a connection that it gave up because somebody was cancelled in the middle of a
    statement; the thread of that one would report to an event loop that may be closed by then.
    """

    def __init__(self) -> None:
        self._made: WeakSet[SqliteConnection] = WeakSet()

    def connect(self, *args: Any, **options: Any) -> SqliteConnection:
        """For `create_async_engine(connect_args={"async_creator_fn": ...})`."""
        made = SqliteConnection(*args, **options)
        self._made.add(made)
        return made

    async def end(self) -> None:
        """Wait until every connection is closed, after what it was doing."""
        ends = [made.stop() for made in list(self._made)]
        await asyncio.gather(*(end for end in ends if end is not None))
