"""Members: the people of a workspace who use the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
