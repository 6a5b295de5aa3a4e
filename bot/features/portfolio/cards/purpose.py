"""Asks what a relationship is for before it becomes active, or to think again (F1)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Row
from bot.core.commands import Dismiss
from bot.core.contacts import Contact, Purpose, Standing
from bot.core.knowledge.choices import PurposeBank
from bot.core.rich import Bold, rich
from bot.core.words import name_with_company
from bot.features.portfolio.commands import SetStanding


def purpose_card(contact: Contact, company: str, purposes: PurposeBank) -> Card:
    """Ask which of the three purposes a relationship has; one click makes it active."""
    rows = tuple(
        Row(text=(each.explanation,), button=_choose(contact, Purpose(each.id), each.label))
        for each in purposes.purposes
    )
    return Card(
        text=rich("What is the relationship with ", Bold(name_with_company(contact.name, company)), " for?"),
        parts=rows,
        context=("One click, and it is active",),
        buttons=(_choose(contact, Purpose.NONE, purposes.none.label), _leave()),
    )


def reconsider_card(contact: Contact) -> Card:
    """Say that a relationship for none of the three may wait, and leave the way back open."""
    again = SetStanding(Standing.ACTIVE.value, contact_id=contact.id)
    return Card(
        text=rich(
            "None of the three: then it may be fine to wait. ", Bold(contact.name), " stays as before."
        ),
        buttons=(Button(label="Look again", command=again),),
    )


def _choose(contact: Contact, purpose: Purpose, label: str) -> Button:
    command = SetStanding(Standing.ACTIVE.value, contact_id=contact.id, purpose=purpose.value)
    return Button(label=label, command=command)


def _leave() -> Button:
    return Button(label="Not now", command=Dismiss())
