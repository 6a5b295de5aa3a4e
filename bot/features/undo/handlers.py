"""Takes a change back; an undo is a change too, and can be taken back itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core import common_cards as cards
from bot.core.cards import Card
from bot.core.colleagues import names_of
from bot.core.commands import Surface, Undo
from bot.core.deliveries import NOTHING, About, Amend, Delivery
from bot.core.identity import Space, member_of
from bot.core.notes import Note, NoteId
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.rich import Rich
from bot.core.threads import ConversationStep
from bot.core.turn import Turn
from bot.core.withdrawing import is_receipt
from bot.features.notes.contracts.showing import show_note_as_before
from bot.features.teams.contracts.reading import accounts_shared_with
from bot.features.undo.cards.undone import (
    about_rows,
    spaces_of,
    team_words,
    undone_card,
    with_undone,
    withdrawn_card,
)
from bot.features.undo.cards.wording import PutBack


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
            if again := _spaces_again(rows):
                uow.say(*await _amend_receipts(uow, turn, rows))
            if _is_shared_less(rows) and not again:
                uow.say(*turn.receipt(uow, card, about=about))
            else:
                uow.say(*turn.update(card, about=about))
    except NotFound:
        old = _is_too_old(turn, step)
        card = cards.too_old_to_undo(turn.ports.undo_days) if old else cards.nothing_to_undo()
        await turn.answer(card, about=NOTHING)
    except ChangedSince:
        await _take_out_note_alone(turn, step)


def _is_too_old(turn: Turn[Undo], step: ConversationStep | None) -> bool:
    """Whether a change that cannot be found any more was made before the term of the journal."""
    made = step.created_at if step is not None else _posted_at(turn)
    return made is not None and turn.now - made > timedelta(days=turn.ports.undo_days)


def _posted_at(turn: Turn[Any]) -> datetime | None:
    """When the card was posted whose button was pressed; None where it was no card."""
    seconds, _, _ = (turn.origin.message or "").partition(".")
    if turn.origin.surface is not Surface.BUTTON or not seconds.isdecimal():
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


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
        note = await uow.of(Note).one(older)
    again = await _name_spaces(uow, turn, _spaces_again(rows))
    names = {str(each.id): each.name for each in turn.people.contacts}
    if again or note is None or note.superseded_by is not None:
        card = undone_card(turn.change, rows, names, turn.ports.labels, shared_again=again)
        return card, about_rows(rows)
    earlier = (step.change for step in turn.history if step.note_id == note.id)
    before = next((each for each in earlier if each not in ("", change)), "")
    card, about = await show_note_as_before(uow, turn, note, change=before)
    shown = with_undone(card, rows, names, turn.ports.labels)
    return shown, tuple(dict.fromkeys((*about, *about_rows(rows))))


def _spaces_again(rows: Sequence[PutBack]) -> frozenset[Space]:
    """The spaces with which something is shared that nothing of it was shared with until now."""
    return _spaces([row.now for row in rows]) - _spaces([row.was for row in rows])


def _is_shared_less(rows: Sequence[PutBack]) -> bool:
    """Whether somebody sees nothing more of what was shared with them until now."""
    return bool(_spaces([row.was for row in rows]) - _spaces([row.now for row in rows]))


def _spaces(rows: Sequence[object | None]) -> frozenset[Space]:
    return frozenset[Space]().union(*map(spaces_of, rows))


async def _name_spaces(reader: StoreReader, turn: Turn[Any], spaces: frozenset[Space]) -> list[Rich]:
    """Teams and members, by their spaces, as they are shown."""
    accounts = await accounts_shared_with(reader, turn, spaces)
    members = sorted(member for space in spaces if (member := member_of(space)))
    names = await names_of(turn, members)
    return [*map(team_words, accounts), *((names[each],) for each in members)]


async def _amend_receipts(uow: UnitOfWork, turn: Turn[Any], rows: Sequence[PutBack]) -> list[Delivery]:
    """Say on the receipts of what was taken back that it is shared again."""
    found = await uow.find_posts(about=[id for id in about_rows(rows) if id])
    return [
        Amend(
            card=cards.undone_since(),
            conversation=post.place.conversation,
            message=post.place.message,
            about=post.about,
        )
        for post in found
        if is_receipt(post.subject) and post.place.conversation and post.place.message
        if f"{post.place.conversation}/{post.place.message}" != turn.card_place
    ]


async def _find_note(reader: StoreReader, step: ConversationStep | None) -> Note | None:
    """The note of a step, where it is still there."""
    return await reader.of(Note).one(step.note_id) if step is not None else None


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
