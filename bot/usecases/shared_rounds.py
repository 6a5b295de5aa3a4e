"""Keeps what was shared upward in line with notes that are deleted (T5, B6)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.notes import Note, NoteKind
from bot.domain.roll_up import SharedRound, shared_id
from bot.domain.rounds import RoundId, label
from bot.ports import NotFound, OpenBooks


async def forget_shared(books: OpenBooks, note: Note) -> None:
    """Take a deleted answer out of what managers see."""
    round_id = label(note, "round")
    if note.kind is not NoteKind.ANSWER or not round_id:
        return
    try:
        shared = await books.of(SharedRound).get(shared_id(RoundId(round_id)))
    except NotFound:
        return
    left = tuple(each for each in shared.answers if each.note_id != note.id)
    if left != shared.answers:
        await books.of(SharedRound).put(replace(shared, answers=left))
