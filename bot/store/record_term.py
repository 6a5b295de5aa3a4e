"""Forgets records that have a term: a thread's words, some while after the last of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, select, tuple_

from bot.store.database import Database
from bot.store.kinds import StoredKind, every_kind
from bot.store.tables import links, records

_AT_ONCE = 500
"""Subjects whose rows go in one commit."""


async def prune_records(database: Database, now: datetime) -> int:
    """Drop the rows whose newest of the same subject is older than its kind is kept; how many it was."""
    dropped = 0
    for kind in every_kind():
        while kind.kept_days and (found := await _drop_some(database, kind, now)):
            dropped += found
    return dropped


async def _drop_some(database: Database, kind: StoredKind[object], now: datetime) -> int:
    c = records.c
    subject = (c.workspace, c.space, c.subject_id)
    old = (
        select(*subject)
        .where(c.kind == kind.name)
        .group_by(*subject)
        .having(func.max(c.created_at) < now - timedelta(days=kind.kept_days))
        .limit(_AT_ONCE)
    )
    async with database.begin_read() as connection:
        subjects = [tuple(row) for row in (await connection.execute(old)).all()]
    if not subjects:
        return 0
    async with database.begin_write() as connection:
        gone = and_(c.kind == kind.name, tuple_(*subject).in_(subjects))
        ids = select(c.workspace, c.id).where(gone)
        of_gone = and_(links.c.kind == kind.name, tuple_(links.c.workspace, links.c.id).in_(ids))
        await connection.execute(delete(links).where(of_gone))
        return (await connection.execute(delete(records).where(gone))).rowcount
