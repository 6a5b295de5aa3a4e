"""Where people worked before: kept when they move, so that nothing that was known of them is lost (P1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """A company and title that a contact had before; `until` is the member's local date of the telling."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: ContactId
    company: str = ""
    title: str = ""
    until: date
    note_id: NoteId | None = None
    """The note that told of the move; None once it is gone."""
