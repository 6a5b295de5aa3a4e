"""The member's own review at a period's end: a note for the member alone (F4)."""

from __future__ import annotations

from typing import Any

from bot.core.common_cards import is_gone
from bot.core.contacts import Contact
from bot.core.deliveries import UNSAID
from bot.core.finding import person_named
from bot.core.form_values import place_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.notes import Note, NoteId, NoteKind, NoteSource
from bot.core.ports.books import StoreReader
from bot.core.relations import of_contact, put_at
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.goals.contracts import Goal, GoalState
from bot.features.meetings import cards as texts
from bot.features.meetings.commands import Review, SaveReview, WriteReview

_MOST = 5


async def review(turn: Turn[Review]) -> None:
    """What the period was about, and a button that opens the two questions."""
    contact = await person_named(turn, lambda id: Review(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        card = texts.review_card(of_contact(turn, contact).label, contact.id, await _set_out(reader, contact))
    await turn.answer(card, in_place=True, about=UNSAID, lesson=LessonMoment.BEFORE_REVIEW)


async def _set_out(reader: StoreReader, contact: Contact) -> list[str]:
    goals = await reader.of(Goal).find(contact_id=contact.id, newest_first=True, limit=_MOST)
    kept = [each for each in goals if each.state is not GoalState.DROPPED]
    return [f"• {each.text} ({each.state.value})" for each in kept]


async def write_review(turn: Turn[WriteReview]) -> None:
    """Fill the form of the own review."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    form = texts.review_form(of_contact(turn, contact).label, SaveReview(contact.id, place_of(turn)))
    await turn.show(form, otherwise=is_gone(), about=UNSAID)


async def save_review(turn: Turn[SaveReview]) -> None:
    """Keep the review as a note of its own kind: private, and never a source of agendas and summaries."""
    command = turn.command
    contact = turn.people.get(command.contact_id)
    if contact is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    note = _note(turn, contact)
    card = texts.reviewed_card(of_contact(turn, contact).label, note.id, turn.change)
    async with turn.commit() as uow:
        await uow.of(Note).put(note)
        await turn.remember(uow, focus=(contact.id,), note_id=note.id)
        uow.say(*put_at(turn, card, command.card, (note.id, contact.id)))


def _note(turn: Turn[Any], contact: Contact) -> Note:
    values = turn.command.values
    well, ahead = (without_controls(text_of(values, field)) for field in ("well", "next"))
    parts = [f"What went well: {well}" if well else "", f"What comes next: {ahead}" if ahead else ""]
    return Note(
        id=NoteId(turn.new_id("note")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        text="\n".join(part for part in parts if part),
        created_at=turn.now,
        occurred_on=turn.today,
        kind=NoteKind.REVIEW,
        source=NoteSource.FORM,
        contact_ids=(contact.id,),
        account_ids=(contact.account_id,) if contact.account_id else (),
    )
