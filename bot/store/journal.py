"""Records what each change replaced, so that it can be undone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from bot.core.ports.errors import NotFound
from bot.core.ports.work import Work
from bot.store.connection import DatabaseConnection
from bot.store.kinds import Body, StoredKind, body_hash
from bot.store.tables import journal

_LINES = insert(journal)
Listener = Callable[[StoredKind[Any], str, Body | None], Awaitable[None]]
"""Is told the kind, id and content of a row that is about to be replaced, or that has just been written."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What one row was before a change, and the fingerprint of what the change left."""

    kind: str
    id: str
    before: Body | None
    after_hash: str | None


class Journal:
    """The journal of one work's change."""

    def __init__(
        self, connection: DatabaseConnection, work: Work[Any], *, leaving: Listener, entered: Listener
    ) -> None:
        self._connection = connection
        self._work = work
        self.leaving = leaving
        self.entered = entered
        self._lines: list[dict[str, Any]] = []

    def record(self, kind: StoredKind[Any], id: str, before: Body | None, after: Body | None) -> None:
        """Remember what a row was before it changed, until `write`."""
        line = {
            "workspace": self._work.scope.workspace,
            "member": self._work.scope.member,
            "change": self._work.change,
            "kind": kind.name,
            "id": id,
            "before": before,
            "after_hash": body_hash(after),
            "at": self._work.now,
        }
        self._lines.append(line)

    async def write(self) -> None:
        """Write down what was remembered, all of it at once."""
        lines, self._lines = self._lines, []
        if lines:
            await self._connection.execute(_LINES, lines)

    async def replaced_by(self, change: str) -> list[Replaced]:
        """Each row of a change of this member's, once, the last changed first; raises NotFound."""
        await self.write()
        scope = self._work.scope
        statement = (
            select(journal)
            .where(journal.c.workspace == scope.workspace, journal.c.member == scope.member)
            .where(journal.c.change == change)
            .order_by(journal.c.seq.desc())
        )
        rows = (await self._connection.execute(statement)).mappings().all()
        if not rows:
            raise NotFound("change")
        found: dict[tuple[str, str], Replaced] = {}
        for row in rows:  # the newest line knows what is left, the oldest what was there at first
            place = (row["kind"], row["id"])
            after_hash = found[place].after_hash if place in found else row["after_hash"]
            found[place] = Replaced(*place, before=row["before"], after_hash=after_hash)
        return list(found.values())
