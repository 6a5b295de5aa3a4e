"""Who is asking, and what they may see: the key of every query."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
MemberId = NewType("MemberId", str)
Space = NewType("Space", str)
"""The owner key of a row: a member's own space, an account team's, or the whole workspace's."""

WORKSPACE_SPACE = Space("w")

_IDS = uuid.UUID("6f1d9a52-6b0e-4c58-9d7e-6a1f0c6b5e11")


def own_space(member: MemberId) -> Space:
    """The space that belongs to one member alone."""
    return Space(f"m:{member}")


def member_of(space: Space) -> MemberId | None:
    """The member whose own space this is; None for a space that several share."""
    kind, _, member = space.partition(":")
    return MemberId(member) if kind == "m" and member else None


def team_space(team: str) -> Space:
    """The space that the members of one account team share."""
    return Space(f"t:{team}")


@dataclass(frozen=True, slots=True)
class Scope:
    """One member of one workspace, and the team spaces they belong to.

    Without a Scope there is no way to a repository. A member reads and writes in their own space, in
    their teams' spaces and in the workspace's space; nothing ever crosses from one workspace to another.
    """

    workspace: WorkspaceId
    member: MemberId
    teams: frozenset[Space] = field(default_factory=frozenset)

    @property
    def own(self) -> Space:
        """The member's own space, where everything private lives."""
        return own_space(self.member)

    @property
    def spaces(self) -> frozenset[Space]:
        """Every space the member may read and write."""
        return self.teams | {self.own, WORKSPACE_SPACE}


def derive_id(key: str, *parts: object) -> str:
    """An id that is the same each time the same job runs, so that a repeated job repeats no effect."""
    return uuid.uuid5(_IDS, "\x1f".join([key, *map(str, parts)])).hex
