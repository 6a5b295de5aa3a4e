"""Brings a database's schema up to date, one process at a time."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from bot.store.database import Database

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x7AC7E61C
"""PostgreSQL's advisory lock of the transaction that migrates; SQLite's write lock does the same."""


async def migrate(database: Database) -> None:
    """Run the migrations that are missing, all or nothing; raises Unavailable."""
    async with database.begin_write() as connection:
        if not database.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
