"""The cards of next steps, and why each step is proposed (B4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Row
from bot.core.commands import Help, ListContacts
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING, About
from bot.core.notes import Note
from bot.core.rich import Code, Day, plain, rich
from bot.core.words import shorten
from bot.features.briefs.commands import Brief
from bot.features.home.cards.first import first_tries
from bot.features.notes.commands import EditNote
from bot.features.people.commands import ListCommitments, Neglected
from bot.features.people.contracts.cards import CommitmentView


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """Something that may help now: why, and the button that does it."""

    why: str
    button: Button
    about: About = NOTHING
    """The ids of what the reason quotes."""


def promise_due(view: CommitmentView, today: date) -> ProposedStep:
    """The step for the member's own promise that comes first."""
    to = f" {view.person}" if view.person else ""
    what, due_on = shorten(view.commitment.what.rstrip(". "), 90), view.commitment.due_on
    due = ""
    if due_on is not None:
        due = f", {'was due' if due_on < today else 'due'} {plain((Day(due_on),))}"
    button = Button(label="Open promises", command=ListCommitments())
    return ProposedStep(f"You promised{to}: {what}{due}.", button, view.about)


def unclear_name(note: Note) -> ProposedStep:
    """The step for a note with a name that is still open."""
    written = shorten(note.open_mentions[0].written, 40)
    button = Button(label="Say who", command=EditNote(note.id), opens_form=True)
    why = f"A note names {written}, and I don't know yet who that is."
    return ProposedStep(why, button, (note.id, *note.contact_ids))


def long_silent(contact: Contact) -> ProposedStep:
    """The step for somebody who was not touched for long."""
    button = Button(label="Show", command=Neglected())
    return ProposedStep(f"It has been quiet between you and {contact.name}.", button, (contact.id,))


def get_ready(contact: Contact) -> ProposedStep:
    """The step to a brief on the person who was met last."""
    button = Button(label="Brief me", command=Brief(contact.name, contact.id))
    why = f"Talking to {contact.name} again soon? I can put together what you know."
    return ProposedStep(why, button, (contact.id,))


def look_around() -> ProposedStep:
    """The step to the list of contacts."""
    button = Button(label="Contacts", command=ListContacts())
    return ProposedStep("See everybody you have told me about.", button)


def steps_card(steps: Sequence[ProposedStep]) -> Card:
    """The most likely next steps now."""
    return Card(
        header="Next steps",
        text=("What may help now:",),
        parts=tuple(Row(text=(step.why,), button=step.button) for step in steps),
        context=rich("All commands: ", Code("/tactegic help")),
    )


def first_steps() -> Card:
    """Next steps for somebody who has told nothing yet."""
    return Card(
        header="A good start",
        text=("Tell me about one person you would like to know better in a year.",),
        parts=first_tries(),
        buttons=(Button(label="Show help", command=Help(turns=True)),),
    )
