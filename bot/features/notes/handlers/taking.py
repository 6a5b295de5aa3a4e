"""Takes a note: understands it, says back what it understood, and asks once where it could not (B1, R2)."""

from __future__ import annotations

from bot.core.commands import Surface
from bot.core.notes import NoteSource
from bot.core.turn import Turn
from bot.features.notes.commands import TakeNote
from bot.features.notes.contracts.taking import keep
from bot.features.notes.contracts.telling import Telling

_SOURCES = {
    Surface.CHANNEL: NoteSource.MENTION,
    Surface.SLASH: NoteSource.COMMAND,
    Surface.SHORTCUT: NoteSource.SHORTCUT,
    Surface.FORM: NoteSource.FORM,
}


async def take_note(turn: Turn[TakeNote]) -> None:
    """Keep the words of a command as a note."""
    source = _SOURCES.get(turn.origin.surface, NoteSource.MESSAGE)
    await keep(turn, Telling(text=turn.command.text, source=source, permalink=turn.command.permalink))
