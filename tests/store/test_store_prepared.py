"""Statements that are compiled once are executed with their own values, by the types of their columns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, insert, select, text, tuple_

from bot.core.ports.errors import Conflict, Permanent
from bot.store.database import Database, insert_new
from bot.store.migrating import migrate
from bot.store.queues import inbox
from bot.store.tables import links, records

AT = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'a.db'}")
    await migrate(found)
    yield found
    await found.close()


def record(id: str, **other: Any) -> dict[str, Any]:
    given = {"kind": "K", "space": "m:U1", "created_at": AT, "body": {"of": id}}
    return {"workspace": "T1", "id": id, **given, **other}


def link(id: str, value: str) -> dict[str, str]:
    return {"workspace": "T1", "kind": "K", "field": "f", "value": value, "id": id}


async def test_a_kept_statement_takes_lists_of_any_length(database: Database) -> None:
    several = (
        select(records.c.id).where(records.c.id.in_(bindparam("ids", expanding=True))).order_by(records.c.id)
    )
    async with database.begin_write() as connection:
        await connection.execute(insert(records), [record(id) for id in "abc"])
        for ids in (["a", "c"], ["b"], [], ["a", "b", "c"], ["c", "x"], []):
            found = (await connection.scalars(several, {"ids": ids})).all()
            assert found == [id for id in "abc" if id in ids]


async def test_statements_of_one_form_keep_their_own_values(database: Database) -> None:
    async with database.begin_write() as connection:
        await connection.execute(insert(links), [link("a", "1"), link("b", "2")])
        for id, value in (("a", "1"), ("b", "2"), ("a", "2"), ("b", "2")):
            asked = select(links.c.value).where(links.c.id == id, links.c.value == value)
            there = (id, value) in (("a", "1"), ("b", "2"))
            assert (await connection.scalar(asked)) == (value if there else None)
        for pairs in ([("a", "1")], [("a", "1"), ("b", "2")], [("b", "1")]):
            asked = (
                select(links.c.id).where(tuple_(links.c.id, links.c.value).in_(pairs)).order_by(links.c.id)
            )
            assert (await connection.scalars(asked)).all() == [
                id for id, value in pairs if (id, value) != ("b", "1")
            ]


async def test_values_come_back_as_their_columns_say(database: Database) -> None:
    async with database.begin_write() as connection:
        await connection.execute(insert(records), record("a", due_at=None, state="open"))
        [row] = (await connection.execute(select(records))).mappings().all()
        await connection.execute(insert_new(connection, inbox), _envelope("k1"))
        new = insert_new(connection, inbox).returning(inbox.c.id)
        put = await connection.scalars(new, [_envelope("k1"), _envelope("k2"), _envelope("k3")])
        first = (await connection.execute(select(inbox).order_by(inbox.c.seq))).first()
        count = (await connection.execute(text("SELECT count(*) AS number FROM inbox"))).one()
    assert (row["created_at"], row["body"], row["due_at"], row["state"]) == (AT, {"of": "a"}, None, "open")
    assert put.all() == ["k2", "k3"]
    assert first is not None
    assert (first.payload, first.due, first.state, first.attempts) == ({"a": [1]}, None, "waiting", 0)
    assert count.number == 3


async def test_a_failed_transaction_leaves_nothing_and_its_connection_serves_the_next(
    database: Database,
) -> None:
    async def twice() -> None:
        async with database.begin_write() as connection:
            await connection.execute(insert(records), record("a"))
            await connection.execute(insert(records), record("a"))

    with pytest.raises(Conflict):
        await twice()
    with pytest.raises(Permanent):
        async with database.begin_write() as connection:
            await connection.execute(insert(records), record("b", state=object()))
    async with database.begin_write() as connection:
        assert (await connection.execute(delete(records))).rowcount == 0


async def test_more_transactions_than_there_are_connections_wait_for_one_another(database: Database) -> None:
    async def asked(number: int) -> int:
        async with database.begin_read() as connection:
            return int(await connection.scalar(text("SELECT :number"), {"number": number}))

    assert await asyncio.gather(*(asked(number) for number in range(60))) == list(range(60))


def _envelope(key: str) -> dict[str, Any]:
    common = {"workspace": "T1", "member": "U1", "ordering_key": "l", "source": "command"}
    return {"id": key, **common, "payload": {"a": [1]}, "due": None}
