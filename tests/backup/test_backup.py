"""A backup is one file, taken while the bot works, that proves what is in it; restoring puts all back."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.backup.file import verify
from bot.backup.restoring import restore_backup
from bot.backup.taking import take_backup
from bot.backup.words import BadBackup, NotReplaced
from bot.core.contacts import Contact
from bot.core.notes import Note
from bot.store.copying import Contents, contents
from bot.store.database import Database
from tests.backup.backup_support import PAULA, fill, opened
from tests.support.databases import NewDatabase, database_maker
from tests.support.stores import ANA, HandClock, note, work

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def named(folder: Path, pattern: str) -> list[str]:
    return [each.name for each in folder.glob(pattern)]


async def contents_of(url: str) -> dict[str, Contents]:
    database = Database(url)
    async with database.begin_read() as connection:
        found = await contents(connection)
    await database.close()
    return found


async def test_everything_comes_back(new_database: NewDatabase, tmp_path: Path) -> None:
    url, other = new_database(), new_database()
    async with opened(url) as store:
        await fill(store)
        was = await contents_of(url)
        about = await take_backup(url, tmp_path / "backup", NOW)
    assert about.rows > 10

    await restore_backup(other, tmp_path / "backup", HandClock())

    assert await contents_of(other) == was
    async with opened(other) as store:
        async with store.read(ANA) as reader:
            assert (await reader.of(Contact).get("lars")).name == "Lars “Łukasz” Øre 🙂"
            assert [hit.note_id for hit in await reader.search_notes("vellum", limit=3)] == ["other"]
        async with store.write(work(key="new")) as uow:  # numbers go on where they were
            await uow.of(Note).put(note(id="new", text="one more note"))


async def test_a_backup_is_private_and_never_takes_another_files_place(
    database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    async with opened(database_url) as store:
        await fill(store)
        await take_backup(database_url, file, NOW)
        before = file.read_bytes()

        with pytest.raises(BadBackup, match="is there already"):
            await take_backup(database_url, file, NOW)

    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes() == before
    assert named(tmp_path, "backup*") == ["backup"]


async def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(
    database_url: str, tmp_path: Path
) -> None:
    async with opened(database_url) as store:
        await fill(store)

        async def write() -> None:
            for number in range(40):
                async with store.write(work(key=f"pair {number}")) as uow:
                    await uow.of(Note).put(note(id=f"left{number}", text="left"))
                    await uow.of(Note).put(note(id=f"right{number}", text="right"))

        await asyncio.gather(write(), take_backup(database_url, tmp_path / "backup", NOW))

    with closing(sqlite3.connect(tmp_path / "backup")) as file:
        ids = {id for (id,) in file.execute("SELECT id FROM notes")}
    lefts = {id.removeprefix("left") for id in ids if id.startswith("left")}
    assert lefts == {id.removeprefix("right") for id in ids if id.startswith("right")}


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
async def test_a_damaged_backup_is_refused_and_nothing_changes(tmp_path: Path, place: float) -> None:
    url = f"sqlite:///{tmp_path / 'tactegic.db'}"
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "backup", NOW)
    was = await contents_of(url)
    size = (tmp_path / "backup").stat().st_size
    with (tmp_path / "backup").open("r+b") as file:
        file.truncate(int(size * place))

    with pytest.raises(BadBackup, match="damaged"):
        await restore_backup(url, tmp_path / "backup", HandClock(), force=True)

    assert await contents_of(url) == was
    assert named(tmp_path, "*.restoring*") == []


async def test_a_value_that_was_changed_in_a_backup_is_noticed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tactegic.db'}"
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "backup", NOW)
    with closing(sqlite3.connect(tmp_path / "backup")) as file, file:
        file.execute("UPDATE notes SET text = 'forged' WHERE id = 'other'")

    with pytest.raises(BadBackup, match="not what was put into it"):
        verify(tmp_path / "backup", Path("backup"))


async def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tactegic.db'}"
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "backup", NOW)
    with closing(sqlite3.connect(tmp_path / "backup")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(BadBackup, match="newer version"):
        await restore_backup(url, tmp_path / "backup", HandClock(), force=True)


async def test_newer_data_is_replaced_only_by_force(database_url: str, tmp_path: Path) -> None:
    clock = HandClock()
    async with opened(database_url, clock) as store:
        await fill(store)
        await take_backup(database_url, tmp_path / "backup", NOW)
        clock.pass_seconds(3600)
        async with store.write(work(key="later")) as uow:
            await uow.of(Note).put(note(id="later", text="later", created_at=clock.now()))

    with pytest.raises(NotReplaced, match="With --force"):
        await restore_backup(database_url, tmp_path / "backup", clock)
    async with opened(database_url) as store, store.read(ANA) as reader:
        assert await reader.of(Note).count(id="later") == 1

    await restore_backup(database_url, tmp_path / "backup", clock, force=True)

    async with opened(database_url) as store, store.read(ANA) as reader:
        assert await reader.of(Note).count(id="later") == 0
        assert await reader.of(Contact).count(id=PAULA) == 1


@pytest.mark.postgres
async def test_a_database_that_others_use_is_refused(tmp_path: Path) -> None:
    with database_maker("postgres", tmp_path) as make:
        url = make()
        async with opened(url) as store:
            await fill(store)
            await take_backup(url, tmp_path / "backup", NOW)

            with pytest.raises(NotReplaced, match="in use"):
                await restore_backup(url, tmp_path / "backup", HandClock(), force=True)


async def test_a_database_that_cannot_be_read_is_replaced_and_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "tactegic.db"
    url = f"sqlite:///{path}"
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "backup", NOW)
    path.write_bytes(b"x" * 5000)

    done = await restore_backup(url, tmp_path / "backup", HandClock())

    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == b"x" * 5000
    async with opened(url) as store:
        async with store.read(ANA) as reader:
            assert await reader.of(Contact).count(id=PAULA) == 1
        async with store.write(work(key="erasing")) as uow:  # an erasure takes what was set aside along
            uow.erase(())
            await uow.of(Note).remove("other")
    assert named(tmp_path, "*.replaced-*") == []
