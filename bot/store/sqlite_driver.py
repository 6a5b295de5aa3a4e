"""SQLite connections that wait for each other to begin, and whose threads end before their event loop."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakSet

import aiosqlite

_AGAIN_SECONDS = 0.02


class SqliteConnection(aiosqlite.Connection):
    """A connection that remembers its end, so that it can be waited for whoever asked for it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(partial(_opened, *args, **options), iter_chunk_size=64)
        self._end: asyncio.Future[Any] | None = None
        self._thread.daemon = True  # a process that ends by an error must not wait for it

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread after what was asked of it before; done when it has closed the connection."""
        if self._end is None:
            self._end = super().stop()
        return self._end


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
        except sqlite3.OperationalError as error:
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
