"""Takes the member's own review at a period's end: a note for the member alone (F4)."""

from __future__ import annotations

from typing import Any

from bot.core.common_cards import is_gone
from bot.core.contacts import Contact
from bot.core.finding import person_named, person_with_id
from bot.core.form_values import text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.notes import Note, NoteId, NoteKind, NoteSource
from bot.core.relations import of_contact
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.goals.contracts import Goal, GoalState
from bot.features.meetings.cards import forms, reviews
from bot.features.meetings.commands import Review, SaveReview, WriteReview

_MOST = 5
"""Goals that a review looks back on."""


async def review(turn: Turn[Review]) -> None:
    """Show what the period was about, with a button that opens the two questions."""
    contact = await person_named(turn, lambda id: Review(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        latest = await reader.of(Goal).find(contact_id=contact.id, newest_first=True, limit=_MOST)
    goals = [each for each in latest if each.state is not GoalState.DROPPED]
    card = reviews.review_card(of_contact(turn, contact).label, contact.id, goals)
    about = (contact.id, *(each.id for each in goals))
    await turn.answer(card, in_place=True, about=about, lesson=LessonMoment.BEFORE_REVIEW)


async def write_review(turn: Turn[WriteReview]) -> None:
    """Fill the form of the own review."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    form = forms.review_form(of_contact(turn, contact).label, SaveReview(contact.id, turn.card_place))
    await turn.show(form, otherwise=is_gone(), about=(contact.id,))


async def save_review(turn: Turn[SaveReview]) -> None:
    """Keep the review as a note of its own kind: private, and never a source of agendas and summaries."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    note = _new_note(turn, contact)
    card = reviews.reviewed_card(of_contact(turn, contact).label, note.id, turn.change)
    async with turn.commit() as uow:
        await uow.of(Note).put(note)
        await turn.remember(uow, focus=(contact.id,), note_id=note.id)
        uow.say(*turn.put_at(card, turn.command.card, about=(note.id, contact.id)))


def _new_note(turn: Turn[Any], contact: Contact) -> Note:
    values = turn.command.values
    well, ahead = (without_controls(text_of(values, field)) for field in ("well", "next"))
    return Note(
        id=NoteId(turn.new_id("note")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        text=reviews.note_text(well, ahead),
        created_at=turn.now,
        occurred_on=turn.today,
        kind=NoteKind.REVIEW,
        source=NoteSource.FORM,
        contact_ids=(contact.id,),
        account_ids=(contact.account_id,) if contact.account_id else (),
    )
