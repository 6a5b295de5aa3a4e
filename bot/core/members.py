"""Members: the people of a workspace who use the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.core.identity import MemberId, Space, WorkspaceId


class Role(StrEnum):
    """What a member does; it changes what is offered."""

    SELLER = "seller"
    MANAGER = "manager"
    LEADER = "leader"
    ALLIANCE_MANAGER = "alliance manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the workspace's directory says of a person; `zone` is an IANA name."""

    name: str
    zone: str
    locale: str = "en-US"
    is_guest: bool = False
    is_stranger: bool = False
    is_admin: bool = False
    is_bot: bool = False
    is_deactivated: bool = False

    @property
    def is_full_member(self) -> bool:
        """Whether this is somebody who may use the bot: no guest, no stranger, no bot, and still there."""
        return not (self.is_guest or self.is_stranger or self.is_bot or self.is_deactivated)


ASKED_NEXT_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""`Member.refreshed_at` of who is no full member any more: the directory is asked before anything is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member; `id` equals their member id, `space` their own space, all times are UTC."""

    id: MemberId
    workspace: WorkspaceId
    space: Space
    name: str
    zone: str
    created_at: datetime
    refreshed_at: datetime
    locale: str = "en-US"
    role: Role = Role.SELLER
    is_admin: bool = False
    model_allowed: bool = True
    """False when the member opted out of sending text to a model provider."""
    told_about_model: bool = False
    conversation: str | None = None
    """The direct-message conversation with the bot, once known."""


class DepartureKind(StrEnum):
    """Why a member is no full member any more."""

    LEFT = "left"
    """Their account was deactivated; what they kept goes after a while."""
    GUEST = "guest"
    """They are a guest now; what they kept waits for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A member who is no full member any more; `id` equals the member's, `created_at` is when it was noticed.

    It is kept in the workspace's space, for admins to see; it holds a name and nothing of what they kept.
    """

    id: MemberId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    name: str
    kind: DepartureKind
