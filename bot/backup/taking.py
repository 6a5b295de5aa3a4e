"""Takes a backup of a database of either kind, consistent while the bot runs."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from pathlib import Path

from bot.backup.file import About, copy_sqlite, create, remove, seal
from bot.backup.words import BadBackup
from bot.store.copying import UnknownTable, copy, newest
from bot.store.database import Database
from bot.store.migrating import migrate


async def take_backup(url: str, file: Path, now: datetime) -> About:
    """Write a backup of the database at this URL, which is up to date; raises BadBackup, Unavailable.

    The file takes its name when it is complete; until then it has `.part` at its end.
    """
    part = await asyncio.to_thread(_begun, file)
    try:
        last = await _copied(url, part)
        about = await asyncio.to_thread(seal, part, now.isoformat(), last.isoformat() if last else "")
        _name(part, file)
    finally:
        await asyncio.to_thread(remove, part)
    return about


def _begun(file: Path) -> Path:
    if file.exists():
        raise BadBackup(f"{file} is there already: name a file that is not.")
    part = file.with_name(f"{file.name}.part")
    remove(part)
    create(part)
    return part


async def _copied(url: str, part: Path) -> datetime | None:
    """Fill the file with all rows of one moment, and return when the last change was."""
    source, target = Database(url), Database(f"sqlite:///{part}")
    try:
        if source.path is not None:
            await asyncio.to_thread(copy_sqlite, source.path, part)
        else:
            await migrate(target)
            async with source.begin_read() as old, target.begin_write() as new:
                await copy(old, new)
        async with target.begin_read() as connection:
            return await newest(connection)
    except UnknownTable as error:
        raise BadBackup(f"The database holds tables that this version does not know: {error}.") from None
    finally:
        await source.close()
        await target.close()


def _name(part: Path, file: Path) -> None:
    """Give a finished file its name, never over another one."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise BadBackup(f"{file} is there already: name a file that is not.") from None
    except OSError:  # a file system without hard links
        part.rename(file)
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
