"""SQLite connections whose threads are known to have ended before their event loop does."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from typing import Any
from weakref import WeakSet

import aiosqlite


class SqliteConnection(aiosqlite.Connection):
    """A connection that remembers its end, so that it can be waited for whoever asked for it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(partial(sqlite3.connect, *args, **options), iter_chunk_size=64)
        self._end: asyncio.Future[Any] | None = None
        self._thread.daemon = True  # a process that ends by an error must not wait for it

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread after what was asked of it before; done when it has closed the connection."""
        if self._end is None:
            self._end = super().stop()
        return self._end


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
