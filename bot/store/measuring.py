"""How much waits in the queues, and how much is due: counts and times for the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, Table, func, select

from bot.store.database import Database
from bot.store.queues import DEAD, WAITING, inbox, outbox
from bot.store.schedule import schedule

INBOX, OUTBOX, INDEX = "inbox", "outbox", "index"


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """The rows of each queue that wait and could be worked on now."""

    waiting: int
    newest: int
    """The number of the newest row of all."""
    oldest: int | None
    """The number of the oldest one that waits; None where none does."""
    dead: int = 0


@dataclass(frozen=True, slots=True)
class StoreFigures:
    """The queues by name, and since when the first scheduled job is due."""

    queues: dict[str, QueueFigures]
    due_since: datetime | None


async def measure(database: Database, now: datetime) -> StoreFigures:
    """Count what waits; by indexes over rows that wait, however many are done."""
    queues: dict[str, QueueFigures] = {}
    async with database.begin_read() as connection:
        for name, table in ((INBOX, inbox), (OUTBOX, outbox)):
            newest = (await connection.execute(select(func.max(table.c.seq)))).scalar() or 0
            there = [table.c.state == WAITING, table.c.not_before <= database.seconds()]
            count, oldest = (await connection.execute(_waiting(table).where(*there))).one()
            dead = select(func.count()).select_from(table).where(table.c.state == DEAD)
            given_up = (await connection.execute(dead)).scalar() or 0
            queues[name] = QueueFigures(count, newest, oldest, given_up)
            if name == INBOX:
                of_index = table.c.ordering_key.startswith("index:")
                count, oldest = (await connection.execute(_waiting(table).where(*there, of_index))).one()
                queues[INDEX] = QueueFigures(count, newest, oldest)
        first = (await connection.execute(select(func.min(schedule.c.next_at)))).scalar()
    return StoreFigures(queues, first if first is not None and first <= now else None)


def _waiting(table: Table) -> Select[int, int | None]:
    return select(func.count(), func.min(table.c.seq)).select_from(table)
