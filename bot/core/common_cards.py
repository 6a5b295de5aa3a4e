"""Cards and sentences that several features say: who is meant, what is gone, what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Choices, Form, Passage
from bot.core.commands import Command, ListContacts, Undo
from bot.core.contacts import Account, Contact
from bot.core.labels import NamesById
from bot.core.notes import Commitment, Note, Touch
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import name_with_company, shorten


def answered_directly_card() -> Card:
    """Says in a channel, to the member alone, that the answer is in the direct message."""
    return Card(text=("I answered you in our direct message, where only you can read it.",))


def undo_button(change: str) -> Button:
    """The button that takes back what was just changed."""
    return Button(label="Undo", command=Undo(change))


def nothing_to_undo() -> Card:
    """Says that there is nothing left to undo."""
    return Card(text=("There is nothing left to undo here.",))


def changed_since_card() -> Card:
    """Says why a change is not undone: part of it was changed again later."""
    return Card(
        text=("I left this as it is: part of it was changed again later, and undoing would lose that.",),
        context=rich("Undo the later change first with ", Code("/tactegic undo"), ", or edit it by hand."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A contact and what a line or a card says of it."""

    contact: Contact
    company: str = ""
    last_touch: date | None = None
    """The member's local date of the latest touch."""
    notes: int = 0
    promises: int = 0

    @property
    def label(self) -> str:
        """The name with the company in brackets."""
        return name_with_company(self.contact.name, self.company)


def which(name: str, candidates: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """Ask who is meant by a name that several people have."""
    return Card(
        text=rich("Which ", Bold(name), " do you mean?"),
        parts=(
            Choices(
                buttons=tuple(
                    Button(label=shorten(_label_apart(each), 70), command=command(each.contact.id))
                    for each in candidates[:8]
                )
            ),
        ),
    )


def whom_at(company: str, there: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """Ask who is meant at a company that was named where a person is needed."""
    buttons = tuple(
        Button(label=shorten(each.contact.name, 70), command=command(each.contact.id)) for each in there[:8]
    )
    more = len(there) > len(buttons)
    return Card(
        text=rich("Whom at ", Bold(shorten(company, 80)), " do you mean?"),
        parts=(Choices(buttons=buttons),),
        context=rich("Not shown: ", Code(f"/tactegic contacts {shorten(company, 40)}")) if more else (),
    )


def _label_apart(view: ContactView) -> str:
    return name_with_company(view.contact.name, view.company or view.contact.title)


def nobody_called(name: str, near: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """Says that nobody has a name, and offers those whose names come near."""
    text = rich("I don't know anybody called ", Bold(shorten(name, 80)), " yet.")
    if not near:
        return Card(
            text=text,
            context=rich("Tell me something about them first, e.g. ", Code(f"Met {shorten(name, 40)} today")),
            buttons=(Button(label="Show all contacts", command=ListContacts()),),
        )
    buttons = tuple(
        Button(label=shorten(_label_apart(each), 70), command=command(each.contact.id)) for each in near
    )
    return Card(text=text, parts=(Passage(text=("Did you mean:",)), Choices(buttons=buttons)))


def nothing_changed(contact: Contact) -> Card:
    """Says that a form came back as it was."""
    return Card(text=rich("Nothing to change: ", Bold(contact.name), " is already kept that way."))


def is_gone() -> Card:
    """Says that the contact of a button is no longer there."""
    return Card(
        text=("That person is no longer in your contacts. Nothing was changed.",),
        buttons=(Button(label="Show all contacts", command=ListContacts()),),
    )


NAME_TOO_LONG = "That is longer than a name; put commas between several people."


def gone_form() -> Form:
    """Says in a form that the contact is no longer there."""
    return Form(
        title="Change contact", parts=(Passage(text=("That person is no longer in your contacts.",)),)
    )


WRITE_SOMETHING = "Write something first, or close the form."


def note_label(note: Note, _names: NamesById) -> Rich:
    """What an undo calls a note."""
    return (f"the note “{shorten(note.text, 100)}”",)


def promise_label(promise: Commitment, _names: NamesById) -> Rich:
    """What an undo calls a promise."""
    return (f"the promise “{shorten(promise.what, 100)}”",)


def name_label(row: Contact | Account, _names: NamesById) -> Rich:
    """What an undo calls a contact or a company."""
    return (Bold(row.name),)


def touch_label(touch: Touch, names: NamesById) -> Rich:
    """What an undo calls a touch."""
    whom = names.get(touch.contact_id)
    return (f"the touch with {whom}",) if whom else ("the touch",)
