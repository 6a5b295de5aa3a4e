"""Files that were sent to a member: what is remembered of them, and how others send and delete some (B6)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.core.deliveries import About
from bot.core.identity import Space, WorkspaceId
from bot.core.ports.errors import Unavailable
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.features.own_data.files import new_private_file


@dataclass(frozen=True, slots=True, kw_only=True)
class SentExport:
    """An export, or another file, that was sent to its member; `id` is the file's at Slack."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    thread: str = ""
    """The thread of the member's conversation that it stands in; empty for none."""
    quotes: About = ()
    """The rows that another file than an export quotes: where one of them goes, the file does."""


async def send_file(turn: Turn[Any], name: str, content: bytes, comment: str, quotes: About) -> SentExport:
    """Send a file into the member's own conversation, and return what is to be remembered of it by
    `keep_sent`; the copy on this machine goes at once. Raises Unavailable."""
    uploads, scratch = turn.ports.uploads, turn.ports.scratch
    if uploads is None or scratch is None:
        raise Unavailable("uploads")
    thread = turn.thread
    with scratch.folder() as folder:
        file = folder / name
        await asyncio.to_thread(_write, file, content)
        scope = turn.scope
        id = await uploads.send(scope.workspace, scope.member, file, comment=comment, thread=thread)
    return SentExport(
        id=id,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        thread=thread,
        quotes=quotes,
    )


def _write(path: Path, content: bytes) -> None:
    with new_private_file(path) as file:
        file.write(content)


async def keep_sent(uow: UnitOfWork, sent: SentExport) -> None:
    """Remember a file that was sent."""
    await uow.of(SentExport).put(sent)


async def forget_sent(uow: UnitOfWork, sent: SentExport) -> None:
    """Remember a file no longer, since it is deleted."""
    await uow.of(SentExport).remove(sent.id)


async def delete_file(turn: Turn[Any], sent: SentExport) -> None:
    """Delete a file that was sent to the member, with its message; raises Unavailable."""
    if turn.ports.uploads is None:
        raise Unavailable("uploads")
    scope = turn.scope
    await turn.ports.uploads.remove(
        scope.workspace, scope.member, sent.id, sent_at=sent.created_at, thread=sent.thread
    )


async def delete_sent(turn: Turn[Any], file_id: str) -> SentExport | None:
    """Delete a file that was sent to the member and return what is remembered of it, for `forget_sent`; None
    where it is gone, or was never theirs. Raises Unavailable."""
    sent = await turn.one(SentExport, file_id)
    if sent is None or sent.space != turn.scope.own:
        return None
    await delete_file(turn, sent)
    return sent
