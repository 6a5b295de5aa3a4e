"""What other features may use: focus (S2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusChoice:
    """The level that a member chose for an activity; it counts before the rules. Times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    activity_id: str
    level: int
