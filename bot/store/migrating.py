"""Brings a database's schema up to date, one process at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database
from bot.store.failures import sort
from bot.store.sqlite_failures import Kind

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x7AC7E61C
"""PostgreSQL's advisory lock of the transaction that migrates; SQLite's write lock does the same."""


class MigrationFailed(Exception):
    """A step of a migration does not fit the database; the text is the database's own, on its tables."""


async def migrate(database: Database) -> None:
    """Run the migrations that are missing, all or nothing; raises Unavailable, MigrationFailed."""
    async with database.begin_migration() as connection:
        if database.is_sqlite:
            await connection.execute(text("SELECT 1"))  # a transaction begins, and locks, with a statement
        else:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await connection.run_sync(_upgrade)


def newest_revision() -> str:
    """Return the present version of the tables by the names of the migrations, without loading them."""
    return max(path.name.partition("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*_*.py"))


def known_revisions() -> list[str]:
    """Return the versions of the tables that can be brought up to date, the present one first."""
    from alembic.script import ScriptDirectory

    return [each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()]


def revision_of(database: sqlite3.Connection) -> str:
    """Return the version of a SQLite database's tables; raises DatabaseError where there is none."""
    row = database.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    if _is_current(connection):
        return  # Alembic takes a fifth of a second to load, which every start would wait for
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except DBAPIError as error:
        failure = sort(error)
        if failure is None or failure.kind is Kind.PERMANENT:
            raise MigrationFailed(str(error.orig)) from None
        raise


def _is_current(connection: Connection) -> bool:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [
        newest_revision()
    ]
