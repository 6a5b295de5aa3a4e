"""A cursor that does a whole statement in one visit to its connection's thread.

The driver's own cursor goes there and back for each of: making the cursor, beginning, executing, fetching and
closing. Each visit costs about a tenth of a millisecond of processor time, more than most statements do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Protocol, Self


class Visited(Protocol):
    """A connection that does things in its thread; `begin_with` is the BEGIN that it owes, if any."""

    begin_with: str

    def visit(self, do: Callable[[sqlite3.Connection], Any]) -> Awaitable[Any]:
        """Do something with the connection in its thread."""


class SqliteCursor:
    """What SQLAlchemy needs of a driver's cursor; all rows are fetched at once."""

    def __init__(self, connection: Visited) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Return itself: there is nothing to open."""
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Execute a statement, and fetch what it returns."""
        return await self._do(lambda cursor: cursor.execute(sql, tuple(parameters)))

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Execute a statement with each of these values."""
        return await self._do(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> list[Any]:
        """Return the rows that the statement returned."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Forget the rows."""
        self._rows = []

    async def _do(self, execute: Callable[[sqlite3.Cursor], Any]) -> Self:
        begin_with, self._connection.begin_with = self._connection.begin_with, ""

        def do(connection: sqlite3.Connection) -> None:
            if begin_with:
                connection.execute(begin_with).close()
            cursor = connection.cursor()
            try:
                execute(cursor)
                self.description = cursor.description
                self._rows = cursor.fetchall() if cursor.description else []
                self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        await self._connection.visit(do)
        return self
