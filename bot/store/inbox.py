"""The inbox: durable work, claimed in batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Executable, Integer, and_, bindparam, delete, null, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import FromClause

from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.queues import Claimed, DeadLetter, Envelope
from bot.core.ports.time import Clock
from bot.store.database import Database
from bot.store.dead_letters import dead_letter, dead_rows, revive
from bot.store.entries import InboxWriter, put_in
from bot.store.queues import (
    DEAD,
    DONE,
    WAITING,
    WakeUp,
    extend,
    hold,
    hold_statement,
    inbox,
    prune_finished,
    ready,
    settle,
)
from bot.store.types import UtcTime


class SqlInbox:
    """The inbox on a database; `clock` tells what is due, the database's own clock measures leases."""

    def __init__(
        self, database: Database, clock: Clock, wake_up: WakeUp, *, finished: set[tuple[str, str]]
    ) -> None:
        """`finished` holds key and lease of the work that the store's commit has marked as done already."""
        self._database = database
        self._finished = finished
        self._clock = clock
        self._wake_up = wake_up
        self._intake = InboxWriter(database)
        self._claiming = _claiming(database.seconds())

    async def accept(self, envelope: Envelope) -> bool:
        """Store an envelope; False when its key was seen before. Raises Unavailable."""
        new = await self._intake.put(envelope)
        if new:
            self._wake_up.notify()
        return new

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Claimed]:
        """Take work that is due, at most one envelope for each ordering key, oldest first."""
        try:
            async with self._database.begin_write() as connection:
                wanted = {"due_by": self._clock.now(), "most": limit}
                rows = await hold(connection, self._claiming, lease_seconds=lease_seconds, **wanted)
        except IntegrityError:  # another worker was faster with one of the ordering keys
            return []
        return [_claimed(row) for row in rows]

    async def renew(self, held: Sequence[Claimed], *, lease_seconds: float) -> None:
        """Hold work longer; what was taken over meanwhile stays taken over."""
        until = self._database.seconds() + lease_seconds
        async with self._database.begin_write() as connection:
            await extend(connection, inbox, [(each.envelope.key, each.lease) for each in held], until)

    async def finish(self, claimed: Claimed) -> None:
        """Finish work that changed nothing; nothing happens when it is not held any more."""
        if not self._is_finished(claimed):
            async with self._database.begin_write() as connection:
                await finish(connection, claimed.envelope.key, claimed.lease, self._database.seconds())
        self._wake_up.notify()

    def _is_finished(self, claimed: Claimed) -> bool:
        """Return whether the work's own commit went through; an answer is given once."""
        place = (claimed.envelope.key, claimed.lease)
        known = place in self._finished
        self._finished.discard(place)
        return known

    async def retry(
        self, claimed: Claimed, *, after_seconds: float, error: str, reference: str, counts: bool = True
    ) -> None:
        """Give work back, to be tried again later; what has its ordering key waits. `counts`: it was an
        attempt."""
        not_before = self._database.seconds() + after_seconds
        attempts = claimed.attempt if counts else claimed.attempt - 1
        await self._settle(
            claimed,
            state=WAITING,
            not_before=not_before,
            attempts=attempts,
            error=error,
            reference=reference,
        )

    async def bury(
        self,
        claimed: Claimed,
        *,
        error: str,
        reference: str,
        then: Envelope | None,
        erase: bool = False,
    ) -> None:
        """Give work up as a dead letter, and queue `then` in the same commit."""
        emptied: dict[str, Any] = {"payload": null()} if erase else {}
        await self._settle(
            claimed,
            then,
            state=DEAD,
            error=error,
            reference=reference,
            finished_at=self._database.seconds(),
            **emptied,
        )

    async def dead_letters(self, limit: int = 50) -> list[DeadLetter]:
        """Return what was given up, the newest first."""
        rows = await dead_rows(self._database, inbox, limit)
        return [dead_letter(row, source=row["source"], kind=_kind(row)) for row in rows]

    async def replay(self, key: str) -> bool:
        """Put a dead letter back to be tried again; False when there is none, or its content is gone."""
        found = await revive(self._database, inbox, "payload", key, attempts=0, lease=None)
        self._wake_up.notify()
        return found

    async def prune(self, *, payloads_after_hours: float, keys_after_hours: float) -> int:
        """Blank the payloads of finished work, and later drop its key; how many rows were changed.

        Dead letters keep their payload, to be replayed, until their key is dropped.
        """
        seconds = self._database.seconds()
        finished = inbox.c.state.in_([DONE, DEAD])
        old = and_(finished, inbox.c.finished_at < seconds - keys_after_hours * 3600)
        async with self._database.begin_write() as connection:
            dropped = (await connection.execute(delete(inbox).where(old))).rowcount
            blanked = await prune_finished(connection, inbox, "payload", seconds, payloads_after_hours)
        return dropped + blanked

    async def wait(self, timeout_seconds: float) -> None:
        """Return early when new work may have come (same process), else after the time."""
        await self._wake_up.wait(timeout_seconds)

    async def _settle(self, claimed: Claimed, then: Envelope | None = None, **values: Any) -> None:
        if self._is_finished(claimed):
            return
        async with self._database.begin_write() as connection:
            held = await settle(connection, inbox, claimed.envelope.key, claimed.lease, **values)
            if held and then is not None:
                await put_in(connection, [then])
        self._wake_up.notify()


async def finish(
    connection: AsyncConnection,
    key: str,
    lease: str,
    seconds: ColumnElement[float],
    *,
    erase: bool = False,
) -> bool:
    """Mark work as done inside a transaction, with its payload erased at once where that is asked for.

    False when this lease does not hold it.
    """
    emptied: dict[str, Any] = {"payload": null()} if erase else {}
    return await settle(
        connection, inbox, key, lease, state=DONE, lease_until=None, finished_at=seconds, **emptied
    )


def _claiming(seconds: ColumnElement[float]) -> Executable:
    picked = (
        select(inbox.c.seq)
        .where(ready(inbox, seconds, _due))
        .order_by(inbox.c.seq)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True)
    )
    return hold_statement(inbox, picked, seconds)


def _due(table: FromClause) -> ColumnElement[bool]:
    return or_(table.c.due.is_(None), table.c.due <= bindparam("due_by", type_=UtcTime()))


def _claimed(row: Any) -> Claimed:
    envelope = Envelope(
        key=row["id"],
        source=row["source"],
        workspace=WorkspaceId(row["workspace"]),
        member=MemberId(row["member"]),
        payload=row["payload"] or {},
        ordering_key=row["ordering_key"],
        due=row["due"],
    )
    return Claimed(envelope=envelope, attempt=row["attempts"], lease=row["lease"])


def _kind(row: Any) -> object:
    """Return what the work was: the command's name, or the type that Slack gave it."""
    payload = row["payload"] or {}
    command = payload.get("command")
    return command.get("command") if isinstance(command, dict) else payload.get("type")
