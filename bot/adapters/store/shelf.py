"""The shelf of one kind of row, behind the access gate (DESIGN.md 11)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    any_,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store.journal import Journal
from bot.adapters.store.kinds import Body, Kind
from bot.adapters.store.tables import links
from bot.adapters.store.types import storable
from bot.domain.identity import Scope
from bot.ports import NotFound, OutOfScope

T = TypeVar("T")


class SqlShelf(Generic[T]):
    """Rows of one kind that a scope may see; without a journal they can only be read."""

    def __init__(
        self, connection: AsyncConnection, scope: Scope, kind: Kind[T], journal: Journal | None = None
    ) -> None:
        self._connection = connection
        self._scope = scope
        self._kind = kind
        self._journal = journal
        self._postgresql = connection.dialect.name == "postgresql"

    async def get(self, id: str) -> T:
        """The row with this id; raises NotFound."""
        found = await self.find(id=id)
        if not found:
            raise NotFound(self._kind.name)
        return found[0]

    async def find(
        self, *, newest_first: bool = False, limit: int | None = None, offset: int = 0, **equals: object
    ) -> list[T]:
        """Rows whose fields equal the given values (a tuple or list means any of these), by `created_at`."""
        c = self._kind.table.c
        order = (c.created_at.desc(), c.id.desc()) if newest_first else (c.created_at, c.id)
        statement = self._where(select(self._kind.table), equals).order_by(*order)
        if limit is not None or offset:
            # SQLite takes an offset only with a limit; PostgreSQL refuses a negative one.
            statement = statement.limit(2**62 if limit is None else limit).offset(offset)
        rows = (await self._connection.execute(statement)).mappings().all()
        return [self._kind.item(self._kind.body_of(row)) for row in rows]

    async def count(self, **equals: object) -> int:
        """How many rows `find` would give without a limit."""
        statement = self._where(select(func.count()).select_from(self._kind.table), equals)
        return int((await self._connection.execute(statement)).scalar_one())

    async def put(self, item: T) -> None:
        """Insert or replace a row; raises OutOfScope where it is, or would become, somebody else's."""
        body = self._kind.body(item)
        if body["workspace"] != self._scope.workspace or body["space"] not in self._scope.spaces:
            raise OutOfScope(self._kind.name)
        before = await self.body_for_change(body["id"])
        await self.replace(body["id"], before, body)

    async def remove(self, id: str) -> None:
        """Delete a row; raises NotFound, and OutOfScope for one that was only shared."""
        if not await self.count(id=id):
            raise NotFound(self._kind.name)
        await self.replace(id, await self.body_for_change(id), None)

    async def body_for_change(self, id: str) -> Body | None:
        """The row as it is, locked; raises OutOfScope when it belongs to another space."""
        self._open_journal()
        statement = select(self._kind.table).where(self._is(id)).with_for_update()
        row = (await self._connection.execute(statement)).mappings().first()
        if row is None:
            return None
        if row["space"] not in self._scope.spaces:
            raise OutOfScope(self._kind.name)
        return self._kind.body_of(row)

    async def replace(self, id: str, before: Body | None, after: Body | None) -> None:
        """Write a row, or delete it, with its links and its line in the journal."""
        journal, table = self._open_journal(), self._kind.table
        if before == after:
            return
        await journal.leaving(self._kind, id, before)
        if after is None:
            await self._connection.execute(delete(table).where(self._is(id)))
        elif before is None:
            await self._connection.execute(insert(table).values(self._kind.row(after)))
        else:
            await self._connection.execute(update(table).where(self._is(id)).values(self._kind.row(after)))
        await self._relink(id, before or {}, after or {})
        if self._kind.journalled:
            await journal.record(self._kind, id, before, after)
        await journal.entered(self._kind, id, after)

    async def _relink(self, id: str, before: Body, after: Body) -> None:
        row = {"workspace": self._scope.workspace, "kind": self._kind.name, "id": id}
        for field in self._kind.links:
            if before.get(field, []) == after.get(field, []):
                continue
            old = [links.c[name] == value for name, value in {**row, "field": field}.items()]
            await self._connection.execute(delete(links).where(*old))
            new = [{**row, "field": field, "value": value} for value in dict.fromkeys(after.get(field, []))]
            if new:
                await self._connection.execute(insert(links), new)

    def _open_journal(self) -> Journal:
        if self._journal is None:
            raise RuntimeError("books opened for reading cannot be changed")
        return self._journal

    def _is(self, id: str) -> ColumnElement[bool]:
        """The row with this id in the workspace, whoever owns it: for changes, which check the owner."""
        c = self._kind.table.c
        mine = and_(c.workspace == self._scope.workspace, c.id == storable(id))
        return and_(mine, c.kind == self._kind.name) if self._kind.is_record else mine

    def _where(self, statement: Select[Any], equals: dict[str, object]) -> Select[Any]:
        gate = visible(self._kind, self._scope, postgresql=self._postgresql)
        return statement.where(gate, *map(self._equals, equals, equals.values()))

    def _equals(self, field: str, value: object) -> ColumnElement[bool]:
        if field not in self._kind.fields:
            raise TypeError(f"{self._kind.name} has no field {field!r}")
        any_of = value if isinstance(value, (tuple, list, set, frozenset)) else (value,)
        wanted = [storable(self._kind.written(each)) for each in cast(Collection[object], any_of)]
        if field in self._kind.links:
            return linked(self._kind, self._scope, field, wanted, postgresql=self._postgresql)
        column = self._kind.lookup(field, wanted)
        found = [each for each in wanted if each is not None]
        nothing = column.is_(None) if len(found) < len(wanted) else false()
        return or_(nothing, column.in_([self._kind.comparable(field, each) for each in found]))


def visible(kind: Kind[Any], scope: Scope, *, postgresql: bool) -> ColumnElement[bool]:
    """The access gate: rows of the scope's workspace, in its spaces or shared with one of them."""
    c = kind.table.c
    here = and_(c.workspace == scope.workspace, c.kind == kind.name if kind.is_record else true())
    if "shared_with" not in kind.links:
        return and_(here, c.space.in_(sorted(scope.spaces)))
    if postgresql:
        found = linked(kind, scope, "shared_with", sorted(scope.spaces), postgresql=True)
        return and_(here, or_(c.space.in_(sorted(scope.spaces)), found))
    # SQLite would answer the OR by reading the whole workspace.
    own = kind.table.alias("own").c
    shared = _link_ids(kind, scope, "shared_with", sorted(scope.spaces))
    mine = select(own.id).where(
        own.workspace == scope.workspace,
        own.kind == kind.name if kind.is_record else true(),
        own.space.in_(sorted(scope.spaces)),
    )
    return and_(here, c.id.in_(mine.union_all(shared)))


def linked(
    kind: Kind[Any], scope: Scope, field: str, values: Collection[object], *, postgresql: bool
) -> ColumnElement[bool]:
    """Rows whose field with several ids holds one of these."""
    ids = _link_ids(kind, scope, field, values)
    if postgresql:  # beside an OR, it looks a list up in the index, but a subquery only row by row
        return kind.table.c.id == any_(func.array(ids.scalar_subquery()))
    return kind.table.c.id.in_(ids)


def _link_ids(kind: Kind[Any], scope: Scope, field: str, values: Collection[object]) -> Select[Any]:
    return select(links.c.id).where(
        links.c.workspace == scope.workspace,
        links.c.kind == kind.name,
        links.c.field == field,
        links.c.value.in_(values),
    )
