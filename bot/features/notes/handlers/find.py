"""Finds the note that a member wants to change or throw away, and shows it with buttons for both (B1)."""

from __future__ import annotations

from typing import Any

from bot.core.deliveries import NOTHING
from bot.core.naming import One
from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.notes.cards import changes as cards
from bot.features.notes.commands import FindNote

_HITS = 10
"""Notes found by their words among which the newest own one is taken."""


async def find_note(turn: Turn[FindNote]) -> None:
    """Show the newest note that fits; nothing is changed before a click."""
    async with turn.read() as reader:
        note = await _by_words(reader, turn) or await _by_person(reader, turn)
    if note is None:
        await turn.answer(cards.no_such_note(turn.command.words or turn.command.name), about=NOTHING)
        return
    names = turn.people.names(note.contact_ids)
    card = cards.found_note(note, names, turn.today)
    await turn.answer(card, about=(note.id, *note.contact_ids, *note.account_ids))


async def _by_words(reader: StoreReader, turn: Turn[FindNote]) -> Note | None:
    """The newest of the member's own notes among those that hold the words best."""
    if not turn.command.words:
        return None
    hits = await reader.search_notes(turn.command.words, limit=_HITS)
    found = await reader.of(Note).find(
        id=tuple(hit.note_id for hit in hits), space=turn.scope.own, superseded_by=None
    )
    best = {hit.note_id: hit.score for hit in hits}
    return max(found, key=lambda note: (best[note.id], note.created_at), default=None)


async def _by_person(reader: StoreReader, turn: Turn[Any]) -> Note | None:
    """The newest note about the person who is named; without a name the newest of all."""
    command, notes = turn.command, reader.of(Note)
    own: dict[str, object] = {"space": turn.scope.own, "superseded_by": None}
    if command.name:
        who = turn.people.who(command.name, in_focus=turn.in_thread)
        if not isinstance(who, One):
            return None
        own["contact_ids"] = who.contact.id
    elif command.words:
        return None
    found = await notes.find(newest_first=True, limit=1, **own)  # type: ignore[arg-type]
    return next(iter(found), None)
