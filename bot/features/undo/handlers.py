"""Takes a change back; an undo is a change too, and can be taken back itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core import common_cards as cards
from bot.core.cards import Card
from bot.core.commands import Undo
from bot.core.deliveries import NOTHING, About
from bot.core.notes import Note, NoteId
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.threads import ConversationStep
from bot.core.turn import Turn
from bot.features.notes.contracts.showing import show_note_as_before
from bot.features.undo.cards import PutBack, about_rows, undone_card, withdrawn_card


async def undo(turn: Turn[Undo]) -> None:
    """Take back the named change, or the member's latest where none is named."""
    async with turn.read() as reader:
        step = await _find_step(reader, turn)
    change = turn.command.change or (step.change if step else "")
    if not change:
        await turn.answer(cards.nothing_to_undo(), about=NOTHING)
        return
    try:
        async with turn.commit() as uow:
            newer = await _find_note(uow, step)
            restored = await uow.undo(change)
            rows = [PutBack(row.now, row.was) for row in restored]
            older = newer.corrects if newer else None
            left = await turn.after_undo(uow, restored)
            card, about = await _show_what_is_left(uow, left, step, change, older, rows)
            uow.say(*turn.update(card, about=about))
    except NotFound:
        await turn.answer(cards.nothing_to_undo(), about=NOTHING)
    except ChangedSince:
        await _take_out_note_alone(turn, step)


async def _show_what_is_left(
    uow: UnitOfWork,
    turn: Turn[Any],
    step: ConversationStep | None,
    change: str,
    older: NoteId | None,
    rows: Sequence[PutBack],
) -> tuple[Card, About]:
    """The card that says what an undo left, and the ids that it speaks of.

    Where only a later step of a note was undone, that is the card of the note as it was before the step.
    `older` is the note that the undone one had corrected.
    """
    note = await _find_note(uow, step)
    if note is None:
        note = await _read_note(uow, older)
    if note is None or note.superseded_by is not None:
        names = {str(each.id): each.name for each in turn.people.contacts}
        return undone_card(turn.change, rows, names, turn.ports.labels), about_rows(rows)
    earlier = (step.change for step in turn.history if step.note_id == note.id)
    before = next((each for each in earlier if each not in ("", change)), "")
    return await show_note_as_before(uow, turn, note, change=before)


async def _find_note(reader: StoreReader, step: ConversationStep | None) -> Note | None:
    """The note of a step, where it is still there."""
    return await _read_note(reader, step.note_id) if step is not None else None


async def _read_note(reader: StoreReader, note_id: NoteId | None) -> Note | None:
    return next(iter(await reader.of(Note).find(id=note_id)), None) if note_id else None


async def _take_out_note_alone(turn: Turn[Any], step: ConversationStep | None) -> None:
    """Take out the note alone and leave what came after: later notes have changed its contacts since."""
    async with turn.read() as reader:
        note = await _find_unchanged_note(reader, step)
    if note is None:
        await turn.answer(cards.changed_since_card(), about=NOTHING)
        return
    async with turn.commit() as uow:
        await uow.of(Note).remove(note.id)
        card = withdrawn_card(turn.change, note)
        uow.say(*turn.update(card, about=(note.id, *note.contact_ids, *note.account_ids)))


async def _find_step(reader: StoreReader, turn: Turn[Undo]) -> ConversationStep | None:
    """The step that made the named change, or the latest change where none is named."""
    steps = await reader.of(ConversationStep).find(space=turn.scope.own, newest_first=True, limit=200)
    wanted = turn.command.change
    return next((step for step in steps if step.change and wanted in ("", step.change)), None)


async def _find_unchanged_note(reader: StoreReader, step: ConversationStep | None) -> Note | None:
    """The note that a step stored, where no correction has taken its place."""
    note = await _find_note(reader, step)
    if note is None or step is None:
        return None
    stored_by_it = note.created_at == step.created_at
    return note if stored_by_it and note.superseded_by is None else None
