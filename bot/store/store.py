"""The store as one value: rows, inbox, outbox and schedule on one database, and what operators ask of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import and_, false, func, or_, select, text, update

from bot.core.events import EventTable
from bot.core.identity import MemberId, Scope, Space, WorkspaceId, team_space
from bot.core.ports.queues import DeadLetter
from bot.core.ports.store import RowsSeen
from bot.core.ports.time import Clock
from bot.core.ports.work import Work
from bot.features import EVENTS
from bot.store.database import Database
from bot.store.inbox import SqlInbox
from bot.store.kinds import kinds_that_open_spaces
from bot.store.migrating import migrate
from bot.store.outbox import Pace, SqlOutbox
from bot.store.queues import CLAIMED, WAITING, WakeUp, inbox, outbox
from bot.store.schedule import SqlSchedule
from bot.store.tables import links, members, notes
from bot.store.transactions import SqlReader, SqlTransactions, SqlUnitOfWork

_KEY_HOURS = 30 * 24
"""How long a key keeps its work from being done twice, and a dead letter can be tried again."""
_PLACE_HOURS = 5 * 366 * 24
"""How long it is known where a post stands: without that it can be neither changed nor erased."""


class SqlStore:
    """The truth in SQL with its inbox, outbox and schedule, on one database."""

    def __init__(self, database: Database, clock: Clock, pace: Pace, events: EventTable) -> None:
        work_wake_up, delivery_wake_up = WakeUp(), WakeUp()
        finished: set[tuple[str, str]] = set()
        self._database = database
        self._transactions = SqlTransactions(
            database,
            work_wake_up=work_wake_up,
            delivery_wake_up=delivery_wake_up,
            finished=finished,
            events=events,
        )
        self.schedule = SqlSchedule(database, work_wake_up)
        self.inbox = SqlInbox(database, clock, work_wake_up, finished=finished)
        self.outbox = SqlOutbox(database, delivery_wake_up, pace)

    def read(self, scope: Scope, *, seen: RowsSeen | None = None) -> AbstractAsyncContextManager[SqlReader]:
        """Open what a scope may see for reading, all of one moment; raises Unavailable."""
        return self._transactions.read(scope, seen=seen)

    def write(
        self, work: Work[Any], *, seen: RowsSeen | None = None
    ) -> AbstractAsyncContextManager[SqlUnitOfWork]:
        """Open the one commit of a piece of work; raises LeaseLost, Conflict or Unavailable."""
        return self._transactions.write(work, seen=seen)

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    async def check(self) -> None:
        """Ask the database something small; raises Unavailable."""
        async with self._database.begin_read() as connection:
            await connection.execute(text("SELECT 1"))

    async def counts(self) -> dict[str, int]:
        """How many rows of inbox and outbox stand how, e.g. `{"inbox waiting": 3, "outbox dead": 1}`."""
        found: dict[str, int] = {}
        async with self._database.begin_read() as connection:
            for table in (inbox, outbox):
                statement = select(table.c.state, func.count()).group_by(table.c.state)
                for state, count in await connection.execute(statement):
                    found[f"{table.name} {state}"] = count
        return found

    async def prune(self, content_hours: float) -> int:
        """Drop what the queues hold of finished work, its content first; how many rows were changed."""
        changed = await self.inbox.prune(payloads_after_hours=content_hours, keys_after_hours=_KEY_HOURS)
        return changed + await self.outbox.prune(
            deliveries_after_hours=content_hours, rows_after_hours=_PLACE_HOURS
        )

    async def dead_letters(self, limit: int) -> list[DeadLetter]:
        """What was given up, work and deliveries, the newest first."""
        letters = [*await self.inbox.dead_letters(limit), *await self.outbox.dead_letters(limit)]
        return sorted(letters, key=lambda letter: letter.died_at, reverse=True)[:limit]

    async def replay(self, key: str) -> bool:
        """Put a dead letter back to be tried again; False when there is none, or its content is gone."""
        return await self.inbox.replay(key) or await self.outbox.replay(key)

    async def release_all(self) -> int:
        """Give back everything that is held, when nobody else works on this database: a fresh start of a
        single process need not wait for the leases of the one that was killed. How many rows it was."""
        released = 0
        async with self._database.begin_write() as connection:
            for table in (inbox, outbox):
                statement = update(table).where(table.c.state == CLAIMED).values(state=WAITING, lease=None)
                released += (await connection.execute(statement)).rowcount
        return released

    async def team_spaces(self, workspace: WorkspaceId, member: MemberId) -> frozenset[Space]:
        """The spaces that rows open to a member, as account teams do (for the member's scope)."""
        openers = (
            and_(links.c.kind == kind.name, links.c.field == kind.opens_space)
            for kind in kinds_that_open_spaces()
        )
        statement = select(links.c.id).where(
            links.c.workspace == workspace,
            links.c.value == member,
            or_(false(), *openers),
        )
        async with self._database.begin_read() as connection:
            return frozenset(map(team_space, (await connection.execute(statement)).scalars()))

    async def note_keys(
        self, workspace: WorkspaceId, *, batch: int = 500
    ) -> AsyncIterator[tuple[Space, str]]:
        """Space and id of every note of a workspace, keys only (for reindexing and for comparing indexes)."""
        last = -1
        while True:
            statement = (
                select(notes.c.seq, notes.c.space, notes.c.id)
                .where(notes.c.workspace == workspace, notes.c.seq > last)
                .order_by(notes.c.seq)
                .limit(batch)
            )
            async with self._database.begin_read() as connection:
                rows = (await connection.execute(statement)).all()
            for seq, space, id in rows:
                last = seq
                yield Space(space), id
            if len(rows) < batch:
                return

    async def member_keys(self, *, batch: int = 500) -> AsyncIterator[tuple[WorkspaceId, MemberId]]:
        """Workspace and id of every member, keys only (for sweeps)."""
        key = (members.c.workspace, members.c.id)
        last = ("", "")
        while True:
            after = (members.c.workspace > last[0]) | (
                (members.c.workspace == last[0]) & (members.c.id > last[1])
            )
            async with self._database.begin_read() as connection:
                rows = (await connection.execute(select(*key).where(after).order_by(*key).limit(batch))).all()
            for workspace, member in rows:
                last = (workspace, member)
                yield WorkspaceId(workspace), MemberId(member)
            if len(rows) < batch:
                return


async def open_store(
    url: str,
    clock: Clock,
    *,
    pace: Pace | None = None,
    seconds: Callable[[], float] | None = None,
    migrated: bool = False,
    events: EventTable = EVENTS,
) -> SqlStore:
    """Open the store at `sqlite:///path` or `postgresql://...`, brought up to date unless it is `migrated`.

    `events` says what follows from which change. `seconds` replaces the database's clock for leases and pace,
    in tests. Raises Unavailable.
    """
    database = Database(url, seconds=seconds)
    if not migrated:
        try:
            await migrate(database)
        except BaseException:
            await database.close()
            raise
    return SqlStore(database, clock, pace or Pace(), events)
