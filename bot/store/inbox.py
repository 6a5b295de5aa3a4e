"""The inbox: durable work, claimed in batches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import TextClause, and_, delete, null

from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Conflict
from bot.core.ports.queues import Claimed, DeadLetter, Envelope
from bot.core.ports.time import Clock
from bot.store.claims_sql import claim_inbox
from bot.store.connection import DatabaseConnection
from bot.store.database import Database
from bot.store.dead_letters import dead_letter, dead_rows, revive
from bot.store.entries import InboxWriter, put_in
from bot.store.grouping import Grouped
from bot.store.queues import (
    DEAD,
    DONE,
    WAITING,
    WakeUp,
    claiming,
    extend,
    give_back,
    hold,
    inbox,
    prune_finished,
    settle,
    typed,
    wake,
)

_WINDOW = 8
"""How many times as many of the oldest rows are looked at as are wanted, before lanes are."""
_DONE = (
    "UPDATE inbox SET state = 'done', lease_until = NULL, finished_at = {0} FROM {1} "
    "WHERE inbox.id = mine.id AND inbox.lease = mine.lease AND inbox.state = 'claimed'"
)
_MINE_SQLITE = "(SELECT value ->> 0 AS id, value ->> 1 AS lease FROM json_each(:held)) AS mine"
_MINE_POSTGRESQL = "unnest(:keys, :leases) AS mine (id, lease)"


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
        self._claiming = claiming(claim_inbox(database.clock, sqlite=database.is_sqlite), inbox)
        self._finishing = Grouped(self._finish)
        mine = _MINE_SQLITE if database.is_sqlite else _MINE_POSTGRESQL
        self._done = typed(_DONE.format(database.clock, mine))

    async def accept(self, envelope: Envelope) -> bool:
        """Store an envelope; False when its key was seen before. Raises Unavailable."""
        new = await self._intake.put(envelope)
        if new:
            self._wake_up.notify()
        return new

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Claimed]:
        """Take work that is due, at most one envelope for each ordering key, oldest first."""
        try:
            async with self._database.begin_write(alone=True, by_index=True) as connection:
                wanted = {"due_by": self._clock.now(), "most": limit, "window": _WINDOW * max(limit, 1)}
                wanted |= self._database.clock_values()
                lease, rows = await hold(connection, self._claiming, lease_seconds=lease_seconds, **wanted)
        except Conflict:  # another worker was faster with one of the ordering keys
            return []
        return [_claimed(row, lease) for row in rows]

    async def renew(self, held: Sequence[Claimed], *, lease_seconds: float) -> None:
        """Hold work longer; what was taken over meanwhile stays taken over."""
        until = self._database.seconds() + lease_seconds
        async with self._database.begin_write() as connection:
            await extend(connection, inbox, [(each.envelope.key, each.lease) for each in held], until)

    async def finish(self, claimed: Claimed) -> None:
        """Finish work that changed nothing; nothing happens when it is not held any more."""
        if not self._is_finished(claimed):
            await self._finishing.put((claimed.envelope.key, claimed.lease))
        self._wake_up.notify()

    async def _finish(self, held: Sequence[tuple[str, str]]) -> Sequence[None]:
        """Finish several pieces of work in one commit, those that their leases still hold."""
        keys, leases = map(list, zip(*held, strict=True))
        mine = {"held": json.dumps(held)} if self._database.is_sqlite else {"keys": keys, "leases": leases}
        async with self._database.begin_write(alone=True, by_index=True) as connection:
            await connection.execute(self._done, mine | self._database.clock_values())
        return [None] * len(held)

    def _is_finished(self, claimed: Claimed) -> bool:
        """Return whether the work's own commit went through; an answer is given once."""
        place = (claimed.envelope.key, claimed.lease)
        known = place in self._finished
        self._finished.discard(place)
        return known

    async def retry(
        self,
        claimed: Claimed,
        *,
        after_seconds: float,
        error: str,
        reference: str,
        counts: bool = True,
        waits_for: str | None = None,
    ) -> None:
        """Give work back, to be tried again later; what has its ordering key waits. `counts`: it failed by
        itself; else it may be woken when what it `waits_for` is back."""
        await self._settle(
            claimed,
            state=WAITING,
            not_before=self._database.seconds() + after_seconds,
            attempts=claimed.attempt if counts else claimed.attempt - 1,
            abandoned=0,
            waits_for=waits_for,
            error=error,
            reference=reference,
        )

    async def give_back(self, held: Sequence[Claimed], *, after_seconds: float = 0.0) -> None:
        """Give back what was not begun, or not finished before a stop: nothing is known of it but that."""
        left = [(each.envelope.key, each.lease) for each in held if not self._is_finished(each)]
        async with self._database.begin_write() as connection:
            not_before = self._database.seconds() + after_seconds if after_seconds else 0.0
            await give_back(connection, inbox, left, not_before=not_before)
        self._wake_up.notify()

    async def wake(self, dependency: str | None = None) -> int:
        """Let work that waits for a dependency, or for any, be claimed at once; how much it was."""
        async with self._database.begin_write() as connection:
            woken = await wake(connection, inbox, dependency)
        self._wake_up.notify()
        return woken

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
        found = await revive(self._database, inbox, "payload", key, attempts=0, abandoned=0, lease=None)
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

    async def wait(self, timeout_seconds: float) -> bool:
        """Return True early when new work may have come (same process), else False after the time."""
        return await self._wake_up.wait(timeout_seconds)

    async def _settle(self, claimed: Claimed, then: Envelope | None = None, **values: Any) -> None:
        if self._is_finished(claimed):
            return
        async with self._database.begin_write() as connection:
            held = await settle(connection, inbox, claimed.envelope.key, claimed.lease, **values)
            if held and then is not None:
                await put_in(connection, [then])
        self._wake_up.notify()


async def finish(
    connection: DatabaseConnection, key: str, lease: str, database: Database, *, erase: bool = False
) -> bool:
    """Mark work as done inside a transaction, with its payload erased at once where that is asked for.

    False when this lease does not hold it.
    """
    mine = {"id": key, "of_lease": lease, "erased": erase}
    done = await connection.execute(_finishing(database.clock), mine | database.clock_values())
    return done.rowcount == 1


@cache
def _finishing(clock: str) -> TextClause:
    return typed(
        f"UPDATE inbox SET state = 'done', lease_until = NULL, finished_at = {clock}, "
        "payload = CASE WHEN :erased THEN NULL ELSE payload END "
        "WHERE id = :id AND lease = :of_lease AND state = 'claimed'"
    )


def _claimed(row: Any, lease: str) -> Claimed:
    _, key, source, workspace, member, payload, ordering_key, due, attempts, abandoned = row
    envelope = Envelope(
        key=key,
        source=source,
        workspace=WorkspaceId(workspace),
        member=MemberId(member),
        payload=payload or {},
        ordering_key=ordering_key,
        due=due,
    )
    return Claimed(envelope=envelope, attempt=attempts, lease=lease, abandoned=abandoned)


def _kind(row: Any) -> object:
    """Return what the work was: the command's name, or the type that Slack gave it."""
    payload = row["payload"] or {}
    command = payload.get("command")
    return command.get("command") if isinstance(command, dict) else payload.get("type")
