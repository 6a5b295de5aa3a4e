"""Writes envelopes and deliveries as rows of the inbox and the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.core.deliveries import Delivery, Replace, Revise, Say
from bot.core.identity import MemberId
from bot.core.ports.errors import Unavailable
from bot.core.ports.queues import Envelope
from bot.core.ports.work import Work
from bot.store.database import Database, insert_new
from bot.store.queues import inbox, outbox, posts_about
from bot.store.types import storable

_COMMIT_MOST = 200
"""Envelopes in one commit."""


class InboxWriter:
    """Stores envelopes that arrive at the same time in one commit, each answered only when it is durable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._arrived: list[tuple[Envelope, asyncio.Future[bool]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def put(self, envelope: Envelope) -> bool:
        """Return whether the envelope is new; raises Unavailable."""
        stored: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._arrived.append((envelope, stored))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store())
        return await stored

    async def _store(self) -> None:
        while self._arrived:
            batch, self._arrived = self._arrived[:_COMMIT_MOST], self._arrived[_COMMIT_MOST:]
            await self._commit(batch)

    async def _commit(self, batch: list[tuple[Envelope, asyncio.Future[bool]]]) -> None:
        try:
            async with self._database.begin_write() as connection:
                new = await put_in(connection, [envelope for envelope, _ in batch])
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, Unavailable):
                for each in batch:  # one that cannot be stored must not fail its neighbours
                    await self._commit([each])
                return
            for _, stored in batch:
                if not stored.done():
                    stored.set_exception(error)
            return
        for envelope, stored in batch:
            if not stored.done():
                stored.set_result(envelope.key in new)
            new.discard(envelope.key)


async def put_in(connection: AsyncConnection, envelopes: Sequence[Envelope]) -> set[str]:
    """Queue envelopes inside a transaction; the keys that are new."""
    rows = [
        {
            "id": each.key,
            "workspace": each.workspace,
            "member": each.member,
            "ordering_key": each.ordering_key or f"{each.workspace}:{each.member}",
            "source": each.source,
            "payload": each.payload,
            "due": each.due,
        }
        for each in envelopes
    ]
    statement = insert_new(connection, inbox).returning(inbox.c.id)
    return set((await connection.scalars(statement, [_storable_row(row) for row in rows])).all())


async def put_out(connection: AsyncConnection, work: Work[Any], deliveries: Sequence[Delivery]) -> None:
    """Queue deliveries inside a transaction, under ids that come from the work's key and their place."""
    rows, about = [], []
    for place, delivery in enumerate(deliveries):
        id = work.new_id("delivery", place)
        if work.by_itself and isinstance(delivery, Say):
            delivery = replace(delivery, unasked_at=work.now)
        ordering_key, paced = _ordering_key(work.scope.member, delivery)
        rows.append(
            {
                "id": id,
                "workspace": work.scope.workspace,
                "member": work.scope.member,
                "ordering_key": ordering_key,
                "paced": paced,
                "delivery": codec.write(delivery),
                "subject": (delivery.subject or None) if isinstance(delivery, Say) else None,
            }
        )
        for each in dict.fromkeys(delivery.about if isinstance(delivery, (Say, Replace)) else ()):
            about.append({"workspace": work.scope.workspace, "about": each, "outbox_id": id})
    if rows:
        await connection.execute(insert_new(connection, outbox), [_storable_row(row) for row in rows])
    if about:
        await connection.execute(insert_new(connection, posts_about), about)


def _ordering_key(member: MemberId, delivery: Delivery) -> tuple[str, bool]:
    """Return the ordering key of a delivery, and whether it is paced as a post.

    Posts to a member share an ordering key, whichever way their direct conversation is named (Slack's ids of
    those begin with D); a Revise follows them, since it needs what they posted. What only updates a view goes
    beside, so that a form does not stay empty until a row of posts has left.
    """
    if isinstance(delivery, Say):
        direct = delivery.conversation is None or delivery.conversation.startswith("D")
        return (f"posts:{member}" if direct else f"channel:{delivery.conversation}"), True
    if isinstance(delivery, Revise):
        return f"posts:{member}", False
    return f"views:{member}", False


def _storable_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with texts that both databases take."""
    return {name: storable(value) for name, value in row.items()}
