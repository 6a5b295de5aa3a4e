"""Short statements are executed where they are asked for; what may take long or waits goes to a thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select, text

from bot.core.ports.errors import Conflict
from bot.store.database import Database
from tests.support.statements import listening

THINGS = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("name", String))
MANY = 300
_A, _B, _C = (THINGS.alias(name) for name in "abc")
LONG = select(func.count()).select_from(_A.join(_B, _A.c.id > 0).join(_C, _C.c.id > 0)).where(_C.c.id < 20)
"""A million and more of rows are looked at."""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'a.db'}")
    async with made.begin_write() as connection:
        await connection.execute(text("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)"))
        await connection.execute(insert(THINGS), [{"name": f"thing {number}"} for number in range(MANY)])
    yield made
    await made.close()


async def test_what_is_short_goes_to_no_thread(database: Database) -> None:
    async with database.begin_read() as connection:
        await connection.execute(select(THINGS.c.name).where(THINGS.c.id == 1))
    with listening() as count:
        async with database.begin_read() as connection:
            found = await connection.scalar(select(THINGS.c.name).where(THINGS.c.id == 7))
    assert found == "thing 6"
    assert count.visits == 0


async def test_rows_are_added_at_once_in_a_transaction_that_holds_the_file(database: Database) -> None:
    with listening() as count:
        async with database.begin_write() as connection:
            await connection.execute(insert(THINGS), {"name": "first"})
            for number in range(5):
                await connection.execute(insert(THINGS), {"name": f"next {number}"})
    assert count.visits == 2  # the first statement begins, and the commit waits for the disk
    async with database.begin_read() as connection:
        assert await connection.scalar(select(func.count()).select_from(THINGS)) == MANY + 6


async def test_a_statement_that_is_its_own_transaction_and_writes_goes_to_the_thread(
    database: Database,
) -> None:
    with listening() as count:
        async with database.begin_write(alone=True) as connection:
            await connection.execute(insert(THINGS), {"name": "alone"})
    assert count.visits == 1


async def test_what_is_written_as_text_or_changes_rows_goes_to_the_thread(database: Database) -> None:
    with listening() as count:
        async with database.begin_read() as connection:
            await connection.execute(text("SELECT 1"))
        async with database.begin_write(alone=True) as connection:
            changing = text("UPDATE things SET name = 'other' WHERE id < 3 RETURNING id").columns(id=Integer)
            assert await connection.scalars(changing) == [1, 2]
        async with database.begin_write() as connection:
            await connection.execute(insert(THINGS), {"name": "new"})
            await connection.execute(THINGS.update().where(THINGS.c.id == 1).values(name="other"))
            await connection.execute(THINGS.delete().where(THINGS.c.id == 2))
    assert count.visits == 1 + 1 + 4


async def test_many_rows_are_added_in_the_thread(database: Database) -> None:
    with listening() as count:
        async with database.begin_write() as connection:
            await connection.execute(insert(THINGS), {"name": "first"})
            await connection.execute(insert(THINGS), [{"name": f"{number}"} for number in range(100)])
    assert count.visits == 3


async def test_a_long_one_is_ended_and_done_in_the_thread_from_then_on(database: Database) -> None:
    statement = LONG.where(_A.c.id > 1)
    for visits in (1, 1):
        with listening() as count:
            async with database.begin_read() as connection:
                assert await connection.scalar(statement) == (MANY - 1) * MANY * 19
                assert await connection.scalar(select(THINGS.c.name).where(THINGS.c.id == 7)) == "thing 6"
        assert count.visits == visits


async def test_nothing_of_a_transaction_is_lost_when_a_long_one_in_it_is_ended(database: Database) -> None:
    async with database.begin_write() as connection:
        await connection.execute(insert(THINGS), {"name": "before"})
        await connection.execute(insert(THINGS), {"name": "before, at once"})
        assert await connection.scalar(LONG.where(_A.c.id > 2)) == MANY * (MANY + 2) * 19
        await connection.execute(insert(THINGS), {"name": "after"})
    async with database.begin_read() as connection:
        names = await connection.scalars(
            select(THINGS.c.name).where(THINGS.c.id > MANY).order_by(THINGS.c.id)
        )
    assert names == ["before", "before, at once", "after"]


async def test_short_ones_stay_short_however_often_they_come(database: Database) -> None:
    """SQLite counts the steps of a kept statement on from one execution to the next."""
    statement = select(THINGS.c.id).where(THINGS.c.id < 200)
    async with database.begin_read() as connection:
        await connection.execute(statement)
        with listening() as count:
            for _ in range(300):
                assert len((await connection.execute(statement)).all()) == 199
    assert count.visits == 0


async def test_who_asks_again_and_again_lets_others_have_their_turn(database: Database) -> None:
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with database.begin_read() as connection:
        await connection.execute(select(THINGS.c.id).where(THINGS.c.id == 1))
    other = asyncio.create_task(count_turns())
    for _ in range(80):
        async with database.begin_read() as connection:
            await connection.execute(select(THINGS.c.id).where(THINGS.c.id == 1))
    other.cancel()
    assert turns >= 8


async def test_an_error_of_the_database_is_the_same_at_once(database: Database) -> None:
    for rows in ([5000, 5000], [1]):  # the second at once, the first in the thread
        with pytest.raises(Conflict):
            await _add(database, rows)
    async with database.begin_read() as connection:
        assert await connection.scalar(select(func.count()).where(THINGS.c.id == 5000)) == 0


async def _add(database: Database, rows: list[int]) -> None:
    async with database.begin_write() as connection:
        for row in rows:
            await connection.execute(insert(THINGS), {"id": row, "name": "again"})
