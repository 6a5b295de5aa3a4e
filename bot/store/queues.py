"""What inbox and outbox share: rows held by leases, those with one ordering key one at a time and in
order."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ColumnElement,
    Double,
    Executable,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    and_,
    bindparam,
    literal_column,
    text,
    tuple_,
    update,
)
from sqlalchemy.sql.selectable import FromClause, TextualSelect
from sqlalchemy.types import TypeEngine

from bot.store.connection import DatabaseConnection
from bot.store.tables import Serial, metadata
from bot.store.types import Json, UtcTime

# Written into the statements, not bound to them: only so does SQLite see that a partial index fits.
WAITING: ColumnElement[str] = literal_column("'waiting'", Text())
CLAIMED: ColumnElement[str] = literal_column("'claimed'", Text())
DONE: ColumnElement[str] = literal_column("'done'", Text())
DEAD: ColumnElement[str] = literal_column("'dead'", Text())


def _queue(name: str, *columns: Column[Any]) -> Table:
    table = Table(
        name,
        metadata,
        Column("seq", Serial, primary_key=True, autoincrement=True),
        Column("id", Text, nullable=False),
        Column("workspace", Text, nullable=False),
        Column("member", Text, nullable=False),
        Column("lane", Text, key="ordering_key", nullable=False),
        Column("state", Text, nullable=False, default="waiting"),
        Column("not_before", Double, nullable=False, default=0.0),
        Column("lease", Text),
        Column("lease_until", Double),
        Column("attempts", Integer, nullable=False, default=0),
        Column("abandoned", Integer, nullable=False, default=0),
        Column("waits_for", Text),
        Column("error", Text),
        Column("reference", Text),
        Column("finished_at", Double),
        *columns,
        UniqueConstraint("id"),
    )
    c = table.c
    live, held = live_rows(table), c.state == CLAIMED
    Index(f"ix_{name}_live", c.workspace, c.ordering_key, c.seq, sqlite_where=live, postgresql_where=live)
    # At most one row with an ordering key is held, whatever two workers see of each other's transactions.
    Index(
        f"uq_{name}_held", c.workspace, c.ordering_key, unique=True, sqlite_where=held, postgresql_where=held
    )
    Index(f"ix_{name}_finished", c.state, c.finished_at)
    return table


def live_rows(table: FromClause) -> ColumnElement[bool]:
    """Rows that are still to be worked on."""
    return table.c.state.in_([WAITING, CLAIMED])


"""In both: `attempts` are tries that failed by themselves, and the present one; `abandoned` are tries in a
row whose process ended without a word; `waits_for` is the dependency whose outage a row waits out."""

inbox = _queue(
    "inbox", Column("source", Text, nullable=False), Column("payload", Json), Column("due", UtcTime)
)

Index(
    "ix_inbox_waiting",
    inbox.c.seq,
    sqlite_where=inbox.c.state == WAITING,
    postgresql_where=inbox.c.state == WAITING,
)

outbox = _queue(
    "outbox",
    Column("delivery", Json),
    Column("paced", Boolean, nullable=False),
    Column("subject", Text),
    Column("conversation", Text),
    Column("message", Text),
    Column("redraw", Json),
    Column("withdrawal", Text),
    Column("unsure", Integer, nullable=False, default=0),
)
"""`redraw` is the command that shows a post again, `withdrawal` the withdrawal that waits for a delivery; a
delivery that changes a message names it from the beginning, others once they are posted. `unsure` counts the
tries that may have posted it though none said so."""
Index("ix_outbox_subject", outbox.c.workspace, outbox.c.member, outbox.c.subject)
Index("ix_outbox_message", outbox.c.workspace, outbox.c.conversation, outbox.c.message)

posts_about = Table(
    "posts_about",
    metadata,
    Column("workspace", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("outbox_id", Text, nullable=False),
    PrimaryKeyConstraint("workspace", "about", "outbox_id"),
    Index("ix_posts_about_outbox_id", "outbox_id"),
)
"""Which posts speak of which contact, note or account."""

paces = Table(
    "paces",
    metadata,
    Column("workspace", Text, nullable=False),
    Column("lane", Text, key="ordering_key", nullable=False),
    Column("next_at", Double, nullable=False),
    PrimaryKeyConstraint("workspace", "ordering_key"),
)
"""When posts with an ordering key may go next, by the database's clock; the empty key is the whole
workspace's."""


_TYPES: dict[str, TypeEngine[Any]] = {
    "due_by": UtcTime(),
    "most": Integer(),
    "window": Integer(),
    "new_lease": Text(),
    "lease_seconds": Double(),
    "burst": Double(),
    "a_second": Double(),
    "seconds": Double(),
    "add": Double(),
    "erased": Boolean(),
    "conversation": Text(),
    "message": Text(),
    "keys": ARRAY(Text()),
    "leases": ARRAY(Text()),
}


def typed(sql: str) -> TextClause:
    """A statement in words, made once, whose values have the types that their names say."""
    names = set(re.findall(r"(?<![:\w]):(\w+)", sql)) & _TYPES.keys()
    return text(sql).bindparams(*(bindparam(name, type_=_TYPES[name]) for name in sorted(names)))


def claiming(sql: str, table: Table) -> TextualSelect:
    """A statement that claims rows, and returns columns of the queue as values."""
    returned = sql.rsplit("RETURNING", 1)[1].split(",")
    names = {column.name: column for column in table.c}
    return typed(sql).columns(*(names[name.strip()] for name in returned))


async def hold(
    connection: DatabaseConnection, statement: Executable, *, lease_seconds: float, **values: Any
) -> tuple[str, list[Any]]:
    """Claim rows; their lease, and the rows in their order, with `seq` first.

    Raises Conflict when another worker holds a row with the same ordering key.
    """
    lease = secrets.token_hex(8)
    values |= {"new_lease": lease, "lease_seconds": lease_seconds}
    return lease, sorted((await connection.execute(statement, values)).all(), key=itemgetter(0))


async def settle(connection: DatabaseConnection, table: Table, id: str, lease: str, **values: Any) -> bool:
    """Change a row that this lease still holds; False when it does not any more."""
    held = and_(table.c.id == id, table.c.lease == lease, table.c.state == CLAIMED)
    result = await connection.execute(update(table).where(held).values(**values))
    return result.rowcount == 1


async def wake(connection: DatabaseConnection, table: Table, dependency: str | None) -> int:
    """Let rows that wait for a dependency, or for any, be claimed at once; how many there were."""
    waits = table.c.waits_for.is_not(None) if dependency is None else table.c.waits_for == dependency
    waiting = update(table).where(table.c.state == WAITING, waits)
    return (await connection.execute(waiting.values(not_before=0.0, waits_for=None))).rowcount


async def give_back(
    connection: DatabaseConnection,
    table: Table,
    held: Sequence[tuple[str, str]],
    not_before: ColumnElement[float] | float,
    **values: Any,
) -> None:
    """Let rows, given as pairs of id and lease, be claimed again from `not_before` on, as if they had not
    been claimed."""
    mine = and_(tuple_(table.c.id, table.c.lease).in_(held), table.c.state == CLAIMED)
    again = {"state": WAITING, "not_before": not_before, "attempts": table.c.attempts - 1}
    await connection.execute(update(table).where(mine).values(**again, **values))


async def extend(
    connection: DatabaseConnection, table: Table, held: Sequence[tuple[str, str]], until: ColumnElement[float]
) -> None:
    """Let the leases of rows, given as pairs of id and lease, last until then."""
    mine = and_(tuple_(table.c.id, table.c.lease).in_(held), table.c.state == CLAIMED)
    await connection.execute(update(table).where(mine).values(lease_until=until))


async def prune_finished(
    connection: DatabaseConnection, table: Table, content: str, seconds: ColumnElement[float], hours: float
) -> int:
    """Blank the content of rows that were finished so long ago; how many."""
    old = and_(
        table.c.state == DONE,
        table.c.finished_at < seconds - hours * 3600,
        table.c[content].is_not(None),
    )
    return (await connection.execute(update(table).where(old).values({content: None}))).rowcount


class WakeUp:
    """Wakes a waiting loop of this process."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Let the next wait return at once."""
        self._event.set()

    async def wait(self, timeout_seconds: float) -> bool:
        """Return when somebody called `notify` since the last wait, else after the time; whether they did."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), timeout_seconds)
        told = self._event.is_set()
        self._event.clear()
        return told
