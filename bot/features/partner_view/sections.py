"""What the partner's view adds to a brief: how the relationship may look to the partner (S4)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Contact
from bot.core.excerpts import excerpts_of
from bot.core.ports.store import StoreReader
from bot.core.turn import BRIEF, Section, Turn
from bot.features.partner_view import cards
from bot.features.partner_view.handlers import find_latest_notes
from bot.features.partner_view.rules import find_aspects


async def read_their_side(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """The section of a brief; nothing where no note tells of their side."""
    aspects = find_aspects(excerpts_of(await find_latest_notes(reader, contact), turn.people))
    if not aspects:
        return ()
    return cards.section(aspects, cards.questions(aspects, contact.name)[0], contact)


SECTIONS = (Section(BRIEF, 60, read_their_side),)
