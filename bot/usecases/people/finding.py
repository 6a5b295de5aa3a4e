"""Finds the person a command names; asks where it is not clear who, and never guesses silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.contacts import Contact
from bot.domain.naming import Nobody, One, Several
from bot.domain.notes import Commitment, CommitmentState, Note
from bot.messages.cards import Card
from bot.messages.commands import Command, Surface
from bot.ports import Books, Work
from bot.texts import contacts as texts
from bot.texts.contacts import ContactSeen
from bot.usecases.desk import Desk
from bot.usecases.replies import reply, update
from bot.usecases.situation import Situation, look

ForContact = Callable[[str], Command]
"""The command that was asked for, once it is clear which contact (by id) is meant."""


async def person(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    *,
    name: str,
    contact_id: str,
    command: ForContact,
) -> Contact | None:
    """The contact that a command means; None when the member was asked, told or shown who there is."""
    people = situation.people
    if contact_id:
        contact = people.get(contact_id)
        if contact is None:
            await answer(work, desk, situation, texts.is_gone())
        return contact
    match people.who(name, in_focus=situation.in_thread) if name.strip() else Nobody():
        case One(contact):
            return contact
        case Several(candidates):
            card = texts.which(name.strip(), _briefly(situation, candidates), command)
        case _ if (account := people.account(name)) and (there := people.at(account.id)):
            card = texts.whom_at(account.name, _briefly(situation, there), command)
        case _:
            near = _briefly(situation, people.close_to(name))
            card = texts.nobody_called(name.strip() or "that", near, command)
    await answer(work, desk, situation, card)
    return None


async def person_named(work: Work[Any], desk: Desk, command: ForContact) -> tuple[Situation, Contact | None]:
    """How things are, and the contact that the work's command means by name or id, as `person` finds it."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    asked = work.command
    return situation, await person(
        work, desk, situation, name=asked.name, contact_id=asked.contact_id, command=command
    )


async def person_with_id(work: Work[Any], desk: Desk) -> tuple[Situation, Contact | None]:
    """How things are, and the contact of the work's command; None when the member was told it is gone."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(work.command.contact_id)
    if contact is None:
        await answer(work, desk, situation, texts.is_gone())
    return situation, contact


async def answer(
    work: Work[Any], desk: Desk, situation: Situation, card: Card, *, in_place: bool = False
) -> None:
    """Commit a card as the whole result; `in_place` lets it take the place of the card that was clicked."""
    send = update if in_place and work.origin.surface is Surface.BUTTON else reply
    async with desk.ledger.write(work) as books:
        books.say(*send(work, situation.member, card))


async def seen(books: Books, situation: Situation, contact: Contact) -> ContactSeen:
    """A contact with what a line or card says of it."""
    return ContactSeen(
        contact=contact,
        company=situation.people.company(contact),
        last_touch=touch_day(situation, contact),
        notes=await books.of(Note).count(contact_ids=contact.id, superseded_by=None),
        promises=await books.of(Commitment).count(contact_id=contact.id, state=CommitmentState.OPEN),
    )


def touch_day(situation: Situation, contact: Contact) -> date | None:
    """The member's local date of the latest touch."""
    at = contact.last_touch_at
    return at.astimezone(ZoneInfo(situation.member.zone)).date() if at else None


def _briefly(situation: Situation, contacts: Sequence[Contact]) -> list[ContactSeen]:
    people = situation.people
    return [ContactSeen(contact=contact, company=people.company(contact)) for contact in contacts]
