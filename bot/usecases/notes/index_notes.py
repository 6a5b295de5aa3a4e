"""Brings the vector index in line with the ledger, which is the truth (DESIGN.md 2)."""

from __future__ import annotations

from bot.domain.notes import Note
from bot.messages.commands import IndexNotes
from bot.ports import Entry, NotFound, Work
from bot.usecases.desk import Desk


async def index_notes(work: Work[IndexNotes], desk: Desk) -> None:
    """Index the notes that are there, in exactly their spaces, and forget those that are gone."""
    there: list[Note] = []
    gone: list[str] = []
    async with desk.ledger.read(work.scope) as books:
        for note_id in dict.fromkeys(work.command.note_ids):
            try:
                there.append(await books.of(Note).get(note_id))
            except NotFound:
                gone.append(note_id)
    if work.command.for_good:
        # Those that stay are indexed anew, as their older entries name who was erased.
        await desk.memory.erase(work.scope.workspace, work.command.note_ids)
    elif gone:
        await desk.memory.forget(work.scope.workspace, gone, work.scope.spaces)
    if there:
        await desk.memory.index(work.scope.workspace, [entry_of(note) for note in there])


def entry_of(note: Note) -> Entry:
    """A note as the vector index needs it."""
    return Entry(
        note_id=note.id,
        text=note.text,
        spaces=frozenset({note.space, *note.shared_with}),
        contact_ids=tuple(note.contact_ids),
        occurred_on=note.occurred_on,
    )
