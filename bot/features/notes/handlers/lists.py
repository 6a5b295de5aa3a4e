"""Lists notes, the newest first (B1)."""

from __future__ import annotations

from bot.core.finding import person_named
from bot.core.notes import Note
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.notes.cards import lists as cards
from bot.features.notes.commands import ListNotes
from bot.features.notes.contracts.sharers import find_sharers


async def list_notes(turn: Turn[ListNotes]) -> None:
    """Show a page of notes, of everybody or of one person."""
    command = turn.command
    contact = None
    if command.name or command.contact_id:
        contact = await person_named(turn, lambda id: ListNotes(contact_id=id))
        if contact is None:
            return
    only = {"contact_ids": contact.id} if contact else {}
    async with turn.read() as reader:
        total = await reader.of(Note).count(**only)
        page = page_within(command.page, total)
        notes = await reader.of(Note).find(newest_first=True, limit=PAGE, offset=page * PAGE, **only)
    sharers = await find_sharers(turn, notes)
    rows = [(note, turn.people.names(note.contact_ids), sharers.get(note.id, ())) for note in notes]
    card = cards.note_list(
        rows,
        total=total,
        page=page,
        person=contact.name if contact else "",
        command=lambda number: ListNotes(command.name, command.contact_id, number),
    )
    whom = (contact.id,) if contact else ()
    ids = dict.fromkeys((*whom, *(id for note in notes for id in (note.id, *note.contact_ids))))
    await turn.answer(card, in_place=True, about=tuple(ids))
