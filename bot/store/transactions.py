"""Transactions: one that only reads, and the one commit of a piece of work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.codec import write_job
from bot.core.commands import Command, Origin, Surface
from bot.core.deliveries import Delivery
from bot.core.events import Change, ContactReplaced, EventTable
from bot.core.identity import MemberId, Scope
from bot.core.notes import Note
from bot.core.ports.errors import ChangedSince, LeaseLost, NotFound, OutOfScope
from bot.core.ports.queues import Envelope, Posted
from bot.core.ports.store import LexicalHit, Restored, RowsSeen
from bot.core.ports.work import Work
from bot.core.schedule.jobs import ScheduledJob
from bot.store import schedule
from bot.store.database import Database
from bot.store.entries import put_in, put_out
from bot.store.inbox import finish
from bot.store.journal import Journal
from bot.store.kinds import Body, StoredKind, body_hash, kind_named, kind_of
from bot.store.lexical import WordIndex
from bot.store.outbox import find_post
from bot.store.posts import find_posts_about
from bot.store.queues import WakeUp
from bot.store.repository import SqlRepository
from bot.store.scrubbing import scrub
from bot.store.tables import members

T = TypeVar("T")


class SqlTransactions:
    """Opens transactions: one that reads what a scope may see, or the one commit of a piece of work."""

    def __init__(
        self,
        database: Database,
        *,
        work_wake_up: WakeUp,
        delivery_wake_up: WakeUp,
        finished: set[tuple[str, str]],
        events: EventTable,
    ) -> None:
        """`finished` learns key and lease of the work whose commit went through."""
        self._database = database
        self._events = events
        self._finished = finished
        self._work_wake_up = work_wake_up
        self._delivery_wake_up = delivery_wake_up

    @asynccontextmanager
    async def read(self, scope: Scope, *, seen: RowsSeen | None = None) -> AsyncIterator[SqlReader]:
        """Open what a scope may see for reading, all of one moment; raises Unavailable."""
        async with self._database.begin_read() as connection:
            yield SqlReader(connection, scope, seen)

    @asynccontextmanager
    async def write(self, work: Work[Any], *, seen: RowsSeen | None = None) -> AsyncIterator[SqlUnitOfWork]:
        """Open the one commit of this work; raises LeaseLost, Conflict, Unavailable.

        Work without a lease did not come through the inbox (a command line, a test): nothing is marked.
        """
        seen = RowsSeen() if seen is None else seen
        try:
            async with self._database.begin_write(snapshot=True) as connection:
                await self._fence(connection, work)
                uow = SqlUnitOfWork(connection, work, self._events, seen)
                yield uow
                await uow.finish()
        except BaseException:
            seen.rolled_back()
            raise
        seen.committed()
        if work.lease:
            self._finished.add((work.key, work.lease))
        if uow.erases:
            await self._database.forget_log()
        self._work_wake_up.notify()
        self._delivery_wake_up.notify()

    async def _fence(self, connection: AsyncConnection, work: Work[Any]) -> None:
        """Mark the work as done first: that locks its row, so nobody can take it over before the commit."""
        seconds, erase = self._database.seconds(), work.command.private
        if work.lease and not await finish(connection, work.key, work.lease, seconds, erase=erase):
            raise LeaseLost(work.key)


class SqlReader:
    """All rows that one scope may see, inside one transaction."""

    def __init__(self, connection: AsyncConnection, scope: Scope, seen: RowsSeen | None = None) -> None:
        self._connection = connection
        self._scope = scope
        self._seen = seen
        self._words = WordIndex(connection)

    def of(self, kind: type[T]) -> SqlRepository[T]:
        """The repository of one kind of row."""
        return SqlRepository(self._connection, self._scope, kind_of(kind), seen=self._seen)

    async def search_notes(
        self,
        words: str,
        *,
        limit: int,
        contact_ids: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> list[LexicalHit]:
        """Notes of the scope that hold some of these words, the best first; any text will do."""
        return await self._words.search_notes(
            self._scope, words, limit=limit, contact_ids=contact_ids, since=since, until=until
        )

    async def find_post(self, subject: str) -> Posted | None:
        """Where the member's latest delivery with this subject was posted, if it was."""
        return await find_post(self._connection, self._scope.workspace, self._scope.member, subject)

    async def find_posts_about(self, ids: Collection[str]) -> list[Posted]:
        """Every message, to anybody in the workspace, that speaks of a row with one of these ids."""
        return await find_posts_about(self._connection, self._scope.workspace, ids)

    async def scheduled_jobs(self) -> list[ScheduledJob]:
        """What is due when for the scope's member, the next first."""
        return await schedule.scheduled_jobs(self._connection, self._scope)


class SqlUnitOfWork(SqlReader):
    """The unit of work on one connection."""

    def __init__(
        self, connection: AsyncConnection, work: Work[Any], events: EventTable, seen: RowsSeen | None = None
    ) -> None:
        super().__init__(connection, work.scope, seen)
        self._work = work
        self._journal = Journal(connection, work, leaving=self._leaving, entered=self._entered)
        self._deliveries: list[Delivery] = []
        self._follow_ups: list[Envelope] = []
        self._events = events
        self._changes: dict[tuple[str, str], tuple[Body | None, Body | None]] = {}
        self._published: list[ContactReplaced] = []
        self._removed: set[tuple[str, str]] = set()
        self._erased_words: Collection[str] | None = None

    @property
    def erases(self) -> bool:
        """Whether what this work removes is removed for good."""
        return self._erased_words is not None

    @property
    def removed_ids(self) -> frozenset[str]:
        """The ids of the rows that this work has removed so far."""
        return frozenset(id for _, id in self._removed)

    def of(self, kind: type[T]) -> SqlRepository[T]:
        """The repository of one kind of row."""
        return self._repository(kind_of(kind))

    def _repository(self, kind: StoredKind[T]) -> SqlRepository[T]:
        return SqlRepository(self._connection, self._scope, kind, self._journal, self._seen)

    def say(self, *deliveries: Delivery) -> None:
        """Put replies into the outbox."""
        self._deliveries.extend(deliveries)

    def enqueue(
        self,
        command: Command,
        *,
        key: str,
        due: datetime | None = None,
        ordering_key: str = "",
        member: MemberId | None = None,
    ) -> None:
        """Put follow-up work into the inbox; the same key is never queued twice for a member."""
        scope = self._scope
        whose = member or scope.member
        if whose == scope.member:
            origin = replace(self._work.origin, surface=Surface.JOB, view=None)
        else:  # nothing of where the one asked may show in what the other gets
            origin = Origin(surface=Surface.JOB)
        self._follow_ups.append(
            Envelope(
                key=f"job:{scope.workspace}:{whose}:{key}",
                source="command",
                workspace=scope.workspace,
                member=whose,
                payload=write_job(command, origin),
                ordering_key=ordering_key,
                due=due,
            )
        )

    async def undo(self, change: str) -> tuple[Restored, ...]:
        """Restore what a change of this member's replaced; raises NotFound or ChangedSince, and then nothing
        is restored."""
        restore: list[tuple[SqlRepository[Any], str, Body | None, Body | None]] = []
        for row in await self._journal.replaced_by(change):
            repository = self._repository(kind_named(row.kind))
            try:
                left = await repository.body_for_change(row.id)
            except OutOfScope:
                raise ChangedSince(row.kind) from None
            if body_hash(left) != row.after_hash:
                raise ChangedSince(row.kind)
            if row.before is not None and row.before["space"] not in self._scope.spaces:
                raise NotFound("change")
            restore.append((repository, row.id, left, row.before))
        for repository, id, left, before in restore:
            await repository.replace(id, left, before)
        return tuple(
            Restored(repository.item(before), repository.item(left))
            for repository, _, left, before in restore
        )

    def erase(self, words: Collection[str]) -> None:
        """Let nothing of this work's removals be restored, nor anything else that holds the words."""
        self._erased_words = words

    def publish(self, event: ContactReplaced) -> None:
        """Say that something happened which no row tells."""
        self._published.append(event)

    def take_changes(self) -> list[Change | ContactReplaced]:
        """What differs from before, each row once, and then what was published, since this was asked last."""
        changes, self._changes = self._changes, {}
        published, self._published = self._published, []
        rows = [(*row, *bodies) for row, bodies in changes.items() if bodies[0] != bodies[1]]
        return [*(_change(*row) for row in rows), *published]

    async def member_ids(self) -> list[MemberId]:
        """Everybody of the workspace who uses the bot."""
        everybody = select(members.c.id).where(members.c.workspace == self._scope.workspace)
        return sorted(map(MemberId, (await self._connection.scalars(everybody)).all()))

    async def scheduled_jobs(self) -> list[ScheduledJob]:
        """What is due when for the scope's member, locked, as it is about to be changed."""
        return await schedule.scheduled_jobs(self._connection, self._scope, for_change=True)

    async def schedule(self, job: ScheduledJob) -> None:
        """Put a scheduled job of the member's into the schedule, or move it; raises OutOfScope for
        another's."""
        await schedule.put(self._connection, self._scope, job)

    async def cancel(self, kind: str, subject: str = "") -> None:
        """Take a scheduled job of the member's out of the schedule, if it is there."""
        await schedule.cancel(self._connection, self._scope, kind, subject)

    async def finish(self) -> None:
        """Do what follows from the changes, then write what was said and queued; called once, at the end."""
        await self._events.follow(self, self._work)
        if self._erased_words is not None:
            await scrub(self._connection, self._work, self.removed_ids, self._erased_words)
        await put_out(self._connection, self._work, self._deliveries)
        if self._follow_ups:
            await put_in(self._connection, self._follow_ups)

    async def _leaving(self, kind: StoredKind[Any], id: str, body: Body | None) -> None:
        """Keep the index of words in line, and remember the row as it was."""
        if self._events.hears_of(kind.type):
            self._changes.setdefault((kind.name, id), (body, None))
        if kind.type is Note and body is not None:
            await self._words.forget(body)

    async def _entered(self, kind: StoredKind[Any], id: str, body: Body | None) -> None:
        """Keep the index of words in line, and remember the row as it is."""
        if self._events.hears_of(kind.type):
            self._changes[kind.name, id] = (self._changes[kind.name, id][0], body)
        if body is None:
            self._removed.add((kind.name, id))
        else:  # it may have been removed before in this commit
            self._removed.discard((kind.name, id))
        if kind.type is Note and body is not None:
            await self._words.learn(body)


def _change(name: str, id: str, before: Body | None, after: Body | None) -> Change:
    kind = kind_named(name)
    return Change(
        kind.type,
        id,
        None if before is None else partial(kind.item, before),
        None if after is None else partial(kind.item, after),
    )
