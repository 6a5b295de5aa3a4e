"""Brings the vector index in line with the store, which is the truth."""

from __future__ import annotations

from bot.core.notes import Note
from bot.core.ports.memory import Entry
from bot.core.turn import Turn
from bot.features.notes.commands import IndexNotes


async def index_notes(turn: Turn[IndexNotes]) -> None:
    """Index the notes that are there, in exactly their spaces, and forget those that are gone."""
    ids = turn.command.note_ids
    async with turn.read() as reader:
        there = await reader.of(Note).find(id=ids)
    gone = sorted(set(ids) - {note.id for note in there})
    entries = [entry_of(note) for note in there]
    if turn.command.for_good:
        await turn.memory.erase(turn.scope.workspace, ids, anew=entries)
        return
    if gone:
        await turn.memory.forget(turn.scope.workspace, gone, turn.scope.spaces)
    if entries:
        await turn.memory.index(turn.scope.workspace, entries)


def entry_of(note: Note) -> Entry:
    """A note as the vector index needs it."""
    return Entry(
        note_id=note.id,
        text=note.text,
        spaces=frozenset({note.space, *note.shared_with}),
        contact_ids=tuple(note.contact_ids),
        occurred_on=note.occurred_on,
    )
