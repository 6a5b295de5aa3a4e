"""Gathers what the cards on a contact's facts show (B1, B2)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.turn import Turn
from bot.features.facts.cards.known import KnownView
from bot.features.facts.contracts.reading import FactsKnown
from bot.features.facts.naming import names_by_id


def view_of(turn: Turn[Any], contact: Contact, found: FactsKnown) -> KnownView:
    """What is known of a contact, for the member who looks at it now."""
    return KnownView(
        contact=contact,
        found=found,
        names=names_by_id(turn),
        today=turn.today,
        touched=turn.day_of(contact.last_touch_at) if contact.last_touch_at else None,
        now=turn.now.astimezone(turn.zone),
    )
