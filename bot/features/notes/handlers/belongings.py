"""Reads what belongs to a stored note, and views a note as its card shows it (B1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.composing import Composition
from bot.core.contacts import Contact
from bot.core.notes import Commitment, Note, Touch
from bot.core.people import People
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.notes.cards.understood import FirstLine, NoteView


@dataclass(frozen=True, slots=True)
class Belongings:
    """The rows that hang on one note."""

    commitments: tuple[Commitment, ...] = ()
    touches: tuple[Touch, ...] = ()
    older: Note | None = None
    """The note that it corrects."""


NO_BELONGINGS = Belongings()


async def find_belongings(reader: StoreReader, note: Note) -> Belongings:
    """The touches and commitments that a note told of, and the note that it corrects."""
    return Belongings(
        tuple(await reader.of(Commitment).find(note_id=note.id)),
        tuple(await reader.of(Touch).find(note_id=note.id)),
        await find_note(reader, note.corrects),
    )


async def find_note(reader: StoreReader, note_id: str | None) -> Note | None:
    """The note with this id, inside a transaction that is open already; None where it is not there."""
    return next(iter(await reader.of(Note).find(id=note_id)), None) if note_id else None


async def view_note(
    reader: StoreReader,
    note: Note,
    turn: Turn[Any],
    *,
    first_line: FirstLine = FirstLine.NOTED,
    change: str = "",
    asks: bool = True,
) -> NoteView:
    """A stored note as its card shows it."""
    rows = await find_belongings(reader, note)
    return NoteView(
        note=note,
        today=turn.today,
        people=turn.people.some(note.contact_ids),
        companies=turn.people.companies,
        commitments=rows.commitments,
        touch=rows.touches[0].channel if rows.touches else "",
        older=rows.older,
        suggestions=_suggest(turn.people, note),
        asks=asks,
        change=change,
        first_line=first_line,
    )


def view_composition(
    turn: Turn[Any], made: Composition, *, first_line: FirstLine = FirstLine.NOTED
) -> NoteView:
    """A note that is about to be stored, as its card shows it."""
    return NoteView(
        note=made.note,
        today=turn.today,
        people=made.people,
        companies=turn.people.companies | {account.id: account.name for account in made.accounts},
        commitments=made.commitments,
        touch=made.touches[0].channel if made.touches else "",
        new_people=made.new_people,
        suggestions=_suggest(turn.people, made.note),
        change=turn.change,
        first_line=first_line,
    )


def _suggest(people: People, note: Note) -> tuple[Contact, ...]:
    """Whom to choose from: those whom an open name may mean, or recent contacts where nobody is named."""
    candidates = [id for mention in note.open_mentions for id in mention.candidates]
    if candidates:
        return people.some(candidates)
    return () if note.contact_ids or note.account_ids else people.recent()
