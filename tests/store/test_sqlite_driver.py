"""Connections of SQLite are closed, whoever stops waiting for them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil

from bot.store.sqlite_driver import SqliteConnection, SqliteConnections


def still_open(path: Path) -> list[str]:
    return [each.path for each in psutil.Process().open_files() if each.path.startswith(str(path))]


async def test_a_connection_is_closed_though_nobody_waited_until_it_was_open(tmp_path: Path) -> None:
    connections, path = SqliteConnections(), tmp_path / "some.db"
    kept: list[SqliteConnection] = []
    for turns in range(8):  # cancelled before, while and after the thread opens it
        kept.append(connections.connect(str(path), timeout=5.0))
        opening = asyncio.ensure_future(_opened(kept[-1]))
        for _ in range(turns):
            await asyncio.sleep(0)
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
    await connections.end()
    assert path.exists()
    assert still_open(path) == []


async def _opened(connection: SqliteConnection) -> None:
    await connection
