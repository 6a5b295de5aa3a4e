"""At most one look back or ahead a day beside the round, also on the day after an outage or a leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.identity import MemberId, Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestPrompt:
    """What came to a member last at the end of a period; its id is the member's."""

    id: MemberId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    kind: str
    key: str
    """The occurrence's."""
    on: date
    """The member's local date."""


def has_room(latest: LatestPrompt | None, kind: str, key: str, today: date) -> bool:
    """Whether a prompt may come today: none has, or it is the same one, tried again."""
    return latest is None or latest.on != today or (latest.kind, latest.key) == (kind, key)
