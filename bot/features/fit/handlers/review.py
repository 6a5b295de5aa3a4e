"""Looks at the fit of a relationship in both directions, and does what the member decides (F5)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.cards import Card
from bot.core.contacts import Contact, Standing
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named, person_with_id
from bot.core.knowledge.basics import LessonMoment
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.fit.cards import review as cards
from bot.features.fit.commands import ComposeHandOver, DecideFit, EraseContact, ReviewFit
from bot.features.fit.contracts.starting import read_signs
from bot.features.fit.contracts.values import FitOutcome, FitReview
from bot.features.fit.handlers.hand_over import compose_hand_over, new_review
from bot.features.fit.rules import wants_review
from bot.features.people.contracts.removing import erase
from bot.features.vision.contracts import find_present_path

_STANDING = {FitOutcome.PARK: Standing.PARKED, FitOutcome.RELEASE: Standing.RELEASED}


async def review_fit(turn: Turn[ReviewFit]) -> None:
    """Ask both questions, with the signs that the data give, and the outcomes as buttons."""
    contact = await person_named(turn, lambda id: ReviewFit(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        found = await read_signs(reader, contact, turn)
    path = await find_present_path(turn)
    step = path.step_for(contact.id) if path else ""
    card = cards.review_card(contact, turn.people.company(contact), found, step)
    about = (*cards.review_about(contact, found), *((path.vision.id,) if path and step else ()))
    lesson = LessonMoment.ONE_SIDED if wants_review(found) else None
    await turn.answer(card, about=about, lesson=lesson)


async def decide_fit(turn: Turn[DecideFit]) -> None:
    """Keep, park or release the contact, and keep the review on record; handing over opens its form."""
    outcome = FitOutcome(turn.command.outcome)
    if outcome is FitOutcome.HAND_OVER:
        await compose_hand_over(turn.instead(ComposeHandOver(turn.command.contact_id)))
        return
    contact = await person_with_id(turn)
    if contact is None:
        return
    card = await _decided_card(turn, contact, outcome)
    async with turn.commit() as uow:
        await uow.of(FitReview).put(new_review(turn, contact, outcome))
        standing = _STANDING.get(outcome, contact.standing)
        await uow.of(Contact).put(replace(contact, standing=standing))
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*turn.update(card, about=(contact.id,)))


async def _decided_card(turn: Turn[DecideFit], contact: Contact, outcome: FitOutcome) -> Card:
    match outcome:
        case FitOutcome.PARK:
            return cards.parked_card(contact, turn.change)
        case FitOutcome.RELEASE:
            async with turn.read() as reader:
                notes = await reader.of(Note).count(contact_ids=contact.id)
            return cards.released_card(contact, notes, turn.change)
        case _:
            return cards.kept_card(contact, turn.change)


async def erase_contact(turn: Turn[EraseContact]) -> None:
    """Remove a contact with all that hangs on it, for good; it was confirmed on the button."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.commit() as uow:
        erased = await erase(uow, turn, contact)
        card = cards.erased_card(erased.gone, erased.left)
        uow.say(*turn.receipt(uow, card, about=NOTHING))
