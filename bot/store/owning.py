"""All that is a member's own, of whatever kind: read for an export, and taken in again from one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from bot.core.identity import Scope
from bot.core.ports.errors import Unreadable
from bot.core.ports.store import OwnRow, TakenIn
from bot.store.connection import DatabaseConnection
from bot.store.kinds import Body, StoredKind, every_kind, find_kind, kind_named
from bot.store.repository import SqlRepository

_AT_ONCE = 500


async def own_rows(connection: DatabaseConnection, scope: Scope) -> AsyncIterator[OwnRow]:
    """Every row of the member's own space, kind by kind, the oldest first, a page of them in memory."""
    for kind in every_kind():
        c = kind.table.c
        rows: Select[Any] = select(kind.table).where(_own(kind, scope)).order_by(c.created_at, c.id)
        done = 0
        while True:
            page = (await connection.execute(rows.limit(_AT_ONCE).offset(done))).mappings().all()
            for row in page:
                body = kind.body_of(row)
                yield OwnRow(
                    kind=kind.name,
                    fields={name: value for name, value in body.items() if name not in kind.withheld},
                    outlives_owner=kind.outlives_owner,
                )
            done += len(page)
            if len(page) < _AT_ONCE:
                break


async def count_own(connection: DatabaseConnection, scope: Scope) -> dict[str, int]:
    """How many rows of each kind are the member's own, under the kinds' written names."""
    found: dict[str, int] = {}
    for kind in every_kind():
        count = select(func.count()).select_from(kind.table).where(_own(kind, scope))
        if number := await connection.scalar(count):
            found[kind.name] = number
    return found


async def find_others(
    connection: DatabaseConnection, scope: Scope, kind: str, ids: Collection[str]
) -> set[str]:
    """Which of these ids rows of this kind have that are not the member's own."""
    stored = kind_named(kind)
    c = stored.table.c
    found: set[str] = set()
    wanted = sorted(ids)
    for some in (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE)):
        others = and_(_of_kind(stored, scope), c.space != scope.own, c.id.in_(some))
        found |= set((await connection.scalars(select(c.id).where(others))).all())
    return found


async def take_in(
    connection: DatabaseConnection,
    scope: Scope,
    rows: Sequence[OwnRow],
    repository: Callable[[StoredKind[Any]], SqlRepository[Any]],
) -> list[TakenIn]:
    """Add the rows that are not there yet to the member's own space, read by nobody else.

    Returns what became of each, in their order.
    """
    taken: list[TakenIn] = [TakenIn.UNKNOWN] * len(rows)
    readable: dict[str, dict[str, tuple[int, Any]]] = {}
    for place, row in enumerate(rows):
        kind = find_kind(row.kind)
        if kind is None or not kind.comes_back:
            continue
        try:
            item = kind.item(_owned_body(kind, row, scope))
        except Unreadable:
            taken[place] = TakenIn.UNREADABLE
            continue
        taken[place] = TakenIn.THERE  # also for a second one with the same id
        readable.setdefault(kind.name, {}).setdefault(item.id, (place, item))
    for name, found in readable.items():
        there = await _ids_there(connection, scope, kind_named(name), list(found))
        new = {id: each for id, each in found.items() if id not in there}
        await repository(kind_named(name)).put_all([item for _, item in new.values()])
        for place, _ in new.values():
            taken[place] = TakenIn.ADDED
    return taken


async def _ids_there(
    connection: DatabaseConnection, scope: Scope, kind: StoredKind[Any], ids: Sequence[str]
) -> set[str]:
    id = kind.table.c.id
    return set((await connection.scalars(select(id).where(_of_kind(kind, scope), id.in_(ids)))).all())


def _owned_body(kind: StoredKind[Any], row: OwnRow, scope: Scope) -> Body:
    """The row's fields as they are the member's own here, read by nobody else; raises Unreadable."""
    body = {name: value for name, value in row.fields.items() if name in kind.fields}
    if "shared_with" in body:
        body["shared_with"] = []
    return body | {"workspace": scope.workspace, "space": scope.own}


def _own(kind: StoredKind[Any], scope: Scope) -> ColumnElement[bool]:
    return and_(_of_kind(kind, scope), kind.table.c.space == scope.own)


def _of_kind(kind: StoredKind[Any], scope: Scope) -> ColumnElement[bool]:
    c = kind.table.c
    here = c.workspace == scope.workspace
    return and_(here, c.kind == kind.name) if kind.is_record else here
