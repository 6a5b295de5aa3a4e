"""What the chat workspace offers: its people, the files they attach, a place for progress."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.core.commands import AttachedFile, Command
from bot.core.identity import MemberId, WorkspaceId
from bot.core.members import Profile
from bot.core.ports.work import Work


class Directory(Protocol):
    """What the workspace knows of its people."""

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """A person's name, zone and standing; raises Unavailable, NotFound."""

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The same, asked of the workspace at this moment and not waited for long; raises Unavailable,
        NotFound."""

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        """When Do Not Disturb ends for a person; None while it is off. Raises Unavailable."""


class Files(Protocol):
    """Content of files that members attach."""

    async def content(self, workspace: WorkspaceId, file: AttachedFile, *, limit: int) -> bytes:
        """The bytes of a file of at most `limit` bytes; raises Unavailable, ValueError when larger."""


class Uploads(Protocol):
    """Files that the bot sends to one member."""

    async def send(
        self, workspace: WorkspaceId, member: MemberId, file: Path, *, comment: str, thread: str
    ) -> str:
        """Put a file into the member's direct conversation, in a thread unless that is empty; returns its id.

        Raises Unavailable.
        """

    async def remove(
        self, workspace: WorkspaceId, member: MemberId, file_id: str, *, sent_at: datetime, thread: str
    ) -> None:
        """Delete a file that was sent to a member there and then, with its message; one that is gone is well.

        Raises Unavailable.
        """


class Scratch(Protocol):
    """A place for files that live while one thing is done."""

    def folder(self) -> AbstractContextManager[Path]:
        """A new folder, the bot's user's alone, that is gone after the block."""


class Progress(Protocol):
    """A view of work in progress: best effort, allowed to be lost; the outbox row alone is the answer."""

    async def status(self, work: Work[Command], text: str) -> None:
        """Show a short status ("reading 14 notes ...") where the member waits; an empty text clears it."""

    async def work(self, work: Work[Command], title: str) -> None:
        """Show in the thread that work goes on which can be stopped; `title` names a thread that has none."""

    async def rest(self, work: Work[Command]) -> None:
        """Show in the thread that nothing goes on any more."""

    async def suggest(self, work: Work[Command], prompts: Sequence[tuple[str, str]]) -> None:
        """Offer things to click above the conversation: a title, and the words that a click sends."""
