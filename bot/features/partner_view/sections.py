"""What this feature adds to a brief: the relationship as the partner may see it (S4)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Account, Contact
from bot.core.excerpts import excerpts_of
from bot.core.ports.books import StoreReader
from bot.core.turn import Section, Turn, Where
from bot.features.partner_view import cards as texts
from bot.features.partner_view.handlers import numbered_notes
from bot.features.partner_view.rules import sides


async def their_side(reader: StoreReader, turn: Turn[Any], whom: Contact | Account) -> tuple[Part, ...]:
    """The section of a brief; nothing where no note tells of their side."""
    if not isinstance(whom, Contact):
        return ()
    notes = await numbered_notes(reader, whom)
    seen = sides(excerpts_of(notes.values(), turn.people))
    if not seen:
        return ()
    return texts.section(seen, texts.questions(seen, whom.name)[0], whom)


SECTIONS = (Section(Where.BRIEF, 60, their_side),)
