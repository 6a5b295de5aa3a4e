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
    for_everybody: ClassVar[bool] = True
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

    shows: ClassVar[bool] = True
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
    people: tuple[str, ...] = ()
    """Ids of the contacts whose rows the form has, in their order; and of the promises."""
    promises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddNoteRow(FormCommand):
    """Show a note's form with one more empty row, with all that was typed so far."""

    note_id: str
    card: str | None = None
    zone: str = "UTC"
    people: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    new_people: int = 1
    new_promises: int = 1
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
class ChangePromise(Command):
    """Say which open promise was kept, moved or dropped (`outcome` is a PromiseOutcome).

    `note_id` is the note that asked, empty where it was asked without one; `due` the new day, as an ISO date.
    """

    commitment_id: str
    outcome: str
    note_id: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class MakePromise(Command):
    """Promise what a contact asked for."""

    note_id: str
    commitment_id: str


@dataclass(frozen=True, slots=True)
class DropQuestion(Command):
    """Leave a note's question about a promise or a day without an answer."""

    note_id: str = ""


@dataclass(frozen=True, slots=True)
class AskDay(Command):
    """Open the form with a date picker for words that name no day."""

    note_id: str
    words: str


@dataclass(frozen=True, slots=True)
class TellDay(FormCommand):
    """The day that was meant by words that name none."""

    note_id: str
    words: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ListNotes(Command):
    """List notes, the newest first, a page at a time; of one contact where one is given."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class FindNote(Command):
    """Show the newest note that holds these words, or that is about this person, to be changed or deleted."""

    words: str = ""
    name: str = ""
