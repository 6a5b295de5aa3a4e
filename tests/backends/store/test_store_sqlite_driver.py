"""No thread of SQLite outlives the store, however its last statement ended."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from bot.adapters.store.database import Database

_LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT sum(i) FROM n"
)


async def test_closing_waits_for_a_statement_that_nobody_waits_for_any_more(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    begun = asyncio.Event()

    async def read() -> None:
        async with database.reading() as connection:
            begun.set()
            await connection.execute(text(_LONG))

    reader = asyncio.create_task(read())
    await begun.wait()
    for _ in range(3):  # the driver shields its clean-up from the first, and gives up with the next
        reader.cancel()
        await asyncio.sleep(0)
    with suppress(asyncio.CancelledError):
        await reader
    assert set(threading.enumerate()) > before

    await database.close()

    for thread in set(threading.enumerate()) - before:  # the very last step of a thread that has reported
        thread.join(timeout=5)
    assert set(threading.enumerate()) == before
