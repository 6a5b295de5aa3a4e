"""What other features may use: meetings (F4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import NoteId

MeetingId = NewType("MeetingId", str)


@dataclass(frozen=True, slots=True)
class NoteQuote:
    """A sentence of a private note, which the member may choose to take over."""

    note_id: NoteId
    number: int
    text: str
    told_on: date

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.note_id}:{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One review meeting with a contact; `on` is the member's local date. Never sent by the bot."""

    id: MeetingId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: ContactId
    on: date
    agenda: str = ""
    summary: str = ""
    quoted: tuple[NoteId, ...] = ()
    """Notes that the member ticked sentences of."""
    chosen: tuple[str, ...] = ()
    """Keys of the lines that the member ticked for the agenda: the summary begins with them."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which quotes it speaks of."""
        return (self.id, self.contact_id, *self.quoted)
