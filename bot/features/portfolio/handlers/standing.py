"""Changes who is active, parked or released, with the swap at the limit (P1)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from bot.core import common_cards
from bot.core.cards import Card
from bot.core.contacts import Contact, Purpose, Standing, Tier
from bot.core.deliveries import NOTHING, About
from bot.core.finding import person_named, touch_day
from bot.core.knowledge.basics import LessonMoment
from bot.core.turn import Turn
from bot.features.portfolio.cards import limits as limit_texts
from bot.features.portfolio.cards import place as cards
from bot.features.portfolio.cards import purpose as purpose_texts
from bot.features.portfolio.commands import SetStanding, Swap
from bot.features.portfolio.handlers.path import read_needed
from bot.features.portfolio.handlers.settings import read_limits_in_force
from bot.features.portfolio.rules.limits import (
    PortfolioLimits,
    Room,
    find_longest_quiet,
    find_room,
    find_swap_candidates,
    is_active,
)


async def set_standing(turn: Turn[SetStanding]) -> None:
    """Make a contact known, active, parked or released; at the limit ask whom to release instead."""
    command = turn.command
    standing = Standing(command.standing)
    contact = await person_named(turn, lambda id: replace(command, contact_id=id))
    if contact is None:
        return
    if contact.standing is standing:
        card = cards.unchanged_card(contact, cards.STANDINGS[standing])
        await turn.answer(card, about=(contact.id,))
        return
    changed = replace(contact, standing=standing)
    if standing is Standing.ACTIVE:
        await _activate(turn, changed)
    else:
        await save_contact(turn, changed, _standing_card(changed, turn.change))


async def _activate(turn: Turn[SetStanding], contact: Contact) -> None:
    """Make somebody active who has a purpose or is given one now; else ask what it is for (F1)."""
    chosen = Purpose(turn.command.purpose) if turn.command.purpose else contact.purpose
    if chosen is not Purpose.NONE:
        await make_active(turn, replace(contact, purpose=chosen), _activated_card)
        return
    if turn.command.purpose:
        card = purpose_texts.reconsider_card(contact)
    else:
        company = turn.people.company(contact)
        card = purpose_texts.purpose_card(contact, company, turn.knowledge.purposes)
    await turn.answer(card, about=contact.about, in_place=True)


def _standing_card(contact: Contact, change: str, beside: str = "") -> Card:
    return cards.changed_card(contact, (cards.STANDINGS[contact.standing],), change, beside)


def _activated_card(contact: Contact, beside: str, change: str) -> Card:
    return _standing_card(contact, change, beside)


async def make_active(
    turn: Turn[Any],
    contact: Contact,
    card: Callable[[Contact, str, str], Card],
    *,
    strategic: bool = False,
) -> None:
    """Store a contact as active; at the hard limit keep what was answered, and ask whom to release (P1).

    `card` makes the answer; it is given the contact, what is said below the answer, and the id of the change.
    """
    others = [each for each in turn.people.contacts if each.id != contact.id]
    active = sum(map(is_active, others))
    limits = await read_limits_in_force(turn)
    known = turn.people.get(contact.id)
    match Room.FREE if known and is_active(known) else find_room(others, limits):
        case Room.SWAP:
            waiting = replace(contact, standing=known.standing, tier=known.tier) if known else contact
            needed = await read_needed(turn)
            swap, about = _ask_for_swap(turn, contact, limits, active, needed, strategic=strategic)
            await save_contact(turn, waiting, swap, LessonMoment.LIMIT_REACHED, about=about)
        case Room.SAY_SO:
            beside = cards.over_soft_limit_line(active + 1, limits)
            answer = card(contact, beside, turn.change)
            await save_contact(turn, contact, answer, LessonMoment.LIMIT_REACHED)
        case Room.FREE:
            is_first = strategic and not any(each.tier is Tier.STRATEGIC for each in others)
            moment = LessonMoment.FIRST_DAY if is_first else None
            await save_contact(turn, contact, card(contact, "", turn.change), moment)


def _ask_for_swap(
    turn: Turn[Any],
    take: Contact,
    limits: PortfolioLimits,
    active: int,
    path: Collection[str] | None,
    *,
    strategic: bool,
) -> tuple[Card, About]:
    """The card that asks whom to release, and the ids of all whom it names."""
    people = turn.people
    candidates = [
        (each.contact, limit_texts.reason_words(each))
        for each in find_swap_candidates(people.in_rhythm(), turn.today, path=path)
    ] or [
        (each, limit_texts.quiet_words(touch_day(turn, each), turn.today))
        for each in find_longest_quiet(people.contacts, path=path or ())
    ]
    card = limit_texts.swap_card(
        take, candidates, people.companies, limits, active=active, strategic=strategic
    )
    return card, (take.id, *(id for each, _ in candidates for id in each.about))


async def swap(turn: Turn[Swap]) -> None:
    """Release one and make the other active, in one change."""
    command = turn.command
    take, gone = turn.people.get(command.take_id), turn.people.get(command.release_id)
    if take is None or gone is None:
        await turn.answer(common_cards.is_gone(), about=NOTHING)
        return
    if is_active(take) or not is_active(gone):
        await turn.answer(limit_texts.swap_not_needed_card(take), in_place=True, about=NOTHING)
        return
    tier = Tier.STRATEGIC if command.strategic else take.tier
    take = replace(take, standing=Standing.ACTIVE, tier=tier)
    gone = replace(gone, standing=Standing.RELEASED)
    async with turn.commit() as uow:
        await uow.of(Contact).put(gone)
        await uow.of(Contact).put(take)
        await turn.remember(uow, focus=(take.id,))
        card = limit_texts.swapped_card(take, gone, turn.change)
        uow.say(*turn.update(card, about=(take.id, gone.id)))


async def save_contact(
    turn: Turn[Any],
    contact: Contact,
    card: Card,
    moment: LessonMoment | None = None,
    *,
    about: About | None = None,
) -> None:
    """Store a contact, and answer where the button was, or anew.

    `moment` says what a lesson helps with; `about` names whom the card speaks of besides the contact.
    """
    async with turn.commit() as uow:
        await uow.of(Contact).put(contact)
        await turn.remember(uow, focus=(contact.id,))
        if moment:
            card = await turn.with_lesson(uow, card, moment)
        uow.say(*turn.update(card, about=about or (contact.id,)))
