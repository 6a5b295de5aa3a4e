"""Looks at the fit of a relationship in both directions, and does what the member decides (F5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.choosing import ChosenMeasures
from bot.domain.contacts import Contact, Standing
from bot.domain.fit import FitReview, Outcome, signs, wants_review
from bot.domain.goals import Goal
from bot.domain.knowledge import Moment
from bot.domain.meetings import Meeting
from bot.domain.notes import Note
from bot.domain.objectives import MutualObjective
from bot.domain.plans import Activity
from bot.domain.vision import PathNeed
from bot.messages.portfolio import ComposeHandOver, DecideFit, EraseContact, ReviewFit
from bot.ports import OpenBooks, Work
from bot.texts import contacts as contact_texts
from bot.texts import fit as texts
from bot.usecases.desk import Desk
from bot.usecases.evidence import evidence_of
from bot.usecases.finding import answer, person
from bot.usecases.hand_over import compose_hand_over
from bot.usecases.lessons import with_minute
from bot.usecases.merge import take_out
from bot.usecases.replies import instead, update
from bot.usecases.situation import look, remember

_HANGING: tuple[type[Any], ...] = (Activity, Goal, Meeting, MutualObjective, FitReview, ChosenMeasures)
"""What is removed with its contact."""
_STANDING = {Outcome.PARK: Standing.PARKED, Outcome.RELEASE: Standing.RELEASED}


async def review_fit(work: Work[ReviewFit], desk: Desk) -> None:
    """Both questions with the signs that the data give, and the outcomes as buttons."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = await person(
        work,
        desk,
        situation,
        name=command.name,
        contact_id=command.contact_id,
        command=lambda id: ReviewFit(contact_id=id),
    )
    if contact is None:
        return
    async with desk.ledger.read(work.scope) as books:
        found = signs(await evidence_of(books, contact), situation.today)
        card = texts.review(contact, situation.people.company(contact), found)
        if wants_review(found):
            card = await with_minute(books, work, Moment.ONE_SIDED, card)
    await answer(work, desk, situation, card)


async def decide_fit(work: Work[DecideFit], desk: Desk) -> None:
    """Keep, park or release the contact, and keep the review on record; handing over opens its form."""
    outcome = Outcome(work.command.outcome)
    if outcome is Outcome.HAND_OVER:
        await compose_hand_over(instead(work, ComposeHandOver(work.command.contact_id)), desk)
        return
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        contact = situation.people.get(work.command.contact_id)
        notes = await books.of(Note).count(contact_ids=work.command.contact_id)
    if contact is None:
        await answer(work, desk, situation, contact_texts.is_gone())
        return
    match outcome:
        case Outcome.PARK:
            card = texts.parked(contact, work.change)
        case Outcome.RELEASE:
            card = texts.released(contact, notes, work.change)
        case _:
            card = texts.kept(contact, work.change)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(FitReview).put(_review(work, contact, outcome))
        standing = _STANDING.get(outcome, contact.standing)
        await open_books.of(Contact).put(replace(contact, standing=standing))
        await remember(open_books, work, focus=(contact.id,))
        open_books.say(*update(work, situation.member, card, about=(contact.id,)))


def _review(work: Work[DecideFit], contact: Contact, outcome: Outcome) -> FitReview:
    return FitReview(
        id=work.new_id("review"),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        contact_id=contact.id,
        outcome=outcome,
    )


async def erase_contact(work: Work[EraseContact], desk: Desk) -> None:
    """Remove a contact with all that hangs on it; notes that also tell of others lose only the link.

    The vector index follows by the job that every change of a note queues.
    """
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(work.command.contact_id)
    if contact is None:
        await answer(work, desk, situation, contact_texts.is_gone())
        return
    async with desk.ledger.write(work) as open_books:
        gone = await _erase_notes(open_books, contact)
        left = await take_out(open_books, contact)
        await _erase_choices(open_books, contact)
        await remember(open_books, work)
        card = texts.erased(contact.name, gone, left, work.change)
        open_books.say(*update(work, situation.member, card))


async def _erase_notes(books: OpenBooks, contact: Contact) -> int:
    """Remove the notes that are about this contact alone; how many there were."""
    notes = [note for note in await books.of(Note).find(contact_ids=contact.id) if len(note.contact_ids) == 1]
    for note in notes:
        await books.of(Note).remove(note.id)
    return len(notes)


async def _erase_choices(books: OpenBooks, contact: Contact) -> None:
    for kind in _HANGING:
        for row in await books.of(kind).find(contact_id=contact.id):
            await books.of(kind).remove(row.id)
    for need in await books.of(PathNeed).find(contact_id=contact.id):
        await books.of(PathNeed).put(replace(need, contact_id=None, dropped=True))
