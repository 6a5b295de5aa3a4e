"""Commands about notes, recall, briefs, contacts and touches (B1, B2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.messages.commands import Command, FormCommand, FormValues, no_values


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
class Ask(Command):
    """Answer a question from the notes."""

    question: str


@dataclass(frozen=True, slots=True)
class Brief(Command):
    """Prepare the member for a talk with somebody; by name, or by id once it is clear who."""

    name: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ListContacts(Command):
    """List contacts, a page at a time; `words` narrows by name or account."""

    words: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowContact(Command):
    """Show one contact."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class EditContact(Command):
    """Open the form that changes a contact's name, other names, title, account."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class ChangeContact(FormCommand):
    """The changed contact from the form."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class RenameContact(Command):
    """Give a contact another name."""

    name: str
    new_name: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SetAccount(Command):
    """Say which company a contact belongs to."""

    name: str
    account: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class MergeContacts(Command):
    """Make one contact out of two; the first stays. Ids stand in for names once it is clear who."""

    keep: str
    other: str
    keep_id: str = ""
    other_id: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class DeleteContact(Command):
    """Delete a contact and take it out of its notes (after a confirmation)."""

    name: str = ""
    contact_id: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class LogTouch(Command):
    """Record that the member was in touch with somebody; `when` is in plain words, empty for today."""

    name: str = ""
    when: str = ""
    contact_id: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class ListNotes(Command):
    """List notes, the newest first, a page at a time; of one contact where one is given."""

    name: str = ""
    contact_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class SettleCommitment(Command):
    """Mark a commitment as kept, broken or dropped (`state` is a CommitmentState)."""

    commitment_id: str
    state: str


@dataclass(frozen=True, slots=True)
class ListCommitments(Command):
    """List open commitments, both ways, the earliest due first."""

    name: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Neglected(Command):
    """Who has not been touched for longest, of those who matter."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class Help(Command):
    """Explain what can be asked; a topic narrows it.

    `turns` says that it takes the place of the card it was asked on, which holds nothing else.
    """

    topic: str = ""
    turns: bool = False


@dataclass(frozen=True, slots=True)
class NextSteps(Command):
    """The three most likely next steps for this member now (`/tactegic` alone)."""
