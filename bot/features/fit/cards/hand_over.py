"""Cards about handing a contact to a colleague (F5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Row, Style
from bot.core.commands import Undo
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact, Standing
from bot.core.notes import Note
from bot.core.rich import Bold, Day, Italic, MemberName, long_date, rich
from bot.core.words import name_with_company, plural, quiet, shorten
from bot.features.fit.commands import AnswerHandOver, ReviewFit, SendHandOver
from bot.features.fit.contracts.values import HandOver
from bot.features.people.commands import ShowContact
from bot.features.portfolio.commands import ShowPlace

WHOM = "Choose a colleague."


def hand_over_form(contact: Contact, company: str, notes: Sequence[Note]) -> Form:
    """The form for the receiver, the notes that go along, and a word to it."""
    options = tuple(
        Option(note.id, shorten(note.text, 75), long_date(note.occurred_on)) for note in notes[:100]
    )
    pick = Field(
        name="notes",
        label="Which notes go along?",
        kind=FieldKind.MULTI,
        options=options,
        hint="Only these are shared: each is copied, and names you as its source",
        optional=True,
    )
    return Form(
        title="Hand over",
        submit=SendHandOver(contact.id),
        submit_label="Offer",
        parts=(
            Passage(
                text=rich(
                    Bold(name_with_company(contact.name, company)), " · your colleague can accept or decline."
                )
            ),
        ),
        fields=(
            Field(name="receiver", label="To whom?", kind=FieldKind.MEMBER),
            *((pick,) if options else ()),
            Field(
                name="words",
                label="A word to it",
                kind=FieldKind.LINES,
                placeholder="Why you, what matters to them, what is open",
                optional=True,
                max_length=1000,
            ),
        ),
    )


def offered_card(contact: Contact, receiver: str, name: str, notes: int, change: str) -> Card:
    """The offer is on its way."""
    along = f" with {plural(notes, 'note')}" if notes else ", without notes"
    return Card(
        text=rich("I offered ", Bold(contact.name), " to ", MemberName(receiver, name), f"{along}."),
        context=("They stay with you until it is accepted.",),
        buttons=(_place(contact), Button(label="Take it back", command=Undo(change))),
    )


def not_to_them_card(name: str) -> Card:
    """The chosen person cannot take a contact over."""
    who = name or "That person"
    return Card(text=(f"{who} can't use me, so nothing was offered and nothing was shared.",))


def not_to_yourself_card() -> Card:
    """The giver chose themselves."""
    return Card(text=("That would be you. Choose a colleague; nothing was shared.",))


def offer_card(offered: HandOver, same: Sequence[tuple[Contact, str]]) -> Card:
    """What the receiver sees: whom, from whom, which notes; `same` are their contacts by that name."""
    notes = tuple(
        Row(text=rich(Day(note.occurred_on), " · ", Italic(shorten(note.text, 220))))
        for note in offered.notes
    )
    words = (Passage(text=(offered.words,)),) if offered.words else ()
    title = f", {offered.title}" if offered.title else ""
    whom = f"{name_with_company(offered.name, offered.company)}{title}"
    giver = MemberName(offered.giver, offered.giver_name)
    known = tuple(
        Button(
            label=shorten(f"Accept: my {name_with_company(contact.name, company)}", 70),
            command=AnswerHandOver(offered.id, True, contact.id),
        )
        for contact, company in same[:3]
    )
    accept = Button(
        label="Accept as somebody new" if known else "Accept",
        command=AnswerHandOver(offered.id, True, "new"),
        style=Style.PRIMARY,
    )
    return Card(
        header="A relationship for you",
        text=rich(giver, " would like to hand over ", Bold(whom), " to you."),
        parts=(*words, *notes),
        context=(
            "These notes were picked for you; nothing else is shared. Accepted, they become your own."
            if notes
            else "No notes come along. Accepted, they are one of your contacts.",
        ),
        buttons=(accept, *known, Button(label="Decline", command=AnswerHandOver(offered.id, False))),
    )


def taken_back_card() -> Card:
    """The offer is no longer there."""
    return Card(text=("That offer is no longer there. Nothing was changed.",))


def withdrawn_card() -> Card:
    """What is left of an offer that was taken back: nobody's name, no note."""
    return Card(text=("A relationship was offered to you here; the offer was taken back.",))


def answered_already_card() -> Card:
    """The offer was answered before."""
    return Card(text=("You have answered that already.",))


def accepted_card(contact: Contact, giver: str, notes: int, change: str) -> Card:
    """The receiver has the contact now."""
    along = f" {plural(notes, 'note')} came along, with {giver} as the source." if notes else ""
    return Card(
        text=rich(Bold(contact.name), f" is in your contacts.{along}"),
        buttons=(
            undo_button(change),
            _place(contact),
            Button(label="Show", command=ShowContact(contact_id=contact.id)),
        ),
        context=("Known for now; make them active when you choose to.",),
    )


def declined_card(hand_over: HandOver, change: str) -> Card:
    """The receiver said no."""
    return Card(
        text=rich("Declined. ", Bold(hand_over.name), f" stays with {hand_over.giver_name}."),
        buttons=(undo_button(change),),
    )


def reopened_card(hand_over: HandOver, receiver: str, contact: Contact | None) -> Card:
    """The giver hears that the receiver took the answer back."""
    is_released = contact is not None and contact.standing is Standing.RELEASED
    return Card(
        text=rich(f"{receiver or 'Your colleague'} took back the answer about ", Bold(hand_over.name), "."),
        context=quiet("Your offer stands again", "they are released on your side" if is_released else ""),
        buttons=(_place(contact),) if contact else (),
    )


def was_accepted_card(contact: Contact, receiver: str, change: str) -> Card:
    """The giver hears that it was accepted."""
    return Card(
        text=rich(f"{receiver} took over ", Bold(contact.name), ". I released them on your side."),
        context=("What you know of them stays with you.",),
        buttons=(Button(label="Undo the release", command=Undo(change)), _place(contact)),
    )


def was_declined_card(name: str, receiver: str, contact: Contact | None) -> Card:
    """The giver hears that it was declined."""
    again = (Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),) if contact else ()
    return Card(
        text=rich(f"{receiver} would rather not take over ", Bold(name), ". They stay with you."),
        buttons=again,
    )


def copied_note_text(text: str, giver: str, on: date) -> str:
    """A handed-over note as the receiver's own, with its source."""
    return f"{text}\n(From a note of {giver}, {long_date(on)})"


def _place(contact: Contact) -> Button:
    return Button(label="Place", command=ShowPlace(contact_id=contact.id))
