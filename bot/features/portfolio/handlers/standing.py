"""Changes who is active, parked or released, with the swap at the limit (P1), and places (P3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.core import common_cards as contact_texts
from bot.core.cards import Card
from bot.core.commands import Command
from bot.core.contacts import Contact, Phase, Standing, Tier, Universe
from bot.core.deliveries import UNSAID
from bot.core.finding import person, touch_day
from bot.core.knowledge.basics import LessonMoment
from bot.core.turn import Turn
from bot.core.words import plural
from bot.features.portfolio.cards import limits as limit_texts
from bot.features.portfolio.cards import portfolio as texts
from bot.features.portfolio.commands import SetCadence, SetPhase, SetStanding, SetUniverse, ShowPlace, Swap
from bot.features.portfolio.handlers.settings import limits_of
from bot.features.portfolio.rules.portfolio import PortfolioLimits, Room, is_active, room, swap_candidates
from bot.features.portfolio.rules.settings import longest_quiet


async def show_place(turn: Turn[ShowPlace]) -> None:
    """One contact's place in the portfolio."""
    command = turn.command
    found = await _found(turn, command.name, command.contact_id, lambda id: ShowPlace(contact_id=id))
    if found:
        contact = found
        company = turn.people.company(contact)
        card = texts.place(contact, company, touch_day(turn, contact), turn.today)
        await turn.answer(card, about=UNSAID)


async def set_standing(turn: Turn[SetStanding]) -> None:
    """Make a contact known, active, parked or released; at the limit ask whom to release instead."""
    command = turn.command
    standing = Standing(command.standing)
    found = await _found(turn, command.name, command.contact_id, lambda id: replace(command, contact_id=id))
    if not found:
        return
    contact = found
    if contact.standing is standing:
        await turn.answer(texts.already(contact, texts.standing_said(standing)), about=UNSAID)
    elif standing is Standing.ACTIVE:
        await make_active(turn, replace(contact, standing=standing), _activated)
    else:
        changed = replace(contact, standing=standing)
        said = (texts.standing_said(standing),)
        await save(turn, changed, texts.changed_card(changed, said, turn.change))


def _activated(contact: Contact, beside: str, change: str) -> Card:
    return texts.changed_card(contact, (texts.standing_said(Standing.ACTIVE),), change, beside)


async def make_active(
    turn: Turn[Any],
    contact: Contact,
    card: Callable[[Contact, str, str], Card],
    *,
    strategic: bool = False,
) -> None:
    """Store a contact as active; at the hard limit keep what was answered, and open the swap (P1).

    `card` makes the answer of the contact, of what to say beside, and of the change.
    """
    others = [each for each in turn.people.contacts if each.id != contact.id]
    async with turn.read() as reader:
        limits = await limits_of(reader, turn)
    known = turn.people.get(contact.id)
    match Room.FREE if known and is_active(known) else room(others, limits):
        case Room.SWAP:
            waiting = replace(contact, standing=known.standing, tier=known.tier) if known else contact
            swap = _swap_card(turn, contact, limits, sum(map(is_active, others)), strategic=strategic)
            await save(turn, waiting, swap, LessonMoment.LIMIT_REACHED)
        case Room.SAY_SO:
            beside = texts.many(sum(map(is_active, others)) + 1, limits)
            await save(turn, contact, card(contact, beside, turn.change), LessonMoment.LIMIT_REACHED)
        case Room.FREE:
            is_first = strategic and not any(each.tier is Tier.STRATEGIC for each in others)
            moment = LessonMoment.FIRST_DAY if is_first else None
            await save(turn, contact, card(contact, "", turn.change), moment)


def _swap_card(
    turn: Turn[Any], take: Contact, limits: PortfolioLimits, active: int, *, strategic: bool
) -> Card:
    people = turn.people
    candidates = [
        (each.contact, limit_texts.reasons_said(each))
        for each in swap_candidates(people.contacts, turn.today)
    ] or [
        (each, limit_texts.only_quiet(touch_day(turn, each), turn.today))
        for each in longest_quiet(people.contacts)
    ]
    return limit_texts.choose_one(
        take, candidates, people.companies, limits, active=active, strategic=strategic
    )


async def swap(turn: Turn[Swap]) -> None:
    """Release one and make the other active, in one change."""
    command = turn.command
    take, gone = turn.people.get(command.take_id), turn.people.get(command.release_id)
    if take is None or gone is None:
        await turn.answer(contact_texts.is_gone(), about=UNSAID)
        return
    if is_active(take) or not is_active(gone):
        await turn.answer(limit_texts.room_again(take), in_place=True, about=UNSAID)
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


async def set_phase(turn: Turn[SetPhase]) -> None:
    """Say which phase a relationship is in."""
    phase = Phase(turn.command.phase)
    await _set(turn, lambda c: replace(c, phase=phase), f"is in the {phase.value} phase now")


async def set_universe(turn: Turn[SetUniverse]) -> None:
    """Say how far a relationship exists."""
    far = Universe(turn.command.universe)
    await _set(turn, lambda c: replace(c, universe=far), f"counts as {far.value}")


async def set_cadence(turn: Turn[SetCadence]) -> None:
    """Set the rhythm with a contact; who is only known gets it, too, and becomes active by choice alone."""
    ideal, longest = turn.command.ideal_days or None, turn.command.longest_days or None
    if ideal and not longest:
        longest = 2 * ideal
    said = f"has a rhythm of {plural(ideal, 'day')}, at most {longest}" if ideal else "has no set rhythm"
    await _set(turn, lambda c: replace(c, cadence_days=ideal, longest_days=longest), said)


async def _set(
    turn: Turn[SetPhase] | Turn[SetUniverse] | Turn[SetCadence],
    change: Callable[[Contact], Contact],
    said: str,
) -> None:
    command = turn.command
    found = await _found(turn, command.name, command.contact_id, lambda id: replace(command, contact_id=id))
    if not found:
        return
    contact = found
    changed = change(contact)
    if changed == contact:
        await turn.answer(texts.already(contact, said), about=UNSAID)
        return
    moment = LessonMoment.PHASE_CHANGE if changed.phase is not contact.phase else None
    await save(turn, changed, texts.changed_card(changed, (said,), turn.change), moment)


async def save(turn: Turn[Any], contact: Contact, card: Card, moment: LessonMoment | None = None) -> None:
    """Store a contact, and answer where the button was, or anew; `moment` says what a lesson helps with."""
    async with turn.commit() as uow:
        await uow.of(Contact).put(contact)
        await turn.remember(uow, focus=(contact.id,))
        if moment:
            card = await turn.with_lesson(uow, card, moment)
        uow.say(*turn.update(card, about=(contact.id,)))


async def _found(
    turn: Turn[Any], name: str, contact_id: str, command: Callable[[str], Command]
) -> Contact | None:
    return await person(turn, name=name, contact_id=contact_id, command=command)
