"""What inbox and outbox share: rows held by leases, those with one ordering key one at a time and in
order."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Double,
    Executable,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Select,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    exists,
    literal_column,
    or_,
    true,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import FromClause

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


inbox = _queue(
    "inbox", Column("source", Text, nullable=False), Column("payload", Json), Column("due", UtcTime)
)

outbox = _queue(
    "outbox",
    Column("delivery", Json),
    Column("paced", Boolean, nullable=False),
    Column("subject", Text),
    Column("conversation", Text),
    Column("message", Text),
)
Index("ix_outbox_subject", outbox.c.workspace, outbox.c.member, outbox.c.subject)

posts_about = Table(
    "posts_about",
    metadata,
    Column("workspace", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("outbox_id", Text, nullable=False),
    PrimaryKeyConstraint("workspace", "about", "outbox_id"),
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


def ready(
    table: Table,
    seconds: ColumnElement[float],
    due: Callable[[FromClause], ColumnElement[bool]] = lambda _: true(),
) -> ColumnElement[bool]:
    """Rows that may be claimed: given back by a lease that ran out, or first with their ordering key and none
    held.

    Rows that are not `due` yet hold up nobody.
    """
    c, ahead = table.c, table.alias("ahead")
    in_the_way = exists().where(
        live_rows(ahead),
        ahead.c.workspace == c.workspace,
        ahead.c.ordering_key == c.ordering_key,
        or_(ahead.c.state == CLAIMED, and_(ahead.c.seq < c.seq, due(ahead))),
    )
    lapsed = and_(c.state == CLAIMED, c.lease_until <= seconds)
    next_one = and_(c.state == WAITING, due(table), c.not_before <= seconds, ~in_the_way.correlate(table))
    return and_(live_rows(table), or_(lapsed, next_one))


def hold_statement(table: Table, picked: Select[Any], seconds: ColumnElement[float]) -> Executable:
    """Return the statement by which `hold` claims the rows whose `seq` is picked.

    It is made once, since making it takes longer than running it.
    """
    chosen = picked.cte("picked")
    return (
        update(table)
        .where(table.c.seq.in_(Select(chosen.c.seq)))
        .values(
            state=CLAIMED,
            lease=bindparam("new_lease", type_=Text()),
            lease_until=seconds + bindparam("lease_seconds", type_=Double()),
            attempts=table.c.attempts + 1,
        )
        .returning(*table.c)
    )


async def hold(
    connection: AsyncConnection, holding: Executable, *, lease_seconds: float, **values: Any
) -> Sequence[Any]:
    """Claim rows, in their order; raises IntegrityError when another worker holds a row with that ordering
    key."""
    values |= {"new_lease": secrets.token_hex(8), "lease_seconds": lease_seconds}
    rows = (await connection.execute(holding, values)).mappings().all()
    return sorted(rows, key=lambda row: row["seq"])


async def settle(connection: AsyncConnection, table: Table, id: str, lease: str, **values: Any) -> bool:
    """Change a row that this lease still holds; False when it does not any more."""
    held = and_(table.c.id == id, table.c.lease == lease, table.c.state == CLAIMED)
    result = await connection.execute(update(table).where(held).values(**values))
    return result.rowcount == 1


async def extend(
    connection: AsyncConnection, table: Table, held: Sequence[tuple[str, str]], until: ColumnElement[float]
) -> None:
    """Let the leases of rows, given as pairs of id and lease, last until then."""
    mine = and_(tuple_(table.c.id, table.c.lease).in_(held), table.c.state == CLAIMED)
    await connection.execute(update(table).where(mine).values(lease_until=until))


async def prune_finished(
    connection: AsyncConnection, table: Table, content: str, seconds: ColumnElement[float], hours: float
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

    async def wait(self, timeout_seconds: float) -> None:
        """Return when somebody called `notify` since the last wait, else after the time."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), timeout_seconds)
        self._event.clear()


def later_of(one: ColumnElement[float], other: ColumnElement[float]) -> ColumnElement[float]:
    """Return the greater of two times, in words that both databases know."""
    return case((one > other, one), else_=other)
