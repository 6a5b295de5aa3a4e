"""The ledger: books for reading, and books for the one commit of a piece of work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store import agenda
from bot.adapters.store.database import Database
from bot.adapters.store.echoes import Echoes
from bot.adapters.store.inbox import finish, put_in
from bot.adapters.store.journal import Journal
from bot.adapters.store.kinds import Body, Kind, body_hash, kind_named, kind_of
from bot.adapters.store.lexical import WordIndex
from bot.adapters.store.outbox import posted_as, put_out
from bot.adapters.store.posts import posted_about
from bot.adapters.store.queues import Bell
from bot.adapters.store.scrubbing import scrub
from bot.adapters.store.shelf import SqlShelf
from bot.codec import write_job
from bot.domain.agenda import Appointment
from bot.domain.identity import MemberId, Scope
from bot.domain.notes import Note
from bot.messages.commands import Command, IndexNotes, Origin, Surface
from bot.messages.deliveries import Delivery
from bot.ports import (
    ChangedSince,
    Envelope,
    LeaseLost,
    LexicalHit,
    NotFound,
    OutOfScope,
    Posted,
    Restored,
    RowsSeen,
    Work,
)

T = TypeVar("T")


class SqlLedger:
    """The truth, in SQL. The only way in, and it needs a Scope."""

    def __init__(
        self, database: Database, *, work_bell: Bell, delivery_bell: Bell, finished: set[tuple[str, str]]
    ) -> None:
        """`finished` learns key and lease of the work whose commit went through."""
        self._database = database
        self._finished = finished
        self._work_bell = work_bell
        self._delivery_bell = delivery_bell

    @asynccontextmanager
    async def read(self, scope: Scope, *, seen: RowsSeen | None = None) -> AsyncIterator[SqlBooks]:
        """Read-only books, all of one moment; raises Unavailable."""
        async with self._database.reading() as connection:
            yield SqlBooks(connection, scope, seen)

    @asynccontextmanager
    async def write(self, work: Work[Any], *, seen: RowsSeen | None = None) -> AsyncIterator[SqlOpenBooks]:
        """Books for the one commit of this work; raises LeaseLost, Conflict, Unavailable.

        Work without a lease did not come through the inbox (a command line, a test): nothing is marked.
        """
        async with self._database.writing(snapshot=True) as connection:
            await self._fence(connection, work, self._database.seconds())
            books = SqlOpenBooks(connection, work, seen)
            yield books
            await books.finish()
        if work.lease:
            self._finished.add((work.key, work.lease))
        if books.has_erased:
            await self._database.forget_log()
        self._work_bell.ring()
        self._delivery_bell.ring()

    async def _fence(
        self, connection: AsyncConnection, work: Work[Any], seconds: ColumnElement[float]
    ) -> None:
        """Mark the work as done first: that locks its row, so nobody can take it over before the commit."""
        erase = work.command.private
        if work.lease and not await finish(connection, work.key, work.lease, seconds, erase=erase):
            raise LeaseLost(work.key)


class SqlBooks:
    """All rows that one scope may see, inside one transaction."""

    def __init__(self, connection: AsyncConnection, scope: Scope, seen: RowsSeen | None = None) -> None:
        self._connection = connection
        self._scope = scope
        self._seen = seen
        self._words = WordIndex(connection)

    def of(self, kind: type[T]) -> SqlShelf[T]:
        """The shelf of one kind of row."""
        return SqlShelf(self._connection, self._scope, kind_of(kind), seen=self._seen)

    async def matching(
        self,
        words: str,
        *,
        limit: int,
        contact_ids: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> list[LexicalHit]:
        """Notes of the scope that hold some of these words, the best first; any text will do."""
        return await self._words.matching(
            self._scope, words, limit=limit, contact_ids=contact_ids, since=since, until=until
        )

    async def posted_as(self, subject: str) -> Posted | None:
        """Where the member's latest delivery with this subject was posted, if it was."""
        return await posted_as(self._connection, self._scope.workspace, self._scope.member, subject)

    async def posted_about(self, ids: Collection[str]) -> list[Posted]:
        """Every message, to whomever of the workspace, that speaks of one of these contacts or notes."""
        return await posted_about(self._connection, self._scope.workspace, ids)

    async def appointments(self) -> list[Appointment]:
        """What is due when for the scope's member, the next first."""
        return await agenda.appointments(self._connection, self._scope)


class SqlOpenBooks(SqlBooks):
    """Books that may be written, for the one commit of a piece of work."""

    def __init__(self, connection: AsyncConnection, work: Work[Any], seen: RowsSeen | None = None) -> None:
        super().__init__(connection, work.scope, seen)
        self._work = work
        self._journal = Journal(connection, work, leaving=self._leaving, entered=self._entered)
        self._deliveries: list[Delivery] = []
        self._follow_ups: list[Envelope] = []
        self._notes: set[str] = set()
        self._echoes = Echoes(connection, work)
        self._erased: tuple[Collection[str], Collection[str]] | None = None

    @property
    def has_erased(self) -> bool:
        """Whether this work erased something."""
        return self._erased is not None

    def of(self, kind: type[T]) -> SqlShelf[T]:
        """The shelf of one kind of row."""
        return self._shelf(kind_of(kind))

    def _shelf(self, kind: Kind[T]) -> SqlShelf[T]:
        return SqlShelf(self._connection, self._scope, kind, self._journal, self._seen)

    def say(self, *deliveries: Delivery) -> None:
        """Put replies into the outbox."""
        self._deliveries.extend(deliveries)

    def enqueue(
        self,
        command: Command,
        *,
        key: str,
        due: datetime | None = None,
        lane: str = "",
        member: MemberId | None = None,
    ) -> None:
        """Put follow-up work into the inbox for a member; the same key is never queued twice."""
        scope = self._scope
        whose = member or scope.member
        origin = replace(self._work.origin, surface=Surface.JOB, view=None)
        if whose != scope.member:  # nothing of where the one asked may show in what the other gets
            origin = Origin(surface=Surface.JOB)
        self._follow_ups.append(
            Envelope(
                key=f"job:{scope.workspace}:{whose}:{key}",
                source="command",
                workspace=scope.workspace,
                member=whose,
                payload=write_job(command, origin),
                lane=lane,
                due=due,
            )
        )

    async def undo(self, change: str) -> tuple[Restored, ...]:
        """Restore what a change of this member's replaced; raises NotFound or ChangedSince, and then nothing
        is restored."""
        restore: list[tuple[SqlShelf[Any], str, Body | None, Body | None]] = []
        for row in await self._journal.replaced_by(change):
            shelf = self._shelf(kind_named(row.kind))
            try:
                left = await shelf.body_for_change(row.id)
            except OutOfScope:
                raise ChangedSince(row.kind) from None
            if body_hash(left) != row.after_hash:
                raise ChangedSince(row.kind)
            if row.before is not None and row.before["space"] not in self._scope.spaces:
                raise NotFound("change")
            restore.append((shelf, row.id, left, row.before))
        for shelf, id, left, before in restore:
            await shelf.replace(id, left, before)
        return tuple(Restored(shelf.item(before), shelf.item(left)) for shelf, _, left, before in restore)

    def erase(self, ids: Collection[str], words: Collection[str]) -> None:
        """Let nothing of this work's removals be restored, nor anything else that holds the ids or words."""
        self._erased = (ids, words)

    async def appointments(self) -> list[Appointment]:
        """What is due when for the scope's member, locked, as it is about to be changed."""
        return await agenda.appointments(self._connection, self._scope, for_change=True)

    async def appoint(self, appointment: Appointment) -> None:
        """Put an appointment of the member's into the agenda, or move it; raises OutOfScope for another's."""
        await agenda.put(self._connection, self._scope, appointment)

    async def cancel(self, kind: str, subject: str = "") -> None:
        """Take an appointment of the member's out of the agenda, if it is there."""
        await agenda.cancel(self._connection, self._scope, kind, subject)

    async def finish(self) -> None:
        """Write what was said and queued; called once, at the end."""
        for command, member, key in await self._echoes.commands():
            self.enqueue(command, key=key, member=member)
        if self._notes:
            command = IndexNotes(tuple(sorted(self._notes)), for_good=self.has_erased)
            self.enqueue(command, key=self._work.new_id("index"), lane=f"index:{self._scope.member}")
        if self._erased is not None:
            await scrub(self._connection, self._work, *self._erased)
        await put_out(self._connection, self._work, self._deliveries)
        if self._follow_ups:
            await put_in(self._connection, self._follow_ups)

    async def _leaving(self, kind: Kind[Any], _id: str, body: Body | None) -> None:
        """Keep both indexes of notes in line: words at once, meaning by a job."""
        self._echoes.leaving(kind, _id, body)
        if kind.type is Note and body is not None:
            await self._words.forget(body)

    async def _entered(self, kind: Kind[Any], id: str, body: Body | None) -> None:
        self._echoes.entered(kind, id, body)
        if kind.type is Note:
            self._notes.add(id)
            if body is not None:
                await self._words.learn(body)
