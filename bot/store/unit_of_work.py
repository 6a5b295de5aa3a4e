"""The unit of work: rows, what follows from them, what is said and queued, and the journal, in one commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select

from bot.codec import write_job
from bot.core.commands import Command, Origin, Surface
from bot.core.deliveries import Delivery
from bot.core.events import Change, EventTable, Published
from bot.core.identity import MemberId
from bot.core.notes import Note
from bot.core.ports.errors import ChangedSince, Conflict, NotFound, OutOfScope
from bot.core.ports.queues import Envelope, Post, Posted
from bot.core.ports.store import OwnRow, Restored, RowsSeen, TakenIn
from bot.core.ports.work import Work
from bot.core.schedule.jobs import ScheduledJob
from bot.store import posts, schedule
from bot.store.connection import DatabaseConnection
from bot.store.entries import delivery_ids, put_in, put_out
from bot.store.journal import Journal
from bot.store.kinds import Body, StoredKind, body_hash, kind_named, kind_of
from bot.store.leaving import erase_own
from bot.store.owning import take_in
from bot.store.reading import SqlReader
from bot.store.receipts import write_receipt
from bot.store.repository import SqlRepository
from bot.store.scrubbing import scrub
from bot.store.tables import members

T = TypeVar("T")


class SqlUnitOfWork(SqlReader):
    """The unit of work on one connection."""

    def __init__(
        self,
        connection: DatabaseConnection,
        work: Work[Any],
        events: EventTable,
        seen: RowsSeen | None = None,
    ) -> None:
        super().__init__(connection, work.scope, seen)
        self._work = work
        self._journal = Journal(connection, work, leaving=self._leaving, entered=self._entered)
        self._deliveries: list[Delivery] = []
        self._follow_ups: list[Envelope] = []
        self._events = events
        self._changes: dict[tuple[str, str], tuple[Body | None, Body | None]] = {}
        self._published: list[Published] = []
        self._removed: set[tuple[str, str]] = set()
        self._erased_words: Collection[str] | None = None
        self.erases_member = False
        """Whether all goes that is the member's own."""

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

    async def undo(self, change: str, *, keep: Collection[str] | None = None) -> tuple[Restored, ...]:
        """Restore what a change of this member's replaced; raises NotFound or ChangedSince, and then nothing
        is restored. With `keep`, rows with these ids and rows that were changed since stay as they are."""
        rows = [row for row in await self._journal.replaced_by(change) if keep is None or row.id not in keep]
        restore: dict[str, list[tuple[str, Body | None, Body | None]]] = {}
        for kind in dict.fromkeys(row.kind for row in rows):
            mine = [row for row in rows if row.kind == kind]
            try:
                there = await self._repository(kind_named(kind)).bodies_for_change([row.id for row in mine])
            except OutOfScope:
                raise ChangedSince(kind) from None
            unchanged = [row for row in mine if body_hash(there.get(row.id)) == row.after_hash]
            if len(unchanged) < len(mine) and keep is None:
                raise ChangedSince(kind)
            if any(row.before and row.before["space"] not in self._scope.spaces for row in unchanged):
                raise NotFound("change")
            restore[kind] = [(row.id, there.get(row.id), row.before) for row in unchanged]
        restored: list[Restored] = []
        for kind, several in restore.items():
            repository = self._repository(kind_named(kind))
            await repository.replace_all(several)
            restored += [
                Restored(repository.item(before), repository.item(left)) for _, left, before in several
            ]
        return tuple(restored)

    async def changed_since(self, change: str) -> tuple[object, ...]:
        """Return the rows of a change that are still there and another by now; raises NotFound."""
        wrote = {(row.kind, row.id): row.after_hash for row in await self._journal.replaced_by(change)}
        found: list[object] = []
        for kind in dict.fromkeys(kind for kind, _ in wrote):
            repository = self._repository(kind_named(kind))
            there = await repository.bodies_for_change([id for each, id in wrote if each == kind])
            found += [
                repository.item(body)
                for id, body in there.items()
                if body is not None and body_hash(body) != wrote[kind, id]
            ]
        return tuple(found)

    def erase(self, words: Collection[str]) -> None:
        """Let nothing of this work's removals be restored, nor anything else that holds the words."""
        self._erased_words = words

    @property
    def said_ids(self) -> tuple[str, ...]:
        """The ids of the deliveries that this work has said so far."""
        return tuple(delivery_ids(self._work, len(self._deliveries)))

    async def drop_waiting(self, post: Post) -> None:
        """Take back a delivery of the member's that waits; raises Conflict where it has left meanwhile."""
        if not await posts.drop_waiting(self._connection, self._scope, post.id):
            raise Conflict("delivery")

    async def forget_about(self, ids: Collection[str]) -> None:
        """Forget which of the member's posts spoke of these rows, which are erased."""
        await posts.forget_about(self._connection, self._scope, ids)

    async def find_shown_of_others(self) -> list[str]:
        """The ids of other members' and teams' rows that what was posted to the member speaks of."""
        return await posts.find_shown_of_others(self._connection, self._scope)

    async def empty_deliveries(self, about: Collection[str]) -> None:
        """Empty what was sent to the member of these rows, which they may not see any more."""
        await posts.empty_deliveries(self._connection, self._scope, about)

    def publish(self, event: Published) -> None:
        """Say that something happened which no row tells."""
        self._published.append(event)

    def take_changes(self) -> list[Change | Published]:
        """What differs from before, each row once, and then what was published, since this was asked last."""
        changes, self._changes = self._changes, {}
        published, self._published = self._published, []
        rows = [(*row, *bodies) for row, bodies in changes.items() if bodies[0] != bodies[1]]
        return [*(_change(*row) for row in rows), *published]

    async def erase_own(self) -> list[Posted]:
        """Remove for good all that is the scope's member's own, but for what is shared with somebody."""
        self.erase(self._erased_words or ())
        self.erases_member = True
        await self._journal.write()
        return await erase_own(self._connection, self._work, self._words)

    async def take_in(self, rows: Sequence[OwnRow]) -> list[TakenIn]:
        """Add rows of an export to the member's own space, where they are not there yet."""
        return await take_in(self._connection, self._scope, rows, self._repository)

    async def take_out(self, kind: str, id: str) -> None:
        """Remove a row of the member's own by its kind's written name, where it is there."""
        repository = self._repository(kind_named(kind))
        if await repository.count(id=id, space=self._scope.own):
            await repository.remove(id)

    async def member_ids(self, *, admins: bool = False) -> list[MemberId]:
        """Everybody of the workspace who uses the bot; with `admins` the admins, as far as known."""
        everybody = select(members.c.id).where(members.c.workspace == self._scope.workspace)
        if admins:
            everybody = everybody.where(members.c.is_admin)
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
        await self._journal.write()
        if self._erased_words is not None:
            await scrub(self._connection, self._work, self.removed_ids, self._erased_words)
            await write_receipt(self._connection, self._work, self._removed, own=self.erases_member)
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
