"""Which messages speak of which contact, note or account, so that they can be taken back."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.identity import WorkspaceId
from bot.core.ports.queues import Posted
from bot.store.queues import DONE, outbox, posts_about


def posts_of(workspace: WorkspaceId, ids: Collection[str]) -> Select[tuple[str]]:
    """Ids of the outbox rows that speak of one of these contacts, notes or accounts."""
    c = posts_about.c
    return select(c.outbox_id).where(c.workspace == workspace, c.about.in_(sorted(ids)))


async def find_posts_about(
    connection: AsyncConnection, workspace: WorkspaceId, ids: Collection[str]
) -> list[Posted]:
    """Every message that speaks of one of these contacts, notes or accounts."""
    found = select(outbox.c.conversation, outbox.c.message).where(
        outbox.c.id.in_(posts_of(workspace, ids)), outbox.c.state == DONE, outbox.c.message.is_not(None)
    )
    rows = (await connection.execute(found.distinct())).all()
    return [Posted(conversation=conversation, message=message) for conversation, message in rows]
