"""A damaged SQLite file is noticed after a kill, and one that is whole is not suspected."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.checking import CleanEnd, is_damaged
from bot.store.store import open_store
from tests.support.stores import HandClock


def spoil(path: Path) -> None:
    """Write garbage over a page of a table."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'commitments'").fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file_:
        file_.seek((page - 1) * size)
        file_.write(os.urandom(size))


async def new_database(path: Path) -> None:
    store = await open_store(f"sqlite:///{path}", HandClock())
    await store.close()


@pytest.mark.parametrize("spoiled", [False, True])
async def test_after_a_kill_the_file_is_read(tmp_path: Path, spoiled: bool) -> None:
    path = tmp_path / "tactegic.db"
    await new_database(path)
    killed = CleanEnd(path)
    assert killed.was_clean
    if spoiled:
        spoil(path)

    after = CleanEnd(path)

    assert not after.was_clean
    assert await after.look() == spoiled
    assert is_damaged(path) == spoiled


async def test_a_store_that_was_closed_leaves_no_suspicion(tmp_path: Path) -> None:
    path = tmp_path / "tactegic.db"
    store = await open_store(f"sqlite:///{path}", HandClock())
    await store.check_after_kill()
    assert not CleanEnd(path).was_clean

    await store.close()

    assert CleanEnd(path).was_clean


async def test_a_store_says_whether_its_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "tactegic.db"
    await new_database(path)
    spoil(path)
    store = await open_store(f"sqlite:///{path}", HandClock(), migrated=True)
    assert await store.is_damaged()
    await store.close()
