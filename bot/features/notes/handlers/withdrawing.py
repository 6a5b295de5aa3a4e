"""Takes back all that a note had brought about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.clocks import recount
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.books import UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.rounds.contracts.shared import forget_shared


async def withdraw(uow: UnitOfWork, turn: Turn[Any], note: Note) -> None:
    """Delete a note with what it told of touches and promises, and revive the note it corrected."""
    for commitment in await uow.of(Commitment).find(note_id=note.id):
        await uow.of(Commitment).remove(commitment.id)
    touches = await uow.of(Touch).find(note_id=note.id)
    for touch in touches:
        await uow.of(Touch).remove(touch.id)
    for contact_id in dict.fromkeys(touch.contact_id for touch in touches):
        await recount(uow, turn, contact_id)
    if note.corrects:
        await _revive(uow, note)
    await forget_shared(uow, note)
    await uow.of(Note).remove(note.id)


async def _revive(uow: UnitOfWork, note: Note) -> None:
    try:
        older = await uow.of(Note).get(note.corrects or "")
    except NotFound:
        return
    if older.superseded_by == note.id:
        await uow.of(Note).put(replace(older, superseded_by=None))
