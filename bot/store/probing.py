"""Tries whether the database takes a write as large as a message."""

from __future__ import annotations

from sqlalchemy import delete, insert

from bot.store.database import Database
from bot.store.queues import paces

_WORKSPACE = "?probe"
_SQLITE_BYTES = 60_000


async def write_something(database: Database) -> None:
    """Write a row and take it out again, each in a commit of its own; raises Unavailable.

    A write that is rolled back would show nothing: SQLite writes to the disk when it commits.
    """
    key = "x" * _SQLITE_BYTES if database.is_sqlite else "x"
    mine = paces.c.workspace == _WORKSPACE
    async with database.begin_write() as connection:
        await connection.execute(delete(paces).where(mine))
        await connection.execute(insert(paces).values(workspace=_WORKSPACE, ordering_key=key, next_at=0.0))
    async with database.begin_write() as connection:
        await connection.execute(delete(paces).where(mine))
