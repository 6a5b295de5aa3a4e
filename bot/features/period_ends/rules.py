"""F3, F4, P4, S1: at most one look back or ahead a day beside the round, and none that says nothing new.

The first holds on the day after an outage or a leave, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.identity import MemberId, Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestPrompt:
    """What a member was asked last at the end of a period; its id is the member's."""

    id: MemberId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    kind: str
    key: str
    """The key of the occurrence."""
    on: date
    """The member's local date on which it came."""


def has_room(latest: LatestPrompt | None, kind: str, key: str, today: date) -> bool:
    """Whether a prompt may come today: none has, or it is the same one, tried again."""
    return latest is None or latest.on != today or (latest.kind, latest.key) == (kind, key)
