"""The repository of one kind of row, behind the access gate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import bindparam, delete, insert

from bot.core.identity import Scope
from bot.core.ports.errors import Conflict, NotFound, OutOfScope
from bot.core.ports.store import RowsSeen
from bot.store.connection import DatabaseConnection
from bot.store.journal import Journal
from bot.store.kinds import Body, StoredKind
from bot.store.selections import FieldFilter, gate_values, one_row, selection
from bot.store.tables import links
from bot.store.types import storable

T = TypeVar("T")
_AT_ONCE = 500
"""Ids in one statement."""
_LINK = insert(links)
_UNLINK = delete(links).where(
    *(links.c[name] == bindparam(f"of_{name}") for name in ("workspace", "kind", "id", "field"))
)


class SqlRepository(Generic[T]):
    """Rows of one kind that a scope may see; without a journal they can only be read."""

    def __init__(
        self,
        connection: DatabaseConnection,
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

    async def one(self, id: str | None) -> T | None:
        """Return the row with this id; None where there is none, or where no id is given."""
        return next(iter(await self.find(id=id)), None) if id else None

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
        if await self._is_inserted(body):
            await self._open_journal().leaving(self._kind, body["id"], None)
            await self._written(body["id"], None, body)
            return
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

    async def remove_all(self, ids: Sequence[str]) -> None:
        """Delete rows with few statements; those that are not there are none any more."""
        there = await self.bodies_for_change(ids)
        for id, body in there.items():
            self._refuse_stale(id, body)
        await self.replace_all([(id, body, None) for id, body in there.items()])

    async def _is_inserted(self, body: Body) -> bool:
        """Insert a row of which nobody knows that it is there; False when it is, or when somebody knows.

        Most rows that are put are new, and are so written without being looked for.
        """
        self._open_journal()
        if self._seen is None or self._seen.is_stale(self._kind.name, body["id"], None):
            return False
        statement = one_row(self._kind.name, "insert new", self._postgresql)
        return (await self._connection.execute(statement, self._kind.row(body))).rowcount == 1

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

    async def bodies_for_change(self, ids: Sequence[str]) -> dict[str, Body]:
        """Those of some rows that are there, locked; raises OutOfScope when one belongs to another space."""
        self._open_journal()
        found: dict[str, Body] = {}
        for at in range(0, len(ids), _AT_ONCE):
            these = [storable(id) for id in ids[at : at + _AT_ONCE]]
            values = {"in_workspace": self._scope.workspace, "with_ids": these}
            rows = await self._connection.execute(one_row(self._kind.name, "lock several"), values)
            for row in rows.mappings().all():
                if row["space"] not in self._scope.spaces:
                    raise OutOfScope(self._kind.name)
                found[row["id"]] = self._kind.body_of(row)
        return found

    async def put_all(self, items: Sequence[T]) -> None:
        """Insert or replace rows with few statements; raises OutOfScope, and Conflict, as `put` does.

        Of rows with one id the last counts, as it would if they were put one by one.
        """
        if len(items) == 1:  # most single rows are new, and are written without being looked for
            await self.put(items[0])
            return
        bodies = list({body["id"]: body for body in map(self._kind.body, items)}.values())
        for body in bodies:
            if body["workspace"] != self._scope.workspace or body["space"] not in self._scope.spaces:
                raise OutOfScope(self._kind.name)
        there = await self.bodies_for_change([body["id"] for body in bodies])
        for body in bodies:
            self._refuse_stale(body["id"], there.get(body["id"]))
        await self.replace_all([(body["id"], there.get(body["id"]), body) for body in bodies])

    async def replace(self, id: str, before: Body | None, after: Body | None) -> None:
        """Write a row, or delete it, with its links and its line in the journal."""
        await self.replace_all([(id, before, after)])

    async def replace_all(self, changes: Sequence[tuple[str, Body | None, Body | None]]) -> None:
        """Write rows, or delete them, with their links and their lines in the journal: id, before, after."""
        for id, before, after in changes:
            if before == after:
                self._show(id, after)
        changes = [change for change in changes if change[1] != change[2]]
        for id, before, _ in changes:
            await self._open_journal().leaving(self._kind, id, before)
        await self._execute("delete", [self._is(id) for id, _, after in changes if after is None])
        new = [after for _, before, after in changes if before is None and after is not None]
        await self._execute("insert", [self._kind.row(after) for after in new])
        others = [(id, after) for id, before, after in changes if before is not None and after is not None]
        await self._execute("update", [{**self._kind.row(after), **self._is(id)} for id, after in others])
        for id, before, after in changes:
            await self._written(id, before, after)

    async def _execute(self, change: str, rows: list[dict[str, Any]]) -> None:
        """Execute a statement with each of these values."""
        if rows:
            statement = one_row(self._kind.name, change)
            await self._connection.execute(statement, rows if len(rows) > 1 else rows[0])

    async def _written(self, id: str, before: Body | None, after: Body | None) -> None:
        """Do what belongs to a row that has been written."""
        journal = self._open_journal()
        self._show(id, after)
        await self._relink(id, before or {}, after or {})
        if self._kind.journalled:
            journal.record(self._kind, id, before, after)
        await journal.entered(self._kind, id, after)

    def _show(self, id: str, after: Body | None) -> None:
        if self._seen is not None:
            self._seen.write(self._kind.name, id, after)

    async def _relink(self, id: str, before: Body, after: Body) -> None:
        row = {"workspace": self._scope.workspace, "kind": self._kind.name, "id": id}
        new: list[dict[str, str]] = []
        for field in self._kind.links:
            old = before.get(field, [])
            if old == after.get(field, []):
                continue
            if old:
                these = {f"of_{name}": value for name, value in {**row, "field": field}.items()}
                await self._connection.execute(_UNLINK, these)
            new += [{**row, "field": field, "value": value} for value in dict.fromkeys(after.get(field, []))]
        if new:
            await self._connection.execute(_LINK, new)

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
