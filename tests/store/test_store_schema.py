from __future__ import annotations

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.store.database import Database
from bot.store.migrating import known_revisions, migrate, newest_revision
from bot.store.store import open_store
from bot.store.tables import metadata
from tests.support.databases import bare_database_url
from tests.support.stores import ANA, HandClock, note, work

__all__ = ["bare_database_url"]


def _differences(connection: Connection) -> list[object]:
    def is_ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and str(name).startswith("note_words"))

    options = {"compare_type": True, "include_object": is_ours}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_the_migrated_schema_equals_the_tables_of_the_code(bare_database_url: str) -> None:
    database = Database(bare_database_url)
    try:
        await migrate(database)
        await migrate(database)
        async with database.begin_migration() as connection:
            assert await connection.run_sync(_differences) == []
    finally:
        await database.close()


def test_the_newest_migration_is_known_by_its_name_without_loading_it() -> None:
    assert newest_revision() == known_revisions()[0]


async def test_replicas_that_start_together_migrate_once(bare_database_url: str, clock: HandClock) -> None:
    stores = await asyncio.gather(*(open_store(bare_database_url, clock) for _ in range(3)))
    for store in stores:
        await store.check()
        await store.close()


async def test_a_migration_that_fails_leaves_nothing(bare_database_url: str) -> None:
    database = Database(bare_database_url)
    try:
        async with database.begin_write() as connection:
            await connection.execute(text("CREATE TABLE touches (id TEXT)"))
        with pytest.raises(Exception, match="touches"):
            await migrate(database)
        async with database.begin_migration() as connection:
            names = await connection.run_sync(lambda sync: sync.dialect.get_table_names(sync))
        assert names == ["touches"]
    finally:
        await database.close()


async def test_keys_of_notes_and_members_are_listed_in_batches(database_url: str, clock: HandClock) -> None:
    from bot.core.members import Member
    from bot.core.notes import Note

    store = await open_store(database_url, clock, migrated=True)
    async with store.write(work()) as uow:
        for n in range(5):
            await uow.of(Note).put(note(id=f"n{n}"))
        member = Member(
            id=ANA.member,
            workspace=ANA.workspace,
            space=ANA.own,
            name="A",
            zone="UTC",
            created_at=clock.now(),
            refreshed_at=clock.now(),
        )
        await uow.of(Member).put(member)
    assert [each async for each in store.note_keys(ANA.workspace, batch=2)] == [
        (ANA.own, f"n{n}") for n in range(5)
    ]
    assert [each async for each in store.member_keys(batch=1)] == [(ANA.workspace, ANA.member)]
    await store.close()
