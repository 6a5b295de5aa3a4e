"""Looks at the fit of a relationship in both directions, and does what the member decides (F5)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.contacts import Contact, Standing
from bot.domain.fit import FitReview, Outcome, signs, wants_review
from bot.domain.knowledge import Moment
from bot.domain.notes import Note
from bot.messages.portfolio import ComposeHandOver, DecideFit, EraseContact, ReviewFit
from bot.ports import Work
from bot.texts import contacts as contact_texts
from bot.texts import fit as texts
from bot.usecases.desk import Desk
from bot.usecases.learning.lessons import with_minute
from bot.usecases.people.erasing import erase
from bot.usecases.people.finding import answer, person_named, person_with_id
from bot.usecases.portfolios.evidence import evidence_of
from bot.usecases.portfolios.hand_over import compose_hand_over
from bot.usecases.replies import instead, update
from bot.usecases.situation import look, remember

_STANDING = {Outcome.PARK: Standing.PARKED, Outcome.RELEASE: Standing.RELEASED}


async def review_fit(work: Work[ReviewFit], desk: Desk) -> None:
    """Both questions with the signs that the data give, and the outcomes as buttons."""
    situation, contact = await person_named(work, desk, lambda id: ReviewFit(contact_id=id))
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
    """Remove a contact with all that hangs on it, for good; it was confirmed on the button."""
    situation, contact = await person_with_id(work, desk)
    if contact is None:
        return
    async with desk.ledger.write(work) as open_books:
        erased = await erase(open_books, work, contact)
        card = texts.erased(erased.gone, erased.left)
        open_books.say(*update(work, situation.member, card))
