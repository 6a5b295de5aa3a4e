"""The values that other features may use: teams (S6, B6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.core.identity import MemberId, Space, WorkspaceId, team_space

TeamId = NewType("TeamId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTeam:
    """The members who work one account together; its row lives in the space that it opens to them."""

    id: TeamId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    account: str
    """The company's name: each member knows the account under an id of their own."""
    members: tuple[MemberId, ...]
    created_by: MemberId

    @property
    def shared_space(self) -> Space:
        """The space that the team shares."""
        return team_space(self.id)
