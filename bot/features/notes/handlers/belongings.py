"""Reads what belongs to a stored note, so that its card can be shown again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.coaching.understanding import Mode
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.notes.cards.card import NoteView


@dataclass(frozen=True, slots=True)
class Belongings:
    """The rows that hang on one note."""

    commitments: tuple[Commitment, ...]
    touches: tuple[Touch, ...]
    older: Note | None


NOTHING = Belongings((), (), None)


async def belongings(reader: StoreReader, note: Note) -> Belongings:
    """The touches and commitments that a note told of, and the note that it corrects."""
    older = None
    if note.corrects:
        try:
            older = await reader.of(Note).get(note.corrects)
        except NotFound:
            older = None
    return Belongings(
        tuple(await reader.of(Commitment).find(note_id=note.id)),
        tuple(await reader.of(Touch).find(note_id=note.id)),
        older,
    )


async def view_note(
    reader: StoreReader, note: Note, turn: Turn[Any], *, first_line: str, change: str = "", asks: bool = True
) -> NoteView:
    """A stored note as its card shows it."""
    held = await belongings(reader, note)
    people = turn.people
    open_ids = [id for mention in note.open_mentions for id in mention.candidates]
    nameless = not note.contact_ids and not note.account_ids
    return NoteView(
        note=note,
        today=turn.today,
        people=people.some(note.contact_ids),
        companies=people.companies,
        commitments=held.commitments,
        touch=held.touches[0].channel if held.touches else "",
        older=held.older,
        suggestions=people.some(open_ids) if open_ids else people.recent() if nameless else (),
        asks=asks,
        mode=Mode.MODEL,
        change=change,
        first_line=first_line,
    )
