"""What stands in for the world in a rehearsal: a clock that is moved, and nobody who could be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ParamSpec, TypeVar

from bot.core.commands import AttachedFile, Command
from bot.core.identity import MemberId, Scope, Space, WorkspaceId
from bot.core.members import Member, Profile
from bot.core.ports.apart import Bound, Bounds, OutOfBounds
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.ports.memory import DenseHit, Entry, Near
from bot.core.ports.work import Work

T = TypeVar("T")
P = ParamSpec("P")


class MovedClock:
    """Satisfies ports.Clock; stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        """The time that it was moved to."""
        return self.time


class OneProfile:
    """Satisfies ports.Directory; knows the member as they are now, who is never quiet."""

    def __init__(self, member: Member) -> None:
        self._member = member

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The member's profile; raises NotFound for anybody else."""
        known = self._member
        if member != known.id:
            raise NotFound(member)
        return Profile(name=known.name, zone=known.zone, locale=known.locale, is_admin=known.is_admin)

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The same."""
        return await self.profile(workspace, member)

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        """None: nobody knows when Do Not Disturb will be on."""
        return None


class NoFiles:
    """Satisfies ports.Files: there are none."""

    async def content(self, workspace: WorkspaceId, file: AttachedFile, *, limit: int) -> bytes:
        """Raise Unavailable."""
        raise Unavailable("files")


class NothingApart:
    """Satisfies ports.Apart: whatever comes by itself reads no documents and draws no pictures."""

    async def run(self, bounds: Bounds, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raise OutOfBounds."""
        raise OutOfBounds(Bound.BROKEN)


class NoProgress:
    """Satisfies ports.Progress: nobody watches."""

    async def status(self, work: Work[Command], text: str) -> None:
        """Show nothing."""

    async def work(self, work: Work[Command], title: str) -> None:
        """Show nothing."""

    async def rest(self, work: Work[Command]) -> None:
        """Show nothing."""

    async def suggest(self, work: Work[Command], prompts: Sequence[tuple[str, str]]) -> None:
        """Show nothing."""


class NoVectors:
    """Satisfies ports.Embedder and ports.Memory: words alone decide, and nothing is indexed."""

    identity, dimensions = "none", 1

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Raise Unavailable, so that words decide."""
        raise Unavailable("embeddings")

    async def index(self, workspace: WorkspaceId, entries: Sequence[Entry]) -> None:
        """Index nothing."""

    async def forget(self, workspace: WorkspaceId, note_ids: Sequence[str], spaces: frozenset[Space]) -> None:
        """Forget nothing."""

    async def erase(
        self, workspace: WorkspaceId, note_ids: Sequence[str], anew: Sequence[Entry] = ()
    ) -> None:
        """Erase nothing."""

    async def nearest_each(self, scope: Scope, asked: Sequence[Near]) -> list[list[DenseHit]]:
        """Find nothing."""
        return [[] for _ in asked]
