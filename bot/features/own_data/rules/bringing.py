"""What is remembered of an export that was brought back (B6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """An export that was brought back, in parts; undoing it removes this row, and by that all that came."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    count: int
    parts: tuple[str, ...] = ()
    """The changes by which its rows came."""
    outside_journal: tuple[tuple[str, str], ...] = ()
    """Kind and id of each row that came and that no journal knows."""
