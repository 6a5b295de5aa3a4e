"""The cards of introductions: whom somebody could meet, and why, in the notes' words (R1)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Part, Row
from bot.core.contacts import Contact
from bot.core.rich import Bold, Code, Day, Italic, Rich, rich
from bot.core.words import name_with_company, plural, quiet, shorten
from bot.features.briefs.commands import Brief
from bot.features.introductions.rules import Introduction, ReasonKind, Wish
from bot.features.notes.commands import OpenNote
from bot.features.plans.commands import AddActivity


def introductions_card(contact: Contact, company: str, found: Sequence[tuple[Introduction, str]]) -> Card:
    """Whom somebody could meet; pairs of an introduction and the company of the other one."""
    name = name_with_company(contact.name, company)
    count = plural(len(found), "person whom you know", "people whom you know")
    parts = [part for each, of in found for part in _introduction(contact, each, of)]
    return Card(
        text=rich(Bold(name), f" and {count} could give each other something."),
        parts=tuple(parts),
        context=quiet(
            "Ask each of them first, apart from the other, before you name one to the other",
            "only you can see this",
        ),
        buttons=(Button(label="Brief me", command=Brief(contact.name, contact.id)),),
    )


def _introduction(contact: Contact, found: Introduction, company: str) -> tuple[Part, ...]:
    other = found.contact
    why: Rich
    match found.kind:
        case ReasonKind.NEED:
            role = "" if found.others else found.other.role_words if found.other else other.title
            does = f"does ({shorten(role, 80)})" if role else "does"
            why = rich(
                f"{contact.name} looks for what {other.name} {does}.",
                *_quote(found.theirs),
                *_quote(found.others),
            )
        case ReasonKind.NEEDED:
            why = rich(
                f"{other.name} looks for what {contact.name} does.",
                *_quote(found.others),
                *_quote(found.theirs),
            )
        case ReasonKind.INTEREST:
            why = rich("Both care about the same.", *_quote(found.theirs), *_quote(found.others))
        case ReasonKind.OBJECTIVE:
            words = shorten(found.other.objective_words, 160) if found.other else ""
            why = rich("What you agreed with both aims at the same.", "\n", Italic(f"“{words}”"))
    text = rich(Bold(name_with_company(other.name, company)), ": ", *why)
    ask = f"Ask {contact.name} and {other.name}, each apart, whether they would like to meet"
    menu = [Button(label="Put asking both on my plan", command=AddActivity(ask, contact_id=contact.id))]
    menu += [
        Button(label=f"Open the note on {each}", command=OpenNote(wish.note.id), opens_form=True)
        for wish, each in ((found.theirs, contact.name.split()[0]), (found.others, other.name.split()[0]))
        if wish is not None
    ]
    return (Row(text=text, menu=tuple(menu)),)


def _quote(wish: Wish | None) -> Rich:
    if wish is None:
        return ()
    return ("\n", Italic(f"“{shorten(wish.quote, 200)}”"), " · ", Day(wish.note.occurred_on))


def nobody_fits(contact: Contact) -> Card:
    """Say that no note gives a reason, and ask what the person looks for."""
    first = contact.name.split()[0]
    return Card(
        text=rich(
            "Your notes give no reason to introduce ",
            Bold(contact.name),
            f" to anybody whom you know, and I make none up. What is {first} looking for?",
        ),
        context=rich(
            "Tell me, for example ", Code(f"{first} is looking for a lawyer who knows carbon rules")
        ),
        buttons=(Button(label="Brief me", command=Brief(contact.name, contact.id)),),
    )


def about_whom() -> Card:
    """Ask who shall be introduced."""
    return Card(
        text=("Whom would you like to introduce to somebody?",),
        context=rich("For example ", Code("who should I introduce Ana to?")),
    )
