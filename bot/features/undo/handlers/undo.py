"""Takes a change back; an undo is a change too, and can be taken back itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core import common_cards as general
from bot.core.cards import Card
from bot.core.commands import Undo
from bot.core.deliveries import NOTHING, About
from bot.core.notes import Note, NoteId
from bot.core.ports.books import StoreReader, UnitOfWork
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.threads import ConversationStep
from bot.core.turn import Turn
from bot.features.notes.contracts.showing import show_note_as_before
from bot.features.undo.cards import PutBack, about_rows, undone_card, withdrawn_card


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
            older = newer.corrects if newer else None
            card, about = await _show_what_is_left(uow, turn, step, change, older, rows)
            uow.say(*turn.update(card, about=about))
    except NotFound:
        await _answer(turn, general.nothing_to_undo())
    except ChangedSince:
        await _without_the_rest(turn, step)


async def _show_what_is_left(
    uow: UnitOfWork,
    turn: Turn[Any],
    step: ConversationStep | None,
    change: str,
    older: NoteId | None,
    rows: Sequence[PutBack],
) -> tuple[Card, About]:
    """The card of what is left, and what it speaks of.

    That is the note as it was, where only a later step of it was undone. `older` is the note that the undone
    one stood in place of.
    """
    turn = await turn.reread(uow)
    note = await _still_there(uow, step)
    if note is None and older:
        note = await _note(uow, older)
    earlier = [t for t in turn.history if note is not None and t.note_id == note.id]
    if note is None or note.superseded_by is not None:
        names: dict[str, str] = {each.id: each.name for each in turn.people.contacts}
        return undone_card(turn.change, rows, names), about_rows(rows)
    before = next((t.change for t in earlier if t.change and t.change != change), "")
    return await show_note_as_before(uow, turn, note, change=before)


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
        card = withdrawn_card(turn.change, note)
        uow.say(*turn.update(card, about=(note.id, *note.contact_ids, *note.account_ids)))


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
    await turn.answer(card, about=NOTHING)
