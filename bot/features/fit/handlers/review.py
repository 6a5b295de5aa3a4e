"""Looks at the fit of a relationship in both directions, and does what the member decides (F5)."""

from __future__ import annotations

from dataclasses import replace

from bot.core import common_cards as contact_texts
from bot.core.contacts import Contact, Standing
from bot.core.deliveries import UNSAID
from bot.core.finding import person_named, person_with_id
from bot.core.knowledge.basics import LessonMoment
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.fit.cards import review as texts
from bot.features.fit.commands import ComposeHandOver, DecideFit, EraseContact, ReviewFit
from bot.features.fit.contracts import FitOutcome, FitReview
from bot.features.fit.handlers.hand_over import compose_hand_over
from bot.features.fit.rules import signs, wants_review
from bot.features.people.handlers.erasing import erase
from bot.features.score.contracts.records import read_relationship

_STANDING = {FitOutcome.PARK: Standing.PARKED, FitOutcome.RELEASE: Standing.RELEASED}


async def review_fit(turn: Turn[ReviewFit]) -> None:
    """Both questions with the signs that the data give, and the outcomes as buttons."""
    contact = await person_named(turn, lambda id: ReviewFit(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        found = signs(await read_relationship(reader, contact), turn.today)
    card = texts.review(contact, turn.people.company(contact), found)
    lesson = LessonMoment.ONE_SIDED if wants_review(found) else None
    await turn.answer(card, about=UNSAID, lesson=lesson)


async def decide_fit(turn: Turn[DecideFit]) -> None:
    """Keep, park or release the contact, and keep the review on record; handing over opens its form."""
    outcome = FitOutcome(turn.command.outcome)
    if outcome is FitOutcome.HAND_OVER:
        await compose_hand_over(turn.instead(ComposeHandOver(turn.command.contact_id)))
        return
    async with turn.read() as reader:
        contact = turn.people.get(turn.command.contact_id)
        notes = await reader.of(Note).count(contact_ids=turn.command.contact_id)
    if contact is None:
        await turn.answer(contact_texts.is_gone(), about=UNSAID)
        return
    match outcome:
        case FitOutcome.PARK:
            card = texts.parked_card(contact, turn.change)
        case FitOutcome.RELEASE:
            card = texts.released_card(contact, notes, turn.change)
        case _:
            card = texts.kept_card(contact, turn.change)
    async with turn.commit() as uow:
        await uow.of(FitReview).put(_review(turn, contact, outcome))
        standing = _STANDING.get(outcome, contact.standing)
        await uow.of(Contact).put(replace(contact, standing=standing))
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*turn.update(card, about=(contact.id,)))


def _review(turn: Turn[DecideFit], contact: Contact, outcome: FitOutcome) -> FitReview:
    return FitReview(
        id=turn.new_id("review"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact.id,
        outcome=outcome,
    )


async def erase_contact(turn: Turn[EraseContact]) -> None:
    """Remove a contact with all that hangs on it, for good; it was confirmed on the button."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.commit() as uow:
        erased = await erase(uow, turn, contact)
        card = texts.erased_card(erased.gone, erased.left)
        uow.say(*turn.update(card, about=UNSAID))
