"""What the partner's view adds to a brief: how the relationship may look to the partner (S4)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.excerpts import excerpts_of
from bot.core.ports.store import StoreReader
from bot.core.sections import BRIEF, Section, Told, tell
from bot.core.turn import Turn
from bot.features.partner_view import cards
from bot.features.partner_view.handlers import find_latest_notes
from bot.features.partner_view.rules import find_aspects


async def read_their_side(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """The section of a brief; nothing where no note tells of their side."""
    notes = await find_latest_notes(reader, contact)
    aspects = find_aspects(excerpts_of(notes, turn.people))
    if not aspects:
        return ()
    parts = cards.section(aspects, cards.questions(aspects, contact.name)[0], contact)
    return tell(parts, (note.id for note in notes))


SECTIONS = (Section(BRIEF, 60, read_their_side),)
