"""Lets one process at a time do what several would spoil for one another."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from bot.store.database import Database

_OURS = 0x7AC7 << 32
"""What the numbers of PostgreSQL's advisory locks begin with, so that other programs' are others."""


@asynccontextmanager
async def only_one(database: Database, name: str) -> AsyncIterator[bool]:
    """Tell whether this process may do what `name` says, for the block; False while another one does.

    The lock ends with its connection, so that a process that was killed keeps nobody waiting. On SQLite there
    is one process anyway.
    """
    if database.is_sqlite:
        yield True
        return
    number = {"number": _OURS + zlib.crc32(name.encode())}
    async with database.engine.connect() as connection:
        mine = await connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), number)
        await connection.commit()
        try:
            yield bool(mine)
        finally:
            if mine:
                await connection.execute(text("SELECT pg_advisory_unlock(:number)"), number)
                await connection.commit()
