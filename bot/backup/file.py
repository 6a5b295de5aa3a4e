"""A backup is one SQLite file, whichever database it was taken of, that tells what is in it and proves it."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.backup.words import BadBackup
from bot.store.copying import Contents
from bot.store.migrating import known_revisions, revision_of

FORMAT = 1
_NO_ROWS = ("note_words", "alembic_version", "backup_about")
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    made_at: str
    newest: str
    """The time of the last change in it; empty for an empty database."""
    revision: str
    """The version of its tables."""
    tables: dict[str, Contents]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(each.rows for each in self.tables.values())


def create(path: Path) -> None:
    """Make an empty file for this user alone; raises BadBackup where something stands there."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    except FileExistsError:
        raise BadBackup(f"{path} is there already: name a file that is not.") from None
    except OSError as error:
        raise BadBackup(f"{path} cannot be written ({error.strerror}).") from None


def remove(path: Path) -> None:
    """Delete a database's file with what SQLite puts beside it."""
    for suffix in ("", *_BESIDE):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database as it stands at one moment, whoever writes it; the source stays as it is."""
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=60)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def fingerprints(file: sqlite3.Connection) -> dict[str, Contents]:
    """What is in each table as SQLite has it, so that backups of older versions can be checked, too."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    found: dict[str, Contents] = {}
    for (name,) in file.execute(named).fetchall():
        if name.startswith(_NO_ROWS):
            continue
        count, total = 0, 0
        for row in file.execute(f'SELECT * FROM "{name}"'):
            count += 1
            total += int.from_bytes(
                hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest(), "big"
            )
        found[name] = Contents(count, f"{total % (1 << 256):064x}")
    return found


def seal(path: Path, made_at: str, newest: str) -> About:
    """Write into the file what it holds, make it one file alone, and wait until it is on the disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = DELETE").fetchall()
        if file.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BadBackup("The database is damaged: see docs/operations.md for the way back.")
        about = About(made_at, newest, revision_of(file), fingerprints(file))
        file.execute("CREATE TABLE backup_about (about TEXT NOT NULL)")
        file.execute("INSERT INTO backup_about VALUES (?)", (json.dumps(asdict(about)),))
    with path.open("rb") as written:
        os.fsync(written.fileno())
    return about


def settle(path: Path) -> None:
    """Make a database that nobody has open one file alone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = DELETE").fetchall()
    with path.open("rb") as written:
        os.fsync(written.fileno())


def unseal(path: Path) -> None:
    """Take out again what makes a database a backup."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("DROP TABLE backup_about")


def verify(path: Path, name: Path) -> About:
    """Return what a backup says of itself, if it is whole and of a version that can be read.

    `path` is a copy that may be opened for writing, `name` what the operator calls it. Raises BadBackup.
    """
    try:
        with closing(sqlite3.connect(path)) as file:
            checked = file.execute("PRAGMA integrity_check(1)").fetchone()
            about = _about(file.execute("SELECT about FROM backup_about").fetchone()[0])
            revision, found = revision_of(file), fingerprints(file)
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError):
        raise BadBackup(f"{name} is no backup of Tactegic, or it is damaged.") from None
    if about.format != FORMAT or revision not in known_revisions():
        raise BadBackup(f"{name} was made by a newer version of Tactegic: install that one first.")
    if checked != ("ok",) or about.revision != revision or about.tables != found:
        raise BadBackup(f"{name} is damaged: what it holds is not what was put into it.")
    return about


def _about(written: str) -> About:
    said = json.loads(written)
    tables = {name: Contents(**each) for name, each in said.pop("tables").items()}
    return About(**said, tables=tables)
