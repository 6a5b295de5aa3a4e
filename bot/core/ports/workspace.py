"""What the chat workspace offers: its people, the files they attach, a place for progress."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.commands import AttachedFile, Command
from bot.core.identity import MemberId, WorkspaceId
from bot.core.members import Profile
from bot.core.ports.work import Work


class Directory(Protocol):
    """What the workspace knows of its people."""

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """A person's name, zone and standing; raises Unavailable, NotFound."""

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        """When Do Not Disturb ends for a person; None while it is off. Raises Unavailable."""


class Files(Protocol):
    """Content of files that members attach."""

    async def content(self, workspace: WorkspaceId, file: AttachedFile, *, limit: int) -> bytes:
        """The bytes of a file of at most `limit` bytes; raises Unavailable, ValueError when larger."""


class Progress(Protocol):
    """A view of work in progress: best effort, allowed to be lost; the outbox row alone is the answer."""

    async def status(self, work: Work[Command], text: str) -> None:
        """Show a short status ("reading 14 notes ...") where the member waits; an empty text clears it."""
