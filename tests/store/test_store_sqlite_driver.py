"""No thread of SQLite outlives the store, however its last statement ended."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from bot.store.database import Database
from bot.store.sqlite_session import SqliteSession


async def test_closing_waits_for_a_statement_that_nobody_waits_for_any_more(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    loop, begun, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def dawdle() -> int:
        loop.call_soon_threadsafe(begun.set)
        return int(go_on.wait(timeout=30))

    async def read() -> None:
        async with database.begin_read() as connection:
            assert isinstance(connection, SqliteSession)
            driver = connection.driver
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


async def test_a_transaction_begins_with_its_first_statement_and_ends_with_its_commit(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    try:
        async with database.begin_write() as connection:
            assert isinstance(connection, SqliteSession)
            driver = connection.driver
            assert not driver.in_transaction
            await connection.execute(text("CREATE TABLE one (id TEXT)"))
            assert driver.in_transaction
        assert not driver.in_transaction
        async with database.begin_write(alone=True) as connection:
            await connection.execute(text("INSERT INTO one VALUES ('a')"))
        async with database.begin_read() as connection:
            assert (await connection.scalars(text("SELECT id FROM one"))).all() == ["a"]
    finally:
        await database.close()


async def test_nothing_is_left_open_by_who_was_cancelled_in_the_middle_of_a_statement(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    loop, begun, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def dawdle() -> int:
        loop.call_soon_threadsafe(begun.set)
        return int(go_on.wait(timeout=30))

    async def write() -> None:
        async with database.begin_write() as connection:
            assert isinstance(connection, SqliteSession)
            driver = connection.driver
            await driver.create_function("dawdle", 0, dawdle)
            await connection.execute(text("INSERT INTO one SELECT dawdle()"))

    try:
        async with database.begin_write() as connection:
            await connection.execute(text("CREATE TABLE one (id TEXT)"))
        writer = asyncio.create_task(write())
        await begun.wait()
        writer.cancel()
        go_on.set()
        with suppress(asyncio.CancelledError):
            await writer
        async with asyncio.timeout(20), database.begin_write() as connection:
            await connection.execute(text("INSERT INTO one VALUES ('b')"))
        async with database.begin_read() as connection:
            assert (await connection.scalars(text("SELECT id FROM one"))).all() == ["b"]
    finally:
        go_on.set()
        await database.close()
