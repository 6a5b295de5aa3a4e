"""Forgets what undoes changes that are long past: the undo journal has a term."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, select

from bot.store.database import Database
from bot.store.tables import journal

_AT_ONCE = 1_000
"""Lines of the journal that are looked at in one commit."""


async def prune_journal(database: Database, before: datetime) -> int:
    """Drop the changes from before a time, each of them whole; how many lines it was.

    Lines are numbered about as time goes, so the oldest are looked at first, and no others once some are
    newer.
    """
    dropped = 0
    while True:
        found = await _drop_oldest(database, before)
        dropped += found
        if found < _AT_ONCE:
            return dropped


async def _drop_oldest(database: Database, before: datetime) -> int:
    c = journal.c
    oldest = select(c.workspace, c.member, c.change, c.at).order_by(c.seq).limit(_AT_ONCE)
    async with database.begin_read() as connection:
        rows = (await connection.execute(oldest)).all()
    changes = {(workspace, member, change) for workspace, member, change, at in rows if at < before}
    if not changes:
        return 0
    dropped = 0
    async with database.begin_write() as connection:
        for workspace, member, change in sorted(changes):
            mine = and_(c.workspace == workspace, c.member == member, c.change == change)
            dropped += (await connection.execute(delete(journal).where(mine))).rowcount
    return dropped
