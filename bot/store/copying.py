"""Copies every row from one database to another of either kind, and proves that none has changed.

A row's fingerprint is made of its values as Python knows them, so that it is the same on SQLite and on
PostgreSQL; a table's is the sum of its rows', which no order changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, delete, func, inspect, select, text, tuple_

from bot.store import queues, receipts, schedule, tables
from bot.store.connection import DatabaseConnection
from bot.store.lexical import WordIndex
from bot.store.sqlite_session import SqliteSession
from bot.store.tables import metadata, notes

HEARD = (queues, receipts, schedule, tables)
"""The modules that add their tables to `metadata`."""
_BATCH = 500
_NOT_ROWS = ("alembic_version", "note_words", "backup_about")
"""Tables that hold no rows of the store: the schema's version, and what is made from the notes."""

Told = Callable[[str, int], Awaitable[None]]
"""Is told a table's name and how many of its rows are copied."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How many rows a table has, and their common fingerprint."""

    rows: int
    fingerprint: str


class UnknownTable(Exception):
    """The database has a table that this version knows nothing of."""


class NotTheSame(Exception):
    """Rows of a copy are others than those they were made of; the text names the tables."""


def copied_tables() -> list[Table]:
    """Every table that holds rows of the store."""
    return list(metadata.sorted_tables)


async def check_tables(connection: DatabaseConnection) -> None:
    """Raise UnknownTable where something would not be copied, since it is not known here."""
    names = await _names(connection)
    known = {table.name for table in copied_tables()}
    strange = sorted(each for each in names - known if not each.startswith(_NOT_ROWS))
    if strange:
        raise UnknownTable(", ".join(strange))


async def _names(connection: DatabaseConnection) -> set[str]:
    """The names of all tables that are there."""
    if isinstance(connection, SqliteSession):
        listed = text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        )
        return set(await connection.scalars(listed))
    return set(await connection.run_sync(lambda each: inspect(each).get_table_names()))


async def is_empty(connection: DatabaseConnection) -> bool:
    """Whether there is no row in any table that is there."""
    there = await _names(connection)
    for table in copied_tables():
        if table.name in there and (await connection.execute(select(table).limit(1))).first() is not None:
            return False
    return True


async def newest(connection: DatabaseConnection) -> datetime | None:
    """The time of the last change that any row tells; None in an empty database."""
    found: list[datetime] = []
    for table in copied_tables():
        for name in ("created_at", "at", "refreshed_at"):
            if name in table.c:
                latest = await connection.scalar(select(func.max(table.c[name], type_=table.c[name].type)))
                found += [latest] if latest is not None else []
    return max(found, default=None)


async def empty(connection: DatabaseConnection) -> None:
    """Delete every row."""
    for table in reversed(copied_tables()):
        await connection.execute(delete(table))
    await connection.execute(text("DELETE FROM note_words"))


async def copy(source: DatabaseConnection, target: DatabaseConnection, told: Told | None = None) -> None:
    """Copy all rows into empty tables, make the index of words, and let numbers go on where they were."""
    await check_tables(source)
    for table in copied_tables():
        done = 0
        async for rows in _batches(source, table):
            await target.execute(table.insert(), [_by_key(table, row) for row in rows])
            done += len(rows)
            if told is not None:
                await told(table.name, done)
    await _index_words(target)
    if target.dialect.name == "postgresql":
        await _move_sequences(target)


async def contents(connection: DatabaseConnection) -> dict[str, Contents]:
    """What is in each table."""
    found: dict[str, Contents] = {}
    for table in copied_tables():
        count, total = 0, 0
        async for rows in _batches(connection, table):
            for row in rows:
                total += int.from_bytes(_fingerprint(row), "big")
            count += len(rows)
        found[table.name] = Contents(count, f"{total % (1 << 256):064x}")
    return found


def compare(was: dict[str, Contents], now: dict[str, Contents]) -> None:
    """Raise NotTheSame where a table holds other rows than it should."""
    wrong = sorted(name for name in {*was, *now} if was.get(name) != now.get(name))
    if wrong:
        raise NotTheSame(", ".join(wrong))


async def _batches(connection: DatabaseConnection, table: Table) -> AsyncIterator[Sequence[Any]]:
    """All rows, in the order of their key, so many at a time, with no cursor open in between."""
    key: list[Column[Any]] = list(table.primary_key.columns)
    last: tuple[Any, ...] | None = None
    while True:
        statement = select(*table.c).order_by(*key).limit(_BATCH)
        if last is not None:
            statement = statement.where(key[0] > last[0] if len(key) == 1 else tuple_(*key) > tuple_(*last))
        rows = (await connection.execute(statement)).all()
        if rows:
            yield rows
        if len(rows) < _BATCH:
            return
        places = [list(table.c).index(column) for column in key]
        last = tuple(rows[-1][place] for place in places)


def _by_key(table: Table, row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(table.c.keys(), row, strict=True))


def _fingerprint(row: Sequence[Any]) -> bytes:
    plain = json.dumps([_plain(value) for value in row], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).digest()


def _plain(value: Any) -> Any:
    """A value in JSON types that are the same wherever it comes from: PostgreSQL's JSON knows no 1.0."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


async def _index_words(target: DatabaseConnection) -> None:
    words = WordIndex(target)
    async for rows in _batches(target, notes):
        for row in rows:
            await words.learn(_by_key(notes, row))


async def _move_sequences(target: DatabaseConnection) -> None:
    """Let the next row get a number that no copied one has."""
    for table in copied_tables():
        if "seq" in table.c:
            sequence = f"pg_get_serial_sequence('{table.name}', 'seq')"
            highest = f"(SELECT max(seq) FROM {table.name})"
            await target.execute(text(f"SELECT setval({sequence}, {highest}) WHERE {highest} IS NOT NULL"))
