"""Connections that the server has closed meanwhile."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from bot.core.ports.errors import Unavailable
from bot.store.database import Database
from tests.support.databases import database_maker

pytestmark = pytest.mark.postgres


@contextlib.asynccontextmanager
async def connected(folder: Path, *, trusted_seconds: float) -> AsyncIterator[tuple[Database, str]]:
    with database_maker("postgres", folder) as make:
        url = make()
        database = Database(url, trusted_seconds=trusted_seconds)
        try:
            yield database, url
        finally:
            await database.close()


async def asked(database: Database) -> int:
    async with database.begin_read() as connection:
        return int((await connection.execute(text("SELECT 1"))).scalar_one())


async def close_all(url: str) -> None:
    """What a restart of the server does to connections that rest."""
    other = await asyncpg.connect(url)
    await other.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await other.close()


async def test_one_that_rested_is_replaced_unseen(tmp_path: Path) -> None:
    async with connected(tmp_path, trusted_seconds=0) as (database, url):
        assert await asked(database) == 1
        await close_all(url)
        assert await asked(database) == 1


async def test_one_that_was_used_just_now_is_tried_again(tmp_path: Path) -> None:
    async with connected(tmp_path, trusted_seconds=3600) as (database, url):
        assert await asked(database) == 1
        await close_all(url)
        with pytest.raises(Unavailable):
            await asked(database)
        assert await asked(database) == 1
