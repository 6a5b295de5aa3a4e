"""Erases again, in a restored database, what was erased after the backup was made (F5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select

from bot.core.commands import Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.identity import Scope
from bot.core.notes import Note
from bot.core.ports.errors import NotFound, OutOfScope
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.people.contracts.removing import take_out
from bot.store.connection import DatabaseConnection
from bot.store.database import Database
from bot.store.kinds import StoredKind, kind_named
from bot.store.lexical import WordIndex
from bot.store.queues import WAITING, inbox, outbox, posts_about
from bot.store.receipts import Receipt, put_receipts, read_receipts
from bot.store.store import SqlStore
from bot.store.tables import journal, links


async def replay(
    store: SqlStore, database: Database, receipts: Collection[Receipt], now: datetime
) -> list[Receipt]:
    """Erase what these receipts name, but for those that the database has; return those.

    It is done as the members did it, with all that follows: the journal, what waits and what was sent lose
    it, and jobs take it out of vectors and posts. What their members cannot reach any more is taken out, too.
    """
    async with database.begin_read() as connection:
        known = {each.id for each in await read_receipts(connection)}
    new = sorted((each for each in receipts if each.id not in known), key=lambda each: (each.at, each.id))
    for receipt in new:
        await _drop_waiting(database, receipt)
        await _erase(store, receipt, now)
        async with database.begin_write() as connection:
            await _purge(connection, receipt)
    async with database.begin_write() as connection:
        await put_receipts(connection, new)
    return new


async def _drop_waiting(database: Database, receipt: Receipt) -> None:
    """Drop messages that waited when the backup was made: they were worked on before the erasure."""
    mine = and_(inbox.c.workspace == receipt.workspace, inbox.c.member == receipt.member)
    async with database.begin_write() as connection:
        await connection.execute(
            delete(inbox).where(mine, inbox.c.state == WAITING, inbox.c.source == "slack")
        )


async def _erase(store: SqlStore, receipt: Receipt, now: datetime) -> None:
    teams = await store.team_spaces(receipt.workspace, receipt.member)
    work: Work[Any] = Work(
        key=f"replayed:{receipt.id}",
        scope=Scope(receipt.workspace, receipt.member, teams),
        command=Said(""),
        origin=Origin(surface=Surface.JOB),
        now=now,
    )
    ids: dict[str, list[str]] = defaultdict(list)
    for kind, id in receipt.gone:
        ids[kind].append(id)
    async with store.write(work) as uow:
        contacts = await uow.of(Contact).find(id=tuple(ids.pop("Contact", ())))
        uow.erase([name for each in contacts for name in (each.name, *each.aliases)])
        if receipt.own:
            await uow.erase_own()
        await _remove(uow, "Note", ids.pop("Note", ()))
        for contact in contacts:
            if await uow.of(Contact).count(id=contact.id):
                await take_out(uow, contact)
        for kind, some in ids.items():
            await _remove(uow, kind, some)


async def _remove(uow: UnitOfWork, kind: str, ids: Sequence[str]) -> None:
    """Remove rows that are there and that the member may change."""
    found = _kind(kind)
    for id in ids if found else ():
        try:
            await uow.of(found.type).remove(id)  # type: ignore[union-attr]
        except (NotFound, OutOfScope):
            continue


async def _purge(connection: DatabaseConnection, receipt: Receipt) -> None:
    """Delete whatever is still there with one of these ids, in the hands of whom it may be."""
    workspace = receipt.workspace
    for name, id in receipt.gone:
        kind = _kind(name)
        if kind is None:
            continue
        if kind.type is Note:
            await WordIndex(connection).forget({"workspace": workspace, "id": id})
        await connection.execute(delete(kind.table).where(_is(kind, workspace, id)))
        linked = and_(links.c.workspace == workspace, links.c.kind == kind.name, links.c.id == id)
        await connection.execute(delete(links).where(linked))
    ids = sorted({id for _, id in receipt.gone})
    about = and_(posts_about.c.workspace == workspace, posts_about.c.about.in_(ids))
    waiting = outbox.c.id.in_(select(posts_about.c.outbox_id).where(about))
    not_left = (await connection.scalars(select(outbox.c.id).where(waiting, outbox.c.state == WAITING))).all()
    await connection.execute(delete(outbox).where(outbox.c.id.in_(not_left)))
    await connection.execute(delete(posts_about).where(posts_about.c.outbox_id.in_(not_left)))
    mine = and_(journal.c.workspace == workspace, journal.c.id.in_(ids))
    await connection.execute(delete(journal).where(mine))


def _is(kind: StoredKind[Any], workspace: str, id: str) -> ColumnElement[bool]:
    c = kind.table.c
    mine = and_(c.workspace == workspace, c.id == id)
    return and_(mine, c.kind == kind.name) if kind.is_record else mine


def _kind(name: str) -> StoredKind[Any] | None:
    """The kind that a receipt names; None for one that there is no more."""
    try:
        return kind_named(name)
    except KeyError:
        return None
