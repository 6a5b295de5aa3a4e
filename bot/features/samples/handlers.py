"""Puts the sample data in, and takes its rows away again (B6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import Account, Contact, is_sample
from bot.core.deliveries import NOTHING
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import UnitOfWork
from bot.core.samples import touches_sample
from bot.core.turn import Turn
from bot.features.people.contracts.removing import take_out
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
    """Take away the rows of the sample; what the member noted stays, without the links. It can be undone."""
    people = _samples(turn)
    if not people:
        await turn.answer(cards.none_card(), about=NOTHING, in_place=True)
        return
    async with turn.commit() as uow:
        kept = 0
        for note in [each for each in await turn.mine(Note) if touches_sample(each)]:
            if is_sample(note.id):
                await uow.of(Note).remove(note.id)
            else:
                await uow.of(Note).put(_without_links(note))
                kept += 1
        for contact in people:
            await _keep_promises(uow, contact)
            await take_out(uow, contact)
        for account in turn.people.accounts:
            if is_sample(account.id) and not _real_there(turn, account):
                await uow.of(Account).remove(account.id)
        await turn.remember(uow)
        uow.say(*turn.update(cards.gone_card(len(people), kept, turn.change), about=NOTHING))


def _without_links(note: Note) -> Note:
    """A note of the member's own without the sample people and companies that it names."""
    return replace(
        note,
        contact_ids=tuple(id for id in note.contact_ids if not is_sample(id)),
        account_ids=tuple(id for id in note.account_ids if not is_sample(id)),
    )


async def _keep_promises(uow: UnitOfWork, contact: Contact) -> None:
    """Leave the promises that the member told of a sample person without one."""
    for promise in await uow.of(Commitment).find(contact_id=contact.id):
        if not is_sample(promise.id):
            await uow.of(Commitment).put(replace(promise, contact_id=None))


def _samples(turn: Turn[Any]) -> tuple[Contact, ...]:
    return tuple(each for each in turn.people.contacts if is_sample(each.id))


def _real_there(turn: Turn[Any], account: Account) -> bool:
    """Whether the member put a real person to a sample company."""
    return any(not is_sample(each.id) for each in turn.people.at(account.id))


def _about(people: tuple[Contact, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for each in people for id in each.about))
