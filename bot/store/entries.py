"""Writes envelopes and deliveries as rows of the inbox and the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import delete, select

from bot import codec
from bot.core.commands import Command
from bot.core.deliveries import Amend, Delivery, PublishHome, Replace, Retract, Revise, Say, Whisper
from bot.core.identity import MemberId
from bot.core.ports.queues import Envelope
from bot.core.ports.work import Work
from bot.store import inserting
from bot.store.batching import BatchWriter
from bot.store.connection import DatabaseConnection
from bot.store.database import Database, insert_new
from bot.store.posts import HOME
from bot.store.queues import inbox, outbox, posts_about
from bot.store.types import storable


class InboxWriter(BatchWriter):
    """Stores envelopes that arrive at the same time in one commit of the inbox."""

    def __init__(self, database: Database) -> None:
        super().__init__(self._put_all)
        self._database = database

    async def _put_all(self, envelopes: Sequence[Envelope]) -> set[str]:
        async with self._database.begin_write(alone=len(envelopes) == 1) as connection:
            return await put_in(connection, envelopes)


@cache
def _insert_work(*, postgresql: bool) -> Any:
    """The INSERT of new envelopes, which returns the keys of those that were not there."""
    return inserting.insert_new(inbox, postgresql=postgresql).returning(inbox.c.id)


async def put_in(connection: DatabaseConnection, envelopes: Sequence[Envelope]) -> set[str]:
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
    statement = _insert_work(postgresql=connection.dialect.name == "postgresql")
    given = [_storable_row(row) for row in rows]
    return set((await connection.scalars(statement, given)).all())


async def put_out(connection: DatabaseConnection, work: Work[Any], deliveries: Sequence[Delivery]) -> None:
    """Queue deliveries inside a transaction, under ids that come from the work's key and their place."""
    rows, about = [], []
    ids = delivery_ids(work, len(deliveries))
    for id, delivery in zip(ids, deliveries, strict=True):
        if work.by_itself and isinstance(delivery, Say):
            delivery = work.stamped(delivery)
        ordering_key, paced = _ordering_key(work.scope.member, delivery)
        rows.append(
            {
                "id": id,
                "workspace": work.scope.workspace,
                "member": work.scope.member,
                "ordering_key": ordering_key,
                "paced": paced,
                "delivery": codec.write(delivery),
                **_found_by(delivery),
            }
        )
        quoted = () if isinstance(delivery, (Whisper, Retract)) else delivery.about
        for each in dict.fromkeys(quoted):
            about.append({"workspace": work.scope.workspace, "about": each, "outbox_id": id})
    if any(isinstance(each, PublishHome) for each in deliveries):
        await _forget_older_home(connection, work)
    if rows:
        await connection.execute(insert_new(connection, outbox), [_storable_row(row) for row in rows])
    if about:
        await connection.execute(insert_new(connection, posts_about), about)


def delivery_ids(work: Work[Any], count: int) -> list[str]:
    """The ids of the first deliveries of a piece of work: the same each time it is tried."""
    return [work.new_id("delivery", place) for place in range(count)]


def _found_by(delivery: Delivery) -> dict[str, Any]:
    """What a delivery is found by later, and how it is drawn anew."""
    found: dict[str, Any] = dict.fromkeys(("subject", "conversation", "message", "redraw", "withdrawal"))
    match delivery:
        case Say(subject=subject, redraw=redraw) | Revise(subject=subject, redraw=redraw):
            # What revises a post is not what its subject is found by.
            found["subject"] = (subject or None) if isinstance(delivery, Say) else None
            found["redraw"] = _written(redraw)
            if isinstance(delivery, Say) and delivery.stream:  # it stands there already, though not whole
                found |= {"conversation": delivery.conversation, "message": delivery.stream}
        case Replace() | Amend():
            found |= {"conversation": delivery.conversation, "message": delivery.message}
            if isinstance(delivery, Amend) and delivery.subject:
                found["subject"] = delivery.subject
            found["redraw"] = _written(delivery.redraw)
        case Retract():
            found |= {"conversation": delivery.conversation, "message": delivery.message}
        case PublishHome():
            found["subject"] = HOME
        case _:
            pass
    if isinstance(delivery, Replace):
        found["subject"] = delivery.subject or None
    if isinstance(delivery, (Amend, Retract, PublishHome)):
        found["withdrawal"] = delivery.withdrawal or None
    return found


def _written(command: Command | None) -> Any:
    return None if command is None else codec.write(command)


async def _forget_older_home(connection: DatabaseConnection, work: Work[Any]) -> None:
    """Forget what the member's Home showed before: the newest takes its place."""
    c = outbox.c
    older = select(c.id).where(
        c.workspace == work.scope.workspace, c.member == work.scope.member, c.subject == HOME
    )
    await connection.execute(delete(posts_about).where(posts_about.c.outbox_id.in_(older)))


def _ordering_key(member: MemberId, delivery: Delivery) -> tuple[str, bool]:
    """Return the ordering key of a delivery, and whether it is paced as a post.

    Posts to a member share an ordering key, whichever way their direct conversation is named (Slack's ids of
    those begin with D); a Revise follows them, since it needs what they posted. What only updates a view goes
    beside, so that a form does not stay empty until a row of posts has left; what takes something back may be
    much, and holds up neither.
    """
    if isinstance(delivery, Say):
        direct = delivery.conversation is None or delivery.conversation.startswith("D")
        return (f"posts:{member}" if direct else f"channel:{delivery.conversation}"), True
    if isinstance(delivery, Revise):
        return f"posts:{member}", False
    if isinstance(delivery, Amend):
        return f"amends:{member}", False
    return f"views:{member}", False


def _storable_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with texts that both databases take."""
    return {name: storable(value) for name, value in row.items()}
