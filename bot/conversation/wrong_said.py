"""Asks what is wrong, where a message only says that something is (B4)."""

from __future__ import annotations

from typing import Any

from bot.conversation.cards.general import what_is_wrong
from bot.core.deliveries import NOTHING
from bot.core.turn import Turn
from bot.features.notes.handlers.latest import find_latest_note


async def ask_what_is_wrong(turn: Turn[Any]) -> None:
    """Ask what is wrong, with the latest note to be put right where there is one of just now."""
    async with turn.read() as reader:
        note = await find_latest_note(reader, turn)
    about = (note.id, *note.contact_ids) if note is not None else NOTHING
    await turn.answer(what_is_wrong(note.id if note is not None else ""), about=about)
