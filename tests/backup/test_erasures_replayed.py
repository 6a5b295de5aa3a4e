"""What was erased after a backup is gone again when that one is restored: rows, words, journal, posts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.backup.restoring import restore_backup
from bot.backup.taking import take_backup
from bot.core.contacts import Contact
from bot.core.notes import Note
from bot.core.threads import Draft
from bot.features.people.contracts.removing import take_out
from bot.store.database import Database
from bot.store.receipts import read_receipt_file, read_receipts
from bot.store.store import SqlStore
from tests.backup.backup_support import PAULA, fill, holding, opened
from tests.support.databases import NewDatabase
from tests.support.stores import ANA, HandClock, work

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
WORDS = ("Paula", "Polly", "zebra")
"""What only the erased person and what hangs on her say."""


async def erase_paula(store: SqlStore) -> None:
    async with store.write(work(key="erasing")) as uow:
        paula = await uow.of(Contact).get(PAULA)
        uow.erase((paula.name, *paula.aliases))
        await uow.of(Note).remove("alone")
        await uow.of(Draft).remove("d1")
        await take_out(uow, paula)


async def queued_for_the_index(url: str) -> list[str]:
    database = Database(url)
    async with database.begin_read() as connection:
        rows = (await connection.execute(text("SELECT payload FROM inbox WHERE state = 'waiting'"))).all()
    await database.close()
    return [str(payload) for (payload,) in rows if "IndexNotes" in str(payload)]


async def test_what_was_erased_after_the_backup_does_not_come_back(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    url = new_database()
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "backup", NOW)
        await erase_paula(store)
        assert {word: await holding(url, word) for word in WORDS} == {word: [] for word in WORDS}

    done = await restore_backup(url, tmp_path / "backup", HandClock(), force=True)

    assert done.erased_again == 1
    assert {word: await holding(url, word) for word in WORDS} == {word: [] for word in WORDS}
    async with opened(url) as store, store.read(ANA) as reader:
        left = await reader.of(Note).find()
        assert sorted(each.id for each in left) == ["both", "other"]
        assert all(PAULA not in each.contact_ids for each in left)
        assert await reader.search_notes("zebras", limit=3) == []
    assert any("alone" in payload for payload in await queued_for_the_index(url))


async def test_a_second_restoring_erases_as_well(new_database: NewDatabase, tmp_path: Path) -> None:
    url = new_database()
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "old", NOW)
        await erase_paula(store)
    await restore_backup(url, tmp_path / "old", HandClock(), force=True)

    done = await restore_backup(url, tmp_path / "old", HandClock(), force=True)

    assert done.erased_again >= 1
    assert await holding(url, "Paula") == []


async def test_all_that_was_a_leavers_own_is_gone_again(new_database: NewDatabase, tmp_path: Path) -> None:
    url = new_database()
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "backup", NOW)
        async with store.write(work(key="leaving")) as uow:
            await uow.erase_own()

    await restore_backup(url, tmp_path / "backup", HandClock(), force=True)

    assert {word: await holding(url, word) for word in (*WORDS, "Lars")} == {
        word: [] for word in (*WORDS, "Lars")
    }


async def test_receipts_beside_a_database_that_is_lost_are_enough(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tactegic.db'}"
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "backup", NOW)
        await erase_paula(store)
    (tmp_path / "tactegic.db").write_bytes(b"no database at all")

    done = await restore_backup(url, tmp_path / "backup", HandClock())

    assert done.erased_again == 1
    assert await holding(url, "Paula") == []


async def test_a_newer_backup_knows_of_erasures_for_an_older_one(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    url, other = new_database(), new_database()
    async with opened(url) as store:
        await fill(store)
        await take_backup(url, tmp_path / "old", NOW)
        await erase_paula(store)
        await take_backup(url, tmp_path / "new", NOW)

    done = await restore_backup(other, tmp_path / "old", HandClock(), receipts=[tmp_path / "new"])

    assert done.erased_again == 1
    assert await holding(other, "Paula") == []


async def test_receipts_hold_ids_and_no_words(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tactegic.db'}"
    async with opened(url) as store:
        await fill(store)
        await erase_paula(store)
    file = tmp_path / "tactegic.db.receipts"
    written = file.read_text()

    assert file.stat().st_mode & 0o777 == 0o600
    assert not any(word in written for word in (*WORDS, "Lars", "quartz"))
    [receipt] = read_receipt_file(file)
    assert ("Contact", PAULA) in receipt.gone
    assert ("Note", "alone") in receipt.gone
    database = Database(url)
    async with database.begin_read() as connection:
        assert await read_receipts(connection) == [receipt]
    await database.close()
