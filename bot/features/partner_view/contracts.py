"""What other features may use: partner view (S4)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Contact
from bot.core.ports.books import StoreReader
from bot.core.turn import Turn
from bot.features.partner_view import cards as texts
from bot.features.partner_view.handlers import excerpts_of, numbered_notes
from bot.features.partner_view.rules import sides


async def their_side(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """The section of a brief; nothing where no note tells of their side."""
    notes = await numbered_notes(reader, contact)
    seen = sides(excerpts_of(turn, notes))
    if not seen:
        return ()
    return texts.section(seen, texts.questions(seen, contact.name)[0], contact)
