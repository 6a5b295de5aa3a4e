"""Takes a change back; an undo is a change too, and can be taken back itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain.notes import Commitment, Note, NoteId, Touch
from bot.domain.threads import Turn
from bot.messages.cards import Card
from bot.messages.commands import Undo
from bot.ports import Books, ChangedSince, NotFound, OpenBooks, Work
from bot.texts import general
from bot.texts.notes import note_card
from bot.texts.undone import PutBack, undone, withdrawn
from bot.usecases.desk import Desk
from bot.usecases.lookahead.shared_rounds import forget_shared
from bot.usecases.notes.note_cards import seen_note
from bot.usecases.replies import reply, update
from bot.usecases.situation import Situation, look
from bot.usecases.timing.clocks import recount
from bot.usecases.undone import follow, reach


async def undo(work: Work[Undo], desk: Desk) -> None:
    """Take back the named change, or the member's latest where none is named."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        turn = await _turn_of(books, work)
    change = work.command.change or (turn.change if turn else "")
    if not change:
        await _answer(work, desk, situation, general.nothing_to_undo())
        return
    try:
        async with desk.ledger.write(work) as books:
            newer = await _still_there(books, turn)
            before = await reach(books, work)
            rows = [PutBack(row.now, row.was) for row in await books.undo(change)]
            await follow(books, work, before)
            card = await _as_before(books, work, turn, change, newer.corrects if newer else None, rows)
            books.say(*update(work, situation.member, card))
    except NotFound:
        await _answer(work, desk, situation, general.nothing_to_undo())
    except ChangedSince:
        await _without_the_rest(work, desk, situation, turn)


async def _as_before(
    books: OpenBooks,
    work: Work[Any],
    turn: Turn | None,
    change: str,
    older: NoteId | None,
    rows: Sequence[PutBack],
) -> Card:
    """The card of what is left: the note as it was, where only a later step of it was undone.

    `older` is the note that the undone one stood in place of.
    """
    situation = await look(books, work)
    note = await _still_there(books, turn)
    if note is None and older:
        note = await _note(books, older)
    earlier = [t for t in situation.turns if note is not None and t.note_id == note.id]
    if note is None or note.superseded_by is not None:
        return undone(work.change, rows, {each.id: each.name for each in situation.people.contacts})
    before = next((t.change for t in earlier if t.change and t.change != change), "")
    seen = await seen_note(books, note, situation, first_line="As before: noted", change=before)
    return note_card(seen)


async def _still_there(books: Books, turn: Turn | None) -> Note | None:
    return await _note(books, turn.note_id) if turn is not None and turn.note_id is not None else None


async def _note(books: Books, note_id: NoteId) -> Note | None:
    try:
        return await books.of(Note).get(note_id)
    except NotFound:
        return None


async def _without_the_rest(work: Work[Any], desk: Desk, situation: Situation, turn: Turn | None) -> None:
    """Later notes have moved the contacts on: take out the note alone, and leave what came after."""
    async with desk.ledger.read(work.scope) as books:
        note = await _note_alone(books, turn)
    if note is None:
        await _answer(work, desk, situation, general.changed_since())
        return
    async with desk.ledger.write(work) as books:
        await withdraw(books, situation, note)
        books.say(*update(work, situation.member, withdrawn(work.change, note)))


async def withdraw(books: OpenBooks, situation: Situation, note: Note) -> None:
    """Delete a note with what it told of touches and promises, and revive the note it corrected."""
    for commitment in await books.of(Commitment).find(note_id=note.id):
        await books.of(Commitment).remove(commitment.id)
    touches = await books.of(Touch).find(note_id=note.id)
    for touch in touches:
        await books.of(Touch).remove(touch.id)
    for contact_id in dict.fromkeys(touch.contact_id for touch in touches):
        await recount(books, situation, contact_id)
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


async def _turn_of(books: Books, work: Work[Undo]) -> Turn | None:
    turns = await books.of(Turn).find(space=work.scope.own, newest_first=True, limit=200)
    wanted = work.command.change
    return next((turn for turn in turns if turn.change and wanted in ("", turn.change)), None)


async def _note_alone(books: Books, turn: Turn | None) -> Note | None:
    """The note that a change stored, where nothing was built on the note since."""
    note = await _still_there(books, turn)
    if note is None or turn is None:
        return None
    stored_by_it = note.created_at == turn.created_at
    return note if stored_by_it and note.superseded_by is None else None


async def _answer(work: Work[Any], desk: Desk, situation: Situation, card: Card) -> None:
    async with desk.ledger.write(work) as books:
        books.say(*reply(work, situation.member, card))
