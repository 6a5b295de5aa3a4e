"""What other features may use: mindset (S1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """An answer that its member alone sees, in a form; never in a message, an index or a prompt."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: ContactId
    name: str
    question_id: str
    question: str
    answer: str
