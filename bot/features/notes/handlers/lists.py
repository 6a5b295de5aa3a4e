"""Lists notes, the newest first."""

from __future__ import annotations

from bot.core.deliveries import UNSAID
from bot.core.finding import person
from bot.core.notes import Note
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.notes.cards import lists as texts
from bot.features.notes.commands import ListNotes


async def list_notes(turn: Turn[ListNotes]) -> None:
    """A page of notes, of everybody or of one person."""
    command = turn.command
    name, only = "", {}
    if command.name or command.contact_id:
        contact = await person(
            turn,
            name=command.name,
            contact_id=command.contact_id,
            command=lambda id: ListNotes(contact_id=id),
        )
        if contact is None:
            return
        name, only = contact.name, {"contact_ids": contact.id}
    async with turn.read() as reader:
        total = await reader.of(Note).count(**only)
        page = page_within(command.page, total)
        notes = await reader.of(Note).find(newest_first=True, limit=PAGE, offset=page * PAGE, **only)
    rows = [(note, turn.people.names(note.contact_ids)) for note in notes]
    card = texts.note_list(
        rows,
        total=total,
        page=page,
        person=name,
        command=lambda number: ListNotes(command.name, command.contact_id, number),
    )
    await turn.answer(card, in_place=True, about=UNSAID)
