"""The card of a stored note, for features that put a note back as it was."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Card
from bot.core.deliveries import About
from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.notes.cards.understood import note_card
from bot.features.notes.cards.view import FirstLine
from bot.features.notes.handlers.belongings import view_note


async def show_note_as_before(
    reader: StoreReader, turn: Turn[Any], note: Note, *, change: str
) -> tuple[Card, About]:
    """The card of a note that is as it was before, and what it speaks of; its Undo takes back `change`."""
    view = await view_note(reader, note, turn, first_line=FirstLine.AS_BEFORE, change=change)
    return note_card(view), view.about
