"""Keeps what was shared upward in line with answers that are deleted or taken back (T5, B6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.notes import Note, NoteKind
from bot.core.ports.books import UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.rounds.contracts.picture import label
from bot.features.rounds.contracts.values import RoundId, SharedRound, shared_round_id


async def forget_shared(uow: UnitOfWork, note: Note) -> None:
    """Take a deleted answer out of what managers see."""
    round_id = label(note, "round")
    if note.kind is not NoteKind.ANSWER or not round_id:
        return
    try:
        shared = await uow.of(SharedRound).get(shared_round_id(RoundId(round_id)))
    except NotFound:
        return
    left = tuple(each for each in shared.answers if each.note_id != note.id)
    if left != shared.answers:
        await uow.of(SharedRound).put(replace(shared, answers=left))


async def forget_undone(uow: UnitOfWork, turn: Turn[Any]) -> None:
    """Take answers whose notes an undo has removed out of what managers see."""
    shared = await uow.of(SharedRound).find(space=turn.scope.own)
    ids = tuple({answer.note_id for each in shared for answer in each.answers})
    there = {note.id for note in await uow.of(Note).find(id=ids)} if ids else set()
    for each in shared:
        left = tuple(answer for answer in each.answers if answer.note_id in there)
        if left != each.answers:
            await uow.of(SharedRound).put(replace(each, answers=left))
