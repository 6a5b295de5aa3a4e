"""Erases all that is a member's own, but for what they shared: a leaver's rows after the wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, exists, false, select, true

from bot.core.identity import Scope
from bot.core.ports.queues import Posted
from bot.core.ports.work import Work
from bot.store.connection import DatabaseConnection
from bot.store.kinds import kind_named
from bot.store.lexical import WordIndex
from bot.store.queues import DEAD, DONE, WAITING, inbox, outbox, posts_about
from bot.store.schedule import schedule
from bot.store.tables import accounts, commitments, contacts, journal, links, notes, records, touches

_OWNED: dict[str, Table] = {
    "Account": accounts,
    "Contact": contacts,
    "Note": notes,
    "Touch": touches,
    "Commitment": commitments,
}
"""The tables of kinds that have one of their own, but for the member's row itself."""
_AT_ONCE = 500


async def erase_own(connection: DatabaseConnection, work: Work[Any], words: WordIndex) -> list[Posted]:
    """Remove the rows of the member's own space, their journal, queues and schedule, inside a transaction.

    The contents of their finished work go as with every erasure (`scrubbing`). Returns where the bot's
    messages to them stand.
    """
    scope = work.scope
    for name, table in _OWNED.items():
        await _erase_rows(connection, scope, table, name, words)
    own_kinds = select(records.c.kind).where(_own(records, scope)).distinct()
    for name in (await connection.scalars(own_kinds)).all():
        await _erase_rows(connection, scope, records, name, words)
    mine = and_(journal.c.workspace == scope.workspace, journal.c.member == scope.member)
    await connection.execute(delete(journal).where(mine))
    mine = and_(schedule.c.workspace == scope.workspace, schedule.c.member == scope.member)
    await connection.execute(delete(schedule).where(mine))
    mine = and_(inbox.c.workspace == scope.workspace, inbox.c.member == scope.member)
    await connection.execute(delete(inbox).where(mine, inbox.c.state == WAITING))
    return await _erase_deliveries(connection, scope)


async def _erase_rows(
    connection: DatabaseConnection, scope: Scope, table: Table, name: str, words: WordIndex
) -> None:
    """Remove the rows of one kind that are shared with nobody, with their links and their words."""
    found = select(table.c.id).where(_own(table, scope), _of_kind(table, name), ~_is_shared(table, name))
    ids = (await connection.scalars(found)).all()
    for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)):
        if table is notes:
            for id in some:
                await words.forget({"workspace": scope.workspace, "id": id})
        linked = and_(links.c.workspace == scope.workspace, links.c.kind == name, links.c.id.in_(some))
        await connection.execute(delete(links).where(linked))
        gone = and_(table.c.workspace == scope.workspace, _of_kind(table, name), table.c.id.in_(some))
        await connection.execute(delete(table).where(gone))


async def _erase_deliveries(connection: DatabaseConnection, scope: Scope) -> list[Posted]:
    mine = and_(outbox.c.workspace == scope.workspace, outbox.c.member == scope.member)
    settled = and_(mine, outbox.c.state.in_([WAITING, DONE, DEAD]))
    posted = select(outbox.c.conversation, outbox.c.message).where(settled, outbox.c.message.is_not(None))
    places: Sequence[Any] = (await connection.execute(posted.distinct())).all()
    gone = select(outbox.c.id).where(settled)
    about = and_(posts_about.c.workspace == scope.workspace, posts_about.c.outbox_id.in_(gone))
    await connection.execute(delete(posts_about).where(about))
    await connection.execute(delete(outbox).where(settled))
    return [Posted(conversation=conversation, message=message) for conversation, message in places]


def _own(table: Table, scope: Scope) -> ColumnElement[bool]:
    return and_(table.c.workspace == scope.workspace, table.c.space == scope.own)


def _of_kind(table: Table, name: str) -> ColumnElement[bool]:
    return table.c.kind == name if table is records else true()


def _is_shared(table: Table, name: str) -> ColumnElement[bool]:
    """Whether the row is shared with a team or a colleague, and stays for that."""
    kind = kind_named(name)
    if "shared_with" not in kind.links or not kind.outlives_owner:
        return false()
    return exists().where(
        links.c.workspace == table.c.workspace,
        links.c.kind == name,
        links.c.id == table.c.id,
        links.c.field == "shared_with",
    )
