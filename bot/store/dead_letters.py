"""Lists work and deliveries that were given up, by ids and kinds, and puts them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, select, update

from bot.core.ports.queues import DeadLetter
from bot.store.database import Database, rows_of
from bot.store.queues import DEAD, WAITING


async def dead_rows(database: Database, table: Table, limit: int) -> Sequence[Any]:
    """Return the queue's rows that were given up, the newest first."""
    statement = select(table).where(table.c.state == DEAD).order_by(table.c.finished_at.desc()).limit(limit)
    async with database.begin_read() as connection:
        return await rows_of(connection, statement)


def dead_letter(row: Any, *, source: str, kind: object) -> DeadLetter:
    """Return a row that was given up, without its content."""
    return DeadLetter(
        key=row["id"],
        source=source,
        workspace=row["workspace"],
        kind=str(kind or ""),
        error=row["error"] or "",
        reference=row["reference"] or "",
        attempts=row["attempts"],
        died_at=datetime.fromtimestamp(row["finished_at"], UTC),
    )


async def revive(database: Database, table: Table, content: str, id: str, **also: Any) -> bool:
    """Put a row that was given up back to be tried again; False when there is none with its content."""
    statement = (
        update(table)
        .where(table.c.id == id, table.c.state == DEAD, table.c[content].is_not(None))
        .values(state=WAITING, not_before=0.0, finished_at=None, **also)
    )
    async with database.begin_write() as connection:
        return (await connection.execute(statement)).rowcount == 1
