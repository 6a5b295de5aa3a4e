"""What is remembered of exports (B6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class SentExport:
    """An export that was sent to its member; `id` is the file's at Slack."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    thread: str = ""
    """The thread of the member's conversation that it stands in; empty for none."""
