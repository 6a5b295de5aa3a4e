"""What is erased leaves SQLite's files, too: at once, or as soon as nobody reads an older state (F5)."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.core.contacts import Contact
from bot.core.notes import Note
from bot.store.store import SqlStore, open_store
from tests.support.stores import HandClock, contact, note, work

WORDS = b"heliotropes"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(f"sqlite:///{tmp_path / 'tactegic.db'}", HandClock())
    async with opened.write(work(key="k1")) as uow:
        await uow.of(Contact).put(contact(name="Zoë Quill"))
        await uow.of(Note).put(note(text=f"Zoë grows {WORDS.decode()}"))
    yield opened
    await opened.close()


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Another program that reads one state of the database, and keeps on reading it."""
    with closing(sqlite3.connect(folder / "tactegic.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM notes").fetchone() == (1,)
        yield
        reader.execute("COMMIT")


async def erase(store: SqlStore, key: str = "k2") -> None:
    async with store.write(work(key=key)) as uow:
        await uow.of(Note).remove("n1")
        await uow.of(Contact).remove("c1")
        uow.erase(("Zoë Quill",))


def holding(folder: Path) -> list[str]:
    """The names of the files that hold the words; the folder holds nothing but the database's files."""
    return sorted(path.name for path in folder.iterdir() if path.is_file() and WORDS in path.read_bytes())


async def test_nothing_is_left_where_nobody_reads(store: SqlStore, tmp_path: Path) -> None:
    assert holding(tmp_path)

    await erase(store)

    assert holding(tmp_path) == []
    assert not store.is_erasing


async def test_a_long_reader_delays_the_erasure_on_disk_and_does_not_prevent_it(
    store: SqlStore, tmp_path: Path
) -> None:
    with reading(tmp_path):
        await erase(store)
        assert holding(tmp_path), "the reader still sees the state before"
        assert store.is_erasing
        assert not await store.finish_erasing()
        async with store.write(work(key="k3")) as uow:  # others are not kept from writing
            await uow.of(Contact).put(contact(id="c2", name="Omar"))

    assert await store.finish_erasing()
    assert holding(tmp_path) == []
    assert not store.is_erasing


async def test_a_process_that_ended_meanwhile_is_made_up_for_at_the_next_start(
    store: SqlStore, tmp_path: Path
) -> None:
    with reading(tmp_path):
        await erase(store)
        await store.close()
        assert holding(tmp_path)

        again = await open_store(f"sqlite:///{tmp_path / 'tactegic.db'}", HandClock(), migrated=True)
        assert again.is_erasing
        await again.close()

    third = await open_store(f"sqlite:///{tmp_path / 'tactegic.db'}", HandClock(), migrated=True)
    assert (holding(tmp_path), third.is_erasing) == ([], False)
    await third.close()


async def test_a_mark_whose_commit_did_not_come_is_taken_away_by_the_next_tick(
    store: SqlStore, tmp_path: Path
) -> None:
    store._database.begin_forgetting()
    assert store.is_erasing

    assert await store.finish_erasing()

    assert not store.is_erasing
    assert holding(tmp_path), "nothing was erased"
