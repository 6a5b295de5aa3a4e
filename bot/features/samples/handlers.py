"""Puts the sample data in, and takes it away whole (B6)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, Contact, is_sample
from bot.core.deliveries import NOTHING
from bot.core.notes import Commitment, Note, Touch
from bot.core.turn import Turn
from bot.features.people.contracts.removing import erase
from bot.features.samples.cards import cards
from bot.features.samples.cards.world import STORY
from bot.features.samples.commands import LoadSamples, RemoveSamples
from bot.features.samples.rules import make_world


async def load(turn: Turn[LoadSamples]) -> None:
    """Put the sample data in, once; where it is there, only say so."""
    people = _samples(turn)
    if people:
        await turn.answer(cards.there_card(people, new=False), about=_about(people))
        return
    world = make_world(
        STORY,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        now=turn.now,
        today=turn.today,
        new_id=turn.new_id,
    )
    async with turn.commit() as uow:
        await uow.of(Account).put_all(world.accounts)
        await uow.of(Contact).put_all(world.contacts)
        await uow.of(Note).put_all(world.notes)
        await uow.of(Touch).put_all(world.touches)
        await uow.of(Commitment).put_all(world.commitments)
        uow.say(*turn.reply(cards.there_card(world.contacts, new=True), about=_about(world.contacts)))


async def remove(turn: Turn[RemoveSamples]) -> None:
    """Take away the sample people for good, with what the member noted of them alone."""
    people = _samples(turn)
    if not people:
        await turn.answer(cards.none_card(), about=NOTHING, in_place=True)
        return
    async with turn.commit() as uow:
        for contact in people:
            await erase(uow, turn, contact)
        for account in turn.people.accounts:
            if is_sample(account.id) and not _real_there(turn, account):
                await uow.of(Account).remove(account.id)
        uow.say(*turn.receipt(uow, cards.gone_card(len(people)), about=NOTHING))


def _samples(turn: Turn[Any]) -> tuple[Contact, ...]:
    return tuple(each for each in turn.people.contacts if is_sample(each.id))


def _real_there(turn: Turn[Any], account: Account) -> bool:
    """Whether the member put a real person to a sample company."""
    return any(not is_sample(each.id) for each in turn.people.at(account.id))


def _about(people: tuple[Contact, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for each in people for id in each.about))
