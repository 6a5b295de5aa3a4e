"""An installation moves from SQLite to PostgreSQL whole, and goes on working there."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.backup.moving import move
from bot.backup.words import BadBackup, NotReplaced
from bot.config import load_settings
from bot.core.contacts import Contact
from bot.core.notes import Note, Touch
from bot.core.ports.store import Restored
from bot.operating import move_to
from bot.store.buffer import IntakeBuffer
from bot.store.copying import NotTheSame, compare, contents, copied_tables
from bot.store.database import Database
from bot.store.moving import BufferedRows
from tests.backup.backup_support import fill, opened
from tests.support.databases import database_maker
from tests.support.stores import ANA, envelope, note, work

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


@pytest.fixture
def target(tmp_path: Path) -> Iterator[str]:
    with database_maker("postgres", tmp_path) as make:
        yield make()


async def filled(path: Path) -> None:
    async with opened(f"sqlite:///{path}") as store:
        await fill(store)
        async with store.write(work(key="many")) as uow:
            for number in range(1200):  # more than one batch
                await uow.of(Note).put(note(id=f"many{number}", text=f"sailing number {number}"))


def left_over(folder: Path) -> list[Path]:
    return list(folder.glob("*moving*"))


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def test_the_bot_goes_on_where_it_was(tmp_path: Path, target: str) -> None:
    source = tmp_path / "tactegic.db"
    await filled(source)
    url = f"sqlite:///{source}"
    async with opened(url) as store, store.write(work(key="renames")) as uow:
        lars = await uow.of(Contact).get("lars")
        await uow.of(Contact).put(replace(lars, name="Lars Changed"))
    before = fingerprint(source)

    count = await move(source, target)

    assert count > 1200
    assert fingerprint(source) == before
    assert not left_over(tmp_path)
    async with opened(target) as store:
        async with store.read(ANA) as reader:
            assert await reader.of(Note).count() == 1203
            touch = await reader.of(Touch).get("t1")
            assert (touch.serves_future, touch.created_at.microsecond) == (True, 7)
            assert [hit.note_id for hit in await reader.search_notes("vellum", limit=3)] == ["other"]
        async with store.write(work(key="undoes")) as uow:  # an old change is undone
            restored = await uow.undo(work(key="renames").change)
        assert isinstance(restored[0], Restored)
        [claimed] = await store.inbox.claim(limit=1, lease_seconds=30)
        async with store.write(work(key=claimed.envelope.key, lease=claimed.lease)) as uow:
            await uow.of(Note).put(note(id="made", text="made of what waited"))
        async with store.read(ANA) as reader:
            assert (await reader.of(Contact).get("lars")).name == "Lars “Łukasz” Øre 🙂"
            assert await reader.of(Note).count(id="made") == 1


async def test_a_target_with_rows_is_refused_and_left_alone(tmp_path: Path, target: str) -> None:
    source = tmp_path / "tactegic.db"
    async with opened(f"sqlite:///{source}") as store:
        await fill(store)
    async with opened(target) as store, store.write(work(key="there")) as uow:
        await uow.of(Note).put(note(id="there", text="there already"))

    with pytest.raises(NotReplaced, match="not empty"):
        await move(source, target)

    async with opened(target) as store, store.read(ANA) as reader:
        assert [each.id for each in await reader.of(Note).find()] == ["there"]


async def test_a_move_that_was_interrupted_can_be_begun_again(tmp_path: Path, target: str) -> None:
    source = tmp_path / "tactegic.db"
    async with opened(f"sqlite:///{source}") as store:
        await fill(store)

    async def dies(table: str, _: int) -> None:
        if table == "notes":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await move(source, target, dies)

    assert await move(source, target) > 10


async def test_a_table_that_is_not_known_is_refused(tmp_path: Path, target: str) -> None:
    source = tmp_path / "tactegic.db"
    async with opened(f"sqlite:///{source}") as store:
        await fill(store)
    with closing(sqlite3.connect(source)) as file:
        file.execute("CREATE TABLE of_tomorrow (id TEXT)")

    with pytest.raises(BadBackup, match="of_tomorrow"):
        await move(source, target)


async def test_one_changed_row_is_noticed(tmp_path: Path, target: str) -> None:
    source = tmp_path / "tactegic.db"
    async with opened(f"sqlite:///{source}") as store:
        await fill(store)
    await move(source, target)
    old, new = Database(f"sqlite:///{source}"), Database(target)
    async with new.begin_write() as connection:
        await connection.execute(text("UPDATE touches SET serves_future = false"))

    async with old.begin_read() as was, new.begin_read() as now:
        with pytest.raises(NotTheSame, match=r"^touches$"):
            compare(await contents(was), await contents(now))
    await old.close()
    await new.close()


async def test_every_table_of_the_schema_is_copied(tmp_path: Path) -> None:
    async with opened(f"sqlite:///{tmp_path / 'tactegic.db'}") as store:
        await fill(store)
    with closing(sqlite3.connect(tmp_path / "tactegic.db")) as file:
        made = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    others = {name for name in made if name.startswith(("note_words", "alembic_version", "sqlite_"))}

    assert made - others == {table.name for table in copied_tables()}


async def test_what_is_not_there_is_not_moved(tmp_path: Path, target: str) -> None:
    with pytest.raises(BadBackup, match="is not there"):
        await move(tmp_path / "tactegic.db", target)


async def test_what_the_intake_took_in_is_not_left_behind(
    tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tactegic.db"
    async with opened(f"sqlite:///{path}") as store:
        await fill(store)
    buffer = IntakeBuffer(tmp_path / "tactegic.db.intake")
    await buffer.accept(envelope("k1"))
    await buffer.close()
    said: list[str] = []
    monkeypatch.setenv("TACTEGIC_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("TACTEGIC_DATABASE_URL", raising=False)
    settings = load_settings()

    with pytest.raises(NotReplaced, match="1 messages that were taken in are not in the database yet"):
        await move_to(settings, target, say=said.append, show=said.append)
    rows = BufferedRows(tmp_path / "tactegic.db.intake")
    await rows.set_aside(1)
    with pytest.raises(NotReplaced, match=r"1 messages .* are set aside in tactegic.db.intake"):
        await move_to(settings, target, say=said.append, show=said.append)
    await rows.take_back()
    await rows.remove(1)
    await rows.close()
    await move_to(settings, target, say=said.append, show=lambda _: None)

    assert "each compared with the row" in said[0]
