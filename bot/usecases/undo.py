"""Takes a change back; an undo is a change too, and can be taken back itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain.notes import Commitment, Note, NoteId, Touch
from bot.domain.threads import ConversationStep
from bot.messages.cards import Card
from bot.messages.commands import Undo
from bot.messages.deliveries import UNSAID
from bot.ports import Books, ChangedSince, NotFound, OpenBooks
from bot.texts import general
from bot.texts.notes import note_card
from bot.texts.undone import PutBack, undone, withdrawn
from bot.usecases.lookahead.shared_rounds import forget_shared
from bot.usecases.notes.note_cards import seen_note
from bot.usecases.timing.clocks import recount
from bot.usecases.turn import Turn
from bot.usecases.undone import follow, reach


async def undo(turn: Turn[Undo]) -> None:
    """Take back the named change, or the member's latest where none is named."""
    async with turn.read() as books:
        step = await _step_of(books, turn)
    change = turn.command.change or (step.change if step else "")
    if not change:
        await _answer(turn, general.nothing_to_undo())
        return
    try:
        async with turn.commit() as books:
            newer = await _still_there(books, step)
            before = await reach(books, turn)
            rows = [PutBack(row.now, row.was) for row in await books.undo(change)]
            await follow(books, turn, before)
            card = await _as_before(books, turn, step, change, newer.corrects if newer else None, rows)
            books.say(*turn.update(card, about=UNSAID))
    except NotFound:
        await _answer(turn, general.nothing_to_undo())
    except ChangedSince:
        await _without_the_rest(turn, step)


async def _as_before(
    books: OpenBooks,
    turn: Turn[Any],
    step: ConversationStep | None,
    change: str,
    older: NoteId | None,
    rows: Sequence[PutBack],
) -> Card:
    """The card of what is left: the note as it was, where only a later step of it was undone.

    `older` is the note that the undone one stood in place of.
    """
    turn = await turn.reread(books)
    note = await _still_there(books, step)
    if note is None and older:
        note = await _note(books, older)
    earlier = [t for t in turn.history if note is not None and t.note_id == note.id]
    if note is None or note.superseded_by is not None:
        return undone(turn.change, rows, {each.id: each.name for each in turn.people.contacts})
    before = next((t.change for t in earlier if t.change and t.change != change), "")
    seen = await seen_note(books, note, turn, first_line="As before: noted", change=before)
    return note_card(seen)


async def _still_there(books: Books, step: ConversationStep | None) -> Note | None:
    return await _note(books, step.note_id) if step is not None and step.note_id is not None else None


async def _note(books: Books, note_id: NoteId) -> Note | None:
    try:
        return await books.of(Note).get(note_id)
    except NotFound:
        return None


async def _without_the_rest(turn: Turn[Any], step: ConversationStep | None) -> None:
    """Later notes have moved the contacts on: take out the note alone, and leave what came after."""
    async with turn.read() as books:
        note = await _note_alone(books, step)
    if note is None:
        await _answer(turn, general.changed_since())
        return
    async with turn.commit() as books:
        await withdraw(books, turn, note)
        books.say(*turn.update(withdrawn(turn.change, note), about=UNSAID))


async def withdraw(books: OpenBooks, turn: Turn[Any], note: Note) -> None:
    """Delete a note with what it told of touches and promises, and revive the note it corrected."""
    for commitment in await books.of(Commitment).find(note_id=note.id):
        await books.of(Commitment).remove(commitment.id)
    touches = await books.of(Touch).find(note_id=note.id)
    for touch in touches:
        await books.of(Touch).remove(touch.id)
    for contact_id in dict.fromkeys(touch.contact_id for touch in touches):
        await recount(books, turn, contact_id)
    if note.corrects:
        await _revive(books, note)
    await forget_shared(books, note)
    await books.of(Note).remove(note.id)


async def _revive(books: OpenBooks, note: Note) -> None:
    try:
        older = await books.of(Note).get(note.corrects or "")
    except NotFound:
        return
    if older.superseded_by == note.id:
        await books.of(Note).put(replace(older, superseded_by=None))


async def _step_of(books: Books, turn: Turn[Undo]) -> ConversationStep | None:
    steps = await books.of(ConversationStep).find(space=turn.scope.own, newest_first=True, limit=200)
    wanted = turn.command.change
    return next((step for step in steps if step.change and wanted in ("", step.change)), None)


async def _note_alone(books: Books, step: ConversationStep | None) -> Note | None:
    """The note that a change stored, where nothing was built on the note since."""
    note = await _still_there(books, step)
    if note is None or step is None:
        return None
    stored_by_it = note.created_at == step.created_at
    return note if stored_by_it and note.superseded_by is None else None


async def _answer(turn: Turn[Any], card: Card) -> None:
    await turn.answer(card, about=UNSAID)
