"""The member's own review at a period's end: a note for the member alone (F4)."""

from __future__ import annotations

from typing import Any

from bot.domain.contacts import Contact
from bot.domain.goals import Goal, GoalState
from bot.domain.knowledge import Moment
from bot.domain.notes import Note, NoteId, NoteKind, NoteSource
from bot.messages.planning import Review, SaveReview, WriteReview
from bot.ports import Books, Work
from bot.texts import meetings as texts
from bot.texts.contacts import is_gone
from bot.usecases.desk import Desk
from bot.usecases.form_values import text_of
from bot.usecases.forms import place_of
from bot.usecases.learning.lessons import with_minute
from bot.usecases.notes.take_note import without_controls
from bot.usecases.people.finding import answer, person_named
from bot.usecases.people.relations import of_contact, put_at
from bot.usecases.replies import show
from bot.usecases.situation import Situation, look, remember

_MOST = 5


async def review(work: Work[Review], desk: Desk) -> None:
    """What the period was about, and a button that opens the two questions."""
    situation, contact = await person_named(work, desk, lambda id: Review(contact_id=id))
    if contact is None:
        return
    async with desk.ledger.read(work.scope) as books:
        card = texts.review_card(
            of_contact(situation, contact).label, contact.id, await _set_out(books, contact)
        )
        card = await with_minute(books, work, Moment.BEFORE_REVIEW, card)
    await answer(work, desk, situation, card, in_place=True)


async def _set_out(books: Books, contact: Contact) -> list[str]:
    goals = await books.of(Goal).find(contact_id=contact.id, newest_first=True, limit=_MOST)
    kept = [each for each in goals if each.state is not GoalState.DROPPED]
    return [f"• {each.text} ({each.state.value})" for each in kept]


async def write_review(work: Work[WriteReview], desk: Desk) -> None:
    """Fill the form of the own review."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(work.command.contact_id)
    if contact is None:
        await answer(work, desk, situation, is_gone())
        return
    form = texts.review_form(of_contact(situation, contact).label, SaveReview(contact.id, place_of(work)))
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, is_gone()))


async def save_review(work: Work[SaveReview], desk: Desk) -> None:
    """Keep the review as a note of its own kind: private, and never a source of agendas and summaries."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(command.contact_id)
    if contact is None:
        await answer(work, desk, situation, is_gone())
        return
    note = _note(work, situation, contact)
    card = texts.reviewed(of_contact(situation, contact).label, note.id, work.change)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Note).put(note)
        await remember(open_books, work, focus=(contact.id,), note_id=note.id)
        open_books.say(*put_at(work, situation, card, command.card, (note.id, contact.id)))


def _note(work: Work[Any], situation: Situation, contact: Contact) -> Note:
    values = work.command.values
    well, ahead = (without_controls(text_of(values, field)) for field in ("well", "next"))
    parts = [f"What went well: {well}" if well else "", f"What comes next: {ahead}" if ahead else ""]
    return Note(
        id=NoteId(work.new_id("note")),
        workspace=work.scope.workspace,
        space=work.scope.own,
        text="\n".join(part for part in parts if part),
        created_at=work.now,
        occurred_on=situation.today,
        kind=NoteKind.REVIEW,
        source=NoteSource.FORM,
        contact_ids=(contact.id,),
        account_ids=(contact.account_id,) if contact.account_id else (),
    )
