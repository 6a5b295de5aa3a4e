"""Puts a backup in the place of what there is: checked, not over newer data, and with erasures replayed."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from bot.backup.file import About, create, remove, settle, unseal, verify
from bot.backup.replaying import replay
from bot.backup.words import BadBackup, NotReplaced
from bot.core.ports.time import Clock
from bot.store import replaced
from bot.store.checking import is_damaged
from bot.store.copying import compare, contents, copy, empty, is_empty, newest
from bot.store.database import Database
from bot.store.migrating import migrate
from bot.store.receipts import Receipt, read_receipt_file, read_receipts, receipt_file
from bot.store.store import open_store

_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """What was put back."""

    about: About
    erased_again: int
    """Erasures that happened after the backup, and were done again."""
    set_aside: Path | None
    """Where the database is that was there before."""


async def restore_backup(
    url: str, file: Path, clock: Clock, *, force: bool = False, receipts: Collection[Path] = ()
) -> RestoredBackup:
    """Put a backup into the database at this URL, which nobody else may have open.

    `receipts` are further files that may know of erasures: those beside a database, and newer backups. Raises
    BadBackup, NotReplaced, Unavailable.
    """
    with _stage(url) as stage:
        about = await asyncio.to_thread(_unpacked, file, stage)
        there = await _look(url)
        _check(about, there, force=force)
        erased = [*there.receipts, *[each for path in receipts for each in await _receipts_in(path)]]
        replayed = await _prepare(stage, erased, clock)
        place = await _install(url, stage, clock.now())
    return RestoredBackup(about, len(replayed), place)


@contextmanager
def _stage(url: str) -> Iterator[Path]:
    """A file to prepare the database in: beside SQLite's own, so that it need only be renamed."""
    path = Database(url).path
    if path is not None:
        stage = path.with_name(f"{path.name}.restoring")
        try:
            yield stage
        finally:
            remove(stage)
            (receipt_file(stage) or stage).unlink(missing_ok=True)
        return
    with tempfile.TemporaryDirectory(prefix="tactegic-restoring-") as folder:
        yield Path(folder) / "tactegic.db"


def _unpacked(file: Path, stage: Path) -> About:
    """Copy a backup, so that it stays as it is, and check the copy."""
    remove(stage)
    create(stage)
    try:
        shutil.copyfile(file, stage)
    except OSError as error:
        raise BadBackup(f"{file} cannot be read ({error.strerror}).") from None
    about = verify(stage, file)
    unseal(stage)
    return about


@dataclass(frozen=True, slots=True)
class _There:
    """What stands where the backup is to go."""

    newest: datetime | None
    receipts: list[Receipt]
    others: int = 0
    """Connections of others, with PostgreSQL."""


async def _look(url: str) -> _There:
    """Read what is there; a SQLite database that is damaged counts as none: that is what backups are for."""
    database = Database(url)
    beside = receipt_file(database.path)
    known = read_receipt_file(beside) if beside else []
    try:
        if database.path is not None and await asyncio.to_thread(_is_of_no_use, database.path):
            return _There(None, known)
        await migrate(database)
        async with database.begin_read() as connection:
            others = 0 if database.is_sqlite else int(await connection.scalar(text(_OTHERS)) or 0)
            return _There(await newest(connection), [*known, *await read_receipts(connection)], others)
    finally:
        await database.close()


def _is_of_no_use(path: Path) -> bool:
    return not path.exists() or is_damaged(path)


def _check(about: About, there: _There, *, force: bool) -> None:
    if there.others:
        raise NotReplaced("The database is in use: stop the bot, and whatever else is connected to it.")
    if force or there.newest is None:
        return
    was = datetime.fromisoformat(about.newest) if about.newest else datetime.min.replace(tzinfo=UTC)
    if there.newest > was:
        raise NotReplaced(
            f"What is there was changed on {there.newest:%Y-%m-%d at %H:%M} UTC, after this backup was made. "
            "With --force the backup takes its place."
        )


async def _receipts_in(path: Path) -> list[Receipt]:
    """The receipts in a file of them, or in a backup; raises BadBackup."""
    if not await asyncio.to_thread(_is_database, path):
        return read_receipt_file(path)
    with tempfile.TemporaryDirectory(prefix="tactegic-receipts-") as folder:
        copied = Path(folder) / "tactegic.db"
        await asyncio.to_thread(_unpacked, path, copied)
        async with _opened(f"sqlite:///{copied}") as database:
            await migrate(database)
            async with database.begin_read() as connection:
                return await read_receipts(connection)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(6) == b"SQLite"
    except OSError as error:
        raise BadBackup(f"{path} cannot be read ({error.strerror}).") from None


async def _prepare(stage: Path, receipts: Collection[Receipt], clock: Clock) -> list[Receipt]:
    """Bring the copy up to date, and erase in it what was erased since."""
    url = f"sqlite:///{stage}"
    unique = {each.id: each for each in receipts}.values()
    store = await open_store(url, clock)
    try:
        async with _opened(url) as database:
            replayed = await replay(store, database, unique, clock.now())
    finally:
        await store.close()
    await asyncio.to_thread(settle, stage)
    return replayed


async def _install(url: str, stage: Path, now: datetime) -> Path | None:
    async with _opened(url) as database:
        if database.path is None:
            async with _opened(f"sqlite:///{stage}") as source:
                await _put_in_place(source, database)
            return None
        path = database.path
    return await asyncio.to_thread(_rename, stage, path, now.timestamp())


def _rename(stage: Path, path: Path, now: float) -> Path | None:
    """Let the copy take the database's place, and return where that one is now."""
    place = replaced.set_aside(path, now=now) if path.exists() else None
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    stage.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return place


async def _put_in_place(source: Database, target: Database) -> None:
    """Replace all rows of a PostgreSQL database in one transaction."""
    async with source.begin_read() as old, target.begin_write() as new:
        if not await is_empty(new):
            await empty(new)
        await copy(old, new)
        compare(await contents(old), await contents(new))


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()
