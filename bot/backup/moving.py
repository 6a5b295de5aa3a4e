"""Moves an installation from SQLite to PostgreSQL: every row, in one transaction, and compared."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.backup.file import copy_sqlite, create, remove
from bot.backup.words import BadBackup, NotReplaced
from bot.store.checking import is_damaged
from bot.store.copying import Told, UnknownTable, compare, contents, copy, is_empty
from bot.store.database import Database
from bot.store.migrating import migrate


async def move(source: Path, target_url: str, told: Told | None = None) -> int:
    """Copy all rows of a SQLite file into an empty PostgreSQL database; return how many they are.

    The source stays as it is: a copy of it is read, since it may have to be brought up to date first. A move
    that was interrupted leaves the target empty. Raises BadBackup, NotReplaced, NotTheSame, Unavailable.
    """
    if not target_url.startswith(("postgresql://", "postgres://")):
        raise NotReplaced(
            "--to is the address of a PostgreSQL database: postgresql://user:password@host/name."
        )
    staged = source.with_name(f"{source.name}.moving")
    await asyncio.to_thread(_copied, source, staged)
    old, new = Database(f"sqlite:///{staged}"), Database(target_url)
    try:
        await migrate(old)
        await _check_empty(new)
        await migrate(new)
        return await _moved(old, new, told)
    except UnknownTable as error:
        raise BadBackup(f"It holds tables that this version does not know: {error}.") from None
    finally:
        await old.close()
        await new.close()
        await asyncio.to_thread(remove, staged)


def _copied(source: Path, staged: Path) -> None:
    if not source.exists():
        raise BadBackup(f"There is no database to move: {source} is not there.")
    if is_damaged(source):
        raise BadBackup("The database is damaged: see docs/operations.md for the way back.")
    remove(staged)
    create(staged)
    copy_sqlite(source, staged)


async def _check_empty(target: Database) -> None:
    async with target.begin_read() as connection:
        if not await is_empty(connection):
            raise NotReplaced("The target is not empty: name a database without rows. Nothing was changed.")


async def _moved(old: Database, new: Database, told: Told | None) -> int:
    async with old.begin_read() as source, new.begin_write() as target:
        if not await is_empty(target):  # somebody was faster
            raise NotReplaced("The target is not empty: name a database without rows. Nothing was changed.")
        await copy(source, target, told)
        was = await contents(source)
        compare(was, await contents(target))
    return sum(each.rows for each in was.values())
