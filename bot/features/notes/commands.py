"""What members, buttons and forms can ask for about notes (B1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class MessageEdited(Command):
    """A member changed a message that they had written to the bot."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class MessageDeleted(Command):
    """A member deleted a message that they had written to the bot."""

    message: str


@dataclass(frozen=True, slots=True)
class IndexNotes(Command):
    """Bring the vector index in line with these notes: new, changed, shared or gone."""

    note_ids: tuple[str, ...]
    for_good: bool = False
    """Those that are gone were erased: nothing of them may stay in the index's files."""
    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class TakeNote(Command):
    """Store these words as a note."""

    text: str
    permalink: str | None = None
    """Where the words stand, when they are another message's (the shortcut)."""


@dataclass(frozen=True, slots=True)
class ComposeNote(Command):
    """Open the form for a new note, prefilled with a message's words (the message shortcut)."""

    needs_form: ClassVar[bool] = True
    text: str = ""
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class SaveNote(FormCommand):
    """A new note from the form."""

    permalink: str | None = None
    zone: str = "UTC"
    """The member's time zone, by which a date is today."""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class OpenNote(Command):
    """Show one note whole (the source of an answer)."""

    note_id: str


@dataclass(frozen=True, slots=True)
class EditNote(Command):
    """Open the form that changes a note."""

    note_id: str


@dataclass(frozen=True, slots=True)
class ChangeNote(FormCommand):
    """The changed note from the form; the card the edit started from is updated in place."""

    note_id: str
    card: str | None = None
    """The card's place, as `conversation/message`, when there is one."""
    zone: str = "UTC"
    """The member's time zone, by which a date is today."""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class DeleteNote(Command):
    """Delete one note (after a confirmation)."""

    note_id: str


@dataclass(frozen=True, slots=True)
class KeepDraft(Command):
    """Store words that wait for a click: as a note, or as the newer text of the note they replace."""

    draft_id: str


@dataclass(frozen=True, slots=True)
class ResolveMention(Command):
    """Say whom a name in a note means; an empty contact id means somebody new."""

    note_id: str
    written: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ListNotes(Command):
    """List notes, the newest first, a page at a time; of one contact where one is given."""

    name: str = ""
    contact_id: str = ""
    page: int = 0
