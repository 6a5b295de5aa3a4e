"""Changes who is active, parked or released, with the swap at the limit (P1), and places (P3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.choosing import longest_quiet
from bot.domain.contacts import Contact, Phase, Standing, Tier, Universe
from bot.domain.knowledge import Moment
from bot.domain.portfolio import Limits, Room, is_active, room, swap_candidates
from bot.messages.cards import Card
from bot.messages.commands import Command
from bot.messages.portfolio import SetCadence, SetPhase, SetStanding, SetUniverse, ShowPlace, Swap
from bot.ports import Work
from bot.texts import contacts as contact_texts
from bot.texts import limits as limit_texts
from bot.texts import portfolio as texts
from bot.texts.words import plural
from bot.usecases.desk import Desk
from bot.usecases.learning.lessons import with_minute
from bot.usecases.people.finding import answer, person, touch_day
from bot.usecases.portfolios.portfolio_settings import limits_of
from bot.usecases.replies import update
from bot.usecases.situation import Situation, look, remember


async def show_place(work: Work[ShowPlace], desk: Desk) -> None:
    """One contact's place in the portfolio."""
    command = work.command
    found = await _found(work, desk, command.name, command.contact_id, lambda id: ShowPlace(contact_id=id))
    if found:
        situation, contact = found
        company = situation.people.company(contact)
        card = texts.place(contact, company, touch_day(situation, contact), situation.today)
        await answer(work, desk, situation, card)


async def set_standing(work: Work[SetStanding], desk: Desk) -> None:
    """Make a contact known, active, parked or released; at the limit ask whom to release instead."""
    command = work.command
    standing = Standing(command.standing)
    found = await _found(
        work, desk, command.name, command.contact_id, lambda id: replace(command, contact_id=id)
    )
    if not found:
        return
    situation, contact = found
    if contact.standing is standing:
        await answer(work, desk, situation, texts.already(contact, texts.standing_said(standing)))
    elif standing is Standing.ACTIVE:
        await make_active(work, desk, situation, replace(contact, standing=standing), _activated)
    else:
        changed = replace(contact, standing=standing)
        said = (texts.standing_said(standing),)
        await save(work, desk, situation, changed, texts.changed(changed, said, work.change))


def _activated(contact: Contact, beside: str, change: str) -> Card:
    return texts.changed(contact, (texts.standing_said(Standing.ACTIVE),), change, beside)


async def make_active(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    contact: Contact,
    card: Callable[[Contact, str, str], Card],
    *,
    strategic: bool = False,
) -> None:
    """Store a contact as active; at the hard limit keep what was answered, and open the swap (P1).

    `card` makes the answer of the contact, of what to say beside, and of the change.
    """
    others = [each for each in situation.people.contacts if each.id != contact.id]
    async with desk.ledger.read(work.scope) as books:
        limits = await limits_of(books, work)
    known = situation.people.get(contact.id)
    match Room.FREE if known and is_active(known) else room(others, limits):
        case Room.SWAP:
            waiting = replace(contact, standing=known.standing, tier=known.tier) if known else contact
            swap = _swap_card(situation, contact, limits, sum(map(is_active, others)), strategic=strategic)
            await save(work, desk, situation, waiting, swap, Moment.LIMIT_REACHED)
        case Room.SAY_SO:
            beside = texts.many(sum(map(is_active, others)) + 1, limits)
            await save(
                work, desk, situation, contact, card(contact, beside, work.change), Moment.LIMIT_REACHED
            )
        case Room.FREE:
            is_first = strategic and not any(each.tier is Tier.STRATEGIC for each in others)
            moment = Moment.FIRST_DAY if is_first else None
            await save(work, desk, situation, contact, card(contact, "", work.change), moment)


def _swap_card(situation: Situation, take: Contact, limits: Limits, active: int, *, strategic: bool) -> Card:
    people = situation.people
    candidates = [
        (each.contact, limit_texts.reasons_said(each))
        for each in swap_candidates(people.contacts, situation.today)
    ] or [
        (each, limit_texts.only_quiet(touch_day(situation, each), situation.today))
        for each in longest_quiet(people.contacts)
    ]
    return limit_texts.choose_one(
        take, candidates, people.companies, limits, active=active, strategic=strategic
    )


async def swap(work: Work[Swap], desk: Desk) -> None:
    """Release one and make the other active, in one change."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    take, gone = situation.people.get(command.take_id), situation.people.get(command.release_id)
    if take is None or gone is None:
        await answer(work, desk, situation, contact_texts.is_gone())
        return
    if is_active(take) or not is_active(gone):
        await answer(work, desk, situation, limit_texts.room_again(take), in_place=True)
        return
    tier = Tier.STRATEGIC if command.strategic else take.tier
    take = replace(take, standing=Standing.ACTIVE, tier=tier)
    gone = replace(gone, standing=Standing.RELEASED)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Contact).put(gone)
        await open_books.of(Contact).put(take)
        await remember(open_books, work, focus=(take.id,))
        card = limit_texts.swapped(take, gone, work.change)
        open_books.say(*update(work, situation.member, card, about=(take.id, gone.id)))


async def set_phase(work: Work[SetPhase], desk: Desk) -> None:
    """Say which phase a relationship is in."""
    phase = Phase(work.command.phase)
    await _set(work, desk, lambda c: replace(c, phase=phase), f"is in the {phase.value} phase now")


async def set_universe(work: Work[SetUniverse], desk: Desk) -> None:
    """Say how far a relationship exists."""
    far = Universe(work.command.universe)
    await _set(work, desk, lambda c: replace(c, universe=far), f"counts as {far.value}")


async def set_cadence(work: Work[SetCadence], desk: Desk) -> None:
    """Set the rhythm with a contact; who is only known gets it, too, and becomes active by choice alone."""
    ideal, longest = work.command.ideal_days or None, work.command.longest_days or None
    if ideal and not longest:
        longest = 2 * ideal
    said = f"has a rhythm of {plural(ideal, 'day')}, at most {longest}" if ideal else "has no set rhythm"
    await _set(work, desk, lambda c: replace(c, cadence_days=ideal, longest_days=longest), said)


async def _set(
    work: Work[SetPhase] | Work[SetUniverse] | Work[SetCadence],
    desk: Desk,
    change: Callable[[Contact], Contact],
    said: str,
) -> None:
    command = work.command
    found = await _found(
        work, desk, command.name, command.contact_id, lambda id: replace(command, contact_id=id)
    )
    if not found:
        return
    situation, contact = found
    changed = change(contact)
    if changed == contact:
        await answer(work, desk, situation, texts.already(contact, said))
        return
    moment = Moment.PHASE_CHANGE if changed.phase is not contact.phase else None
    await save(work, desk, situation, changed, texts.changed(changed, (said,), work.change), moment)


async def save(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    contact: Contact,
    card: Card,
    moment: Moment | None = None,
) -> None:
    """Store a contact, and answer where the button was, or anew; `moment` says what a lesson helps with."""
    async with desk.ledger.write(work) as books:
        await books.of(Contact).put(contact)
        await remember(books, work, focus=(contact.id,))
        if moment:
            card = await with_minute(books, work, moment, card)
        books.say(*update(work, situation.member, card, about=(contact.id,)))


async def _found(
    work: Work[Any], desk: Desk, name: str, contact_id: str, command: Callable[[str], Command]
) -> tuple[Situation, Contact] | None:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = await person(work, desk, situation, name=name, contact_id=contact_id, command=command)
    return (situation, contact) if contact else None
