"""The store as one value: rows, inbox, outbox and schedule on one database, and what operators ask of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text, update

from bot.core.events import EventTable
from bot.core.identity import MemberId, Scope, Space, WorkspaceId
from bot.core.ports.errors import Unavailable
from bot.core.ports.queues import DeadLetter
from bot.core.ports.store import UNDO_DAYS, RowsSeen
from bot.core.ports.time import Clock
from bot.core.ports.work import Work
from bot.features.listing import EVENTS
from bot.store import replaced
from bot.store.checking import CleanEnd, is_damaged
from bot.store.database import Database
from bot.store.health import Health
from bot.store.inbox import SqlInbox
from bot.store.journal_term import prune_journal
from bot.store.measuring import StoreFigures, measure
from bot.store.migrating import migrate
from bot.store.moving import Mover
from bot.store.outbox import Pace, SqlOutbox
from bot.store.probing import write_something
from bot.store.queues import CLAIMED, WAITING, WakeUp, inbox, outbox
from bot.store.reading import SqlReader
from bot.store.receipts import mirror_receipts
from bot.store.record_term import prune_records
from bot.store.schedule import SqlSchedule
from bot.store.spaces import spaces_of
from bot.store.tables import members, notes, records
from bot.store.transactions import SqlTransactions
from bot.store.turns import only_one
from bot.store.unit_of_work import SqlUnitOfWork
from bot.store.writability import sentence_of

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
        self._clean_end: CleanEnd | None = None
        self._transactions = SqlTransactions(
            database,
            work_wake_up=work_wake_up,
            delivery_wake_up=delivery_wake_up,
            finished=finished,
            events=events,
        )
        self.schedule = SqlSchedule(database, work_wake_up)
        self._clock = clock
        self.inbox = SqlInbox(database, clock, work_wake_up, finished=finished)
        self.outbox = SqlOutbox(database, delivery_wake_up, pace)
        self.mover = Mover(database.buffered, self.inbox) if database.buffered is not None else None
        """Moves what the intake's process took in into the inbox; None where it writes there itself."""
        self.wake_worker = work_wake_up.notify
        """Have the worker of this process look at once, since another process put something in."""

    def read(self, scope: Scope, *, seen: RowsSeen | None = None) -> AbstractAsyncContextManager[SqlReader]:
        """Open what a scope may see for reading, all of one moment; raises Unavailable."""
        return self._transactions.read(scope, seen=seen)

    def write(
        self, work: Work[Any], *, seen: RowsSeen | None = None
    ) -> AbstractAsyncContextManager[SqlUnitOfWork]:
        """Open the one commit of a piece of work; raises LeaseLost, Conflict or Unavailable."""
        return self._transactions.write(work, seen=seen)

    def only_one(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Tell whether this process alone does what the name says, for the block."""
        return only_one(self._database, name)

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()
        if self._clean_end is not None:
            self._clean_end.end()

    async def check(self) -> None:
        """Ask the database something small; raises Unavailable."""
        async with self._database.begin_read() as connection:
            await connection.execute(text("SELECT 1"))

    async def check_writing(self, *, at_once: bool = False) -> None:
        """Raise Unavailable where nothing can be taken in: no space, or no right to write.

        Where a write was refused before, one as large as a message is tried, at most every few seconds;
        with `at_once` it is tried in any case.
        """
        writability = self._database.writability
        if found := writability.look():
            writability.refused(found)
        elif at_once or (writability.problem and writability.may_try()):
            await write_something(self._database)
            writability.written()
        if writability.problem:
            raise Unavailable(sentence_of(writability.problem))

    @property
    def health(self) -> Health:
        """Whether the database answers; whoever waits for that is told."""
        return self._database.health

    @property
    def write_problem(self) -> str:
        """The code of why nothing can be written, as far as it was noticed; empty where all is well."""
        return self._database.writability.problem

    async def counts(self) -> dict[str, int]:
        """How many rows of inbox and outbox stand how, e.g. `{"inbox waiting": 3, "outbox dead": 1}`."""
        found: dict[str, int] = {}
        async with self._database.begin_read() as connection:
            for table in (inbox, outbox):
                statement = select(table.c.state, func.count()).group_by(table.c.state)
                for state, count in await connection.execute(statement):
                    found[f"{table.name} {state}"] = count
        if self._database.buffered is not None:
            found |= await self._database.buffered.count()
        return found

    async def count_records(self, kind: str, field: str) -> dict[str, int]:
        """How many records of a kind, by its written name, hold which text in a field, of all members."""
        value = records.c.body[field].as_string()
        statement = select(value, func.count()).where(records.c.kind == kind).group_by(value)
        async with self._database.begin_read() as connection:
            return {text or "": count for text, count in await connection.execute(statement)}

    async def measure(self, now: datetime) -> StoreFigures:
        """How much waits, and since when something is due."""
        return await measure(self._database, now)

    async def prune(self, content_hours: float, undo_days: float = UNDO_DAYS) -> int:
        """Drop what the queues hold of finished work, its content first, what undoes changes of long ago, and
        what has a term; how many rows were changed."""
        changed = await self.inbox.prune(payloads_after_hours=content_hours, keys_after_hours=_KEY_HOURS)
        changed += await self.outbox.prune(
            deliveries_after_hours=content_hours, rows_after_hours=_PLACE_HOURS
        )
        changed += await prune_journal(self._database, self._clock.now() - timedelta(days=undo_days))
        changed += await prune_records(self._database, self._clock.now())
        if changed:
            await self._database.forget_log()
        return changed

    @property
    def is_erasing(self) -> bool:
        """Whether an erasure is unfinished on disk, since somebody reads an older state of the database."""
        return self._database.is_forgetting

    async def finish_erasing(self) -> bool:
        """Finish on disk what was erased before; tell whether nothing is left to finish."""
        return not self.is_erasing or await self._database.forget_log()

    async def is_damaged(self) -> bool:
        """Whether SQLite finds something wrong in its file; it reads all of it. Others look themselves."""
        path = self._database.path
        return path is not None and await asyncio.to_thread(is_damaged, path)

    async def check_after_kill(self) -> None:
        """Remember that a bot works on SQLite's file until it is closed; read it if the last was killed."""
        if self._database.path is not None:
            self._clean_end = CleanEnd(self._database.path)
            await self._clean_end.look()

    async def tidy_erased(self) -> None:
        """Bring the file of receipts up to date, and delete databases that were replaced long ago."""
        if self._database.path is not None:
            await mirror_receipts(self._database)
            replaced.remove(self._database.path, set_aside_before=time.time() - replaced.KEPT_SECONDS)

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
                c = table.c
                left = {"attempts": c.attempts - 1, "abandoned": c.abandoned + 1}
                statement = update(table).where(c.state == CLAIMED).values(state=WAITING, lease=None, **left)
                released += (await connection.execute(statement)).rowcount
        return released

    async def team_spaces(self, workspace: WorkspaceId, member: MemberId) -> frozenset[Space]:
        """The spaces that rows open to a member, as account teams do (for the member's scope)."""
        async with self._database.begin_read(alone=True) as connection:
            return await spaces_of(connection, workspace, member)

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
    store = SqlStore(database, clock, pace or Pace(), events)
    await store.finish_erasing()
    await store.tidy_erased()
    return store
