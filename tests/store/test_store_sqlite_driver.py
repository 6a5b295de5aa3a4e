"""No thread of SQLite outlives the store, however its last statement ended."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from bot.store.database import Database


async def test_closing_waits_for_a_statement_that_nobody_waits_for_any_more(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    loop, begun, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def dawdle() -> int:
        loop.call_soon_threadsafe(begun.set)
        return int(go_on.wait(timeout=30))

    async def read() -> None:
        async with database.begin_read() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.create_function("dawdle", 0, dawdle)
            await connection.execute(text("SELECT dawdle()"))

    reader = asyncio.create_task(read())
    await begun.wait()
    while not reader.done():  # the driver shields its clean-up from the first, and gives up with the next
        reader.cancel()
        await asyncio.sleep(0)
    with suppress(asyncio.CancelledError):
        await reader
    assert set(threading.enumerate()) > before

    closing = asyncio.create_task(database.close())
    await asyncio.wait({closing}, timeout=0.05)
    assert not closing.done()
    go_on.set()
    await closing

    for thread in set(threading.enumerate()) - before:  # the very last step of a thread that has reported
        thread.join(timeout=5)
    assert set(threading.enumerate()) == before
