"""The repository of one kind of row, behind the access gate."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.identity import Scope
from bot.core.ports.errors import Conflict, NotFound, OutOfScope
from bot.core.ports.store import RowsSeen
from bot.store.journal import Journal
from bot.store.kinds import Body, StoredKind
from bot.store.selections import FieldFilter, gate_values, one_row, selection
from bot.store.tables import links
from bot.store.types import storable

T = TypeVar("T")


class SqlRepository(Generic[T]):
    """Rows of one kind that a scope may see; without a journal they can only be read."""

    def __init__(
        self,
        connection: AsyncConnection,
        scope: Scope,
        kind: StoredKind[T],
        journal: Journal | None = None,
        seen: RowsSeen | None = None,
    ) -> None:
        """`seen` learns the rows that are handed out, and which of them may be changed."""
        self._connection = connection
        self._scope = scope
        self._kind = kind
        self._journal = journal
        self._seen = seen
        self._postgresql = connection.dialect.name == "postgresql"

    def item(self, body: Body | None) -> T | None:
        """The value of a body of this kind; raises Unreadable."""
        return None if body is None else self._kind.item(body)

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
        shape, values = self._asked(equals)
        order = "newest" if newest_first else "oldest"
        if limit is not None or offset:
            # SQLite takes an offset only with a limit; PostgreSQL refuses a negative one.
            values |= {"limit": 2**62 if limit is None else limit, "offset": offset}
            order += ", some"
        statement = selection(self._kind.name, shape, order, self._postgresql)
        rows = (await self._connection.execute(statement, values)).mappings().all()
        bodies = [self._kind.body_of(row) for row in rows]
        if self._seen is not None:
            for body in bodies:
                self._seen.show(self._kind.name, body["id"], body)
            if not bodies and equals.keys() == {"id"} and isinstance(equals["id"], str):
                self._seen.show(self._kind.name, equals["id"], None)
        return [self._kind.item(body) for body in bodies]

    async def count(self, **equals: object) -> int:
        """How many rows `find` would give without a limit."""
        shape, values = self._asked(equals)
        statement = selection(self._kind.name, shape, "count", self._postgresql)
        return int((await self._connection.execute(statement, values)).scalar_one())

    async def put(self, item: T) -> None:
        """Insert or replace a row; raises OutOfScope where it is, or would become, somebody else's."""
        body = self._kind.body(item)
        if body["workspace"] != self._scope.workspace or body["space"] not in self._scope.spaces:
            raise OutOfScope(self._kind.name)
        before = await self.body_for_change(body["id"])
        self._refuse_stale(body["id"], before)
        await self.replace(body["id"], before, body)

    async def remove(self, id: str) -> None:
        """Delete a row; raises NotFound, and OutOfScope for one that was only shared."""
        if not await self.count(id=id):
            raise NotFound(self._kind.name)
        before = await self.body_for_change(id)
        self._refuse_stale(id, before)
        await self.replace(id, before, None)

    def _refuse_stale(self, id: str, now: Body | None) -> None:
        """Refuse to change what somebody else has changed since it was handed out."""
        if self._seen is not None and self._seen.is_stale(self._kind.name, id, now):
            raise Conflict(self._kind.name)

    async def body_for_change(self, id: str) -> Body | None:
        """The row as it is, locked; raises OutOfScope when it belongs to another space."""
        self._open_journal()
        statement = one_row(self._kind.name, "lock")
        row = (await self._connection.execute(statement, self._is(id))).mappings().first()
        if row is None:
            return None
        if row["space"] not in self._scope.spaces:
            raise OutOfScope(self._kind.name)
        return self._kind.body_of(row)

    async def replace(self, id: str, before: Body | None, after: Body | None) -> None:
        """Write a row, or delete it, with its links and its line in the journal."""
        journal, name = self._open_journal(), self._kind.name
        if self._seen is not None:
            self._seen.write(name, id, after)
        if before == after:
            return
        await journal.leaving(self._kind, id, before)
        if after is None:
            await self._connection.execute(one_row(name, "delete"), self._is(id))
        elif before is None:
            await self._connection.execute(one_row(name, "insert"), self._kind.row(after))
        else:
            values = {**self._kind.row(after), **self._is(id)}
            await self._connection.execute(one_row(name, "update"), values)
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
            raise RuntimeError("what was opened for reading cannot be changed")
        return self._journal

    def _is(self, id: str) -> dict[str, Any]:
        """The row with this id in the workspace, whoever owns it: for changes, which check the owner."""
        return {"in_workspace": self._scope.workspace, "with_id": storable(id)}

    def _asked(self, equals: dict[str, object]) -> tuple[tuple[FieldFilter, ...], dict[str, Any]]:
        """What is asked for: the form of the statement, and the values in it."""
        values: dict[str, Any] = gate_values(self._scope)
        shape = []
        for field, value in equals.items():
            if field not in self._kind.fields:
                raise TypeError(f"{self._kind.name} has no field {field!r}")
            any_of = value if isinstance(value, (tuple, list, set, frozenset)) else (value,)
            wanted = [storable(self._kind.write_value(each)) for each in cast(Collection[object], any_of)]
            found = [each for each in wanted if each is not None]
            if field not in self._kind.links:
                found = [self._kind.comparable(field, each) for each in found]
            types = frozenset(type(each) for each in wanted if each is not None)
            shape.append(FieldFilter(field, types, len(found) < len(wanted)))
            values[f"any_{field}"] = found
        return tuple(shape), values
