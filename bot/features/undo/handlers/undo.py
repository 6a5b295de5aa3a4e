"""Takes a change back; an undo is a change too, and can be taken back itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core import common_cards as general
from bot.core.cards import Card
from bot.core.commands import Undo
from bot.core.deliveries import UNSAID
from bot.core.notes import Note, NoteId
from bot.core.ports.books import StoreReader, UnitOfWork
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.threads import ConversationStep
from bot.core.turn import Turn
from bot.features.notes.cards.card import note_card
from bot.features.notes.handlers.belongings import view_note
from bot.features.undo.cards import PutBack, undone_card, withdrawn_card


async def undo(turn: Turn[Undo]) -> None:
    """Take back the named change, or the member's latest where none is named."""
    async with turn.read() as reader:
        step = await _step_of(reader, turn)
    change = turn.command.change or (step.change if step else "")
    if not change:
        await _answer(turn, general.nothing_to_undo())
        return
    try:
        async with turn.commit() as uow:
            newer = await _still_there(uow, step)
            rows = [PutBack(row.now, row.was) for row in await uow.undo(change)]
            card = await _as_before(uow, turn, step, change, newer.corrects if newer else None, rows)
            uow.say(*turn.update(card, about=UNSAID))
    except NotFound:
        await _answer(turn, general.nothing_to_undo())
    except ChangedSince:
        await _without_the_rest(turn, step)


async def _as_before(
    uow: UnitOfWork,
    turn: Turn[Any],
    step: ConversationStep | None,
    change: str,
    older: NoteId | None,
    rows: Sequence[PutBack],
) -> Card:
    """The card of what is left: the note as it was, where only a later step of it was undone.

    `older` is the note that the undone one stood in place of.
    """
    turn = await turn.reread(uow)
    note = await _still_there(uow, step)
    if note is None and older:
        note = await _note(uow, older)
    earlier = [t for t in turn.history if note is not None and t.note_id == note.id]
    if note is None or note.superseded_by is not None:
        return undone_card(turn.change, rows, {each.id: each.name for each in turn.people.contacts})
    before = next((t.change for t in earlier if t.change and t.change != change), "")
    view = await view_note(uow, note, turn, first_line="As before: noted", change=before)
    return note_card(view)


async def _still_there(reader: StoreReader, step: ConversationStep | None) -> Note | None:
    return await _note(reader, step.note_id) if step is not None and step.note_id is not None else None


async def _note(reader: StoreReader, note_id: NoteId) -> Note | None:
    try:
        return await reader.of(Note).get(note_id)
    except NotFound:
        return None


async def _without_the_rest(turn: Turn[Any], step: ConversationStep | None) -> None:
    """Later notes have moved the contacts on: take out the note alone, and leave what came after."""
    async with turn.read() as reader:
        note = await _note_alone(reader, step)
    if note is None:
        await _answer(turn, general.changed_since_card())
        return
    async with turn.commit() as uow:
        await uow.of(Note).remove(note.id)
        uow.say(*turn.update(withdrawn_card(turn.change, note), about=UNSAID))


async def _step_of(reader: StoreReader, turn: Turn[Undo]) -> ConversationStep | None:
    steps = await reader.of(ConversationStep).find(space=turn.scope.own, newest_first=True, limit=200)
    wanted = turn.command.change
    return next((step for step in steps if step.change and wanted in ("", step.change)), None)


async def _note_alone(reader: StoreReader, step: ConversationStep | None) -> Note | None:
    """The note that a change stored, where nothing was built on the note since."""
    note = await _still_there(reader, step)
    if note is None or step is None:
        return None
    stored_by_it = note.created_at == step.created_at
    return note if stored_by_it and note.superseded_by is None else None


async def _answer(turn: Turn[Any], card: Card) -> None:
    await turn.answer(card, about=UNSAID)
