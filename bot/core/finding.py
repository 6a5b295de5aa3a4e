"""Finds the person a command names; asks where it is not clear who, and never guesses silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bot.core import common_cards as cards
from bot.core.commands import Command
from bot.core.common_cards import ContactView
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING, About
from bot.core.naming import Nobody, One, Several
from bot.core.notes import Commitment, CommitmentState, Note
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn

ForContact = Callable[[str], Command]
"""The command that was asked for, once it is clear which contact (by id) is meant."""


async def person(
    turn: Turn[Any],
    *,
    name: str,
    contact_id: str,
    command: ForContact,
) -> Contact | None:
    """The contact that a command means; None when the member was asked, told or shown who there is."""
    people = turn.people
    if contact_id:
        contact = people.get(contact_id)
        if contact is None:
            await turn.answer(cards.is_gone(), about=NOTHING)
        return contact
    match people.who(name, in_focus=turn.in_thread) if name.strip() else Nobody():
        case One(contact):
            return contact
        case Several(candidates):
            await turn.answer(
                cards.which(name.strip(), _view_briefly(turn, candidates), command),
                about=_ids(candidates),
            )
        case _ if (account := people.account_meant(name)) and (there := people.at(account.id)):
            await turn.answer(
                cards.whom_at(account.name, _view_briefly(turn, there), command),
                about=(account.id, *_ids(there)),
            )
        case _:
            near = people.close_to(name)
            card = cards.nobody_called(name.strip() or "that", _view_briefly(turn, near), command)
            await turn.answer(card, about=_ids(near))
    return None


async def person_named(turn: Turn[Any], command: ForContact) -> Contact | None:
    """The contact that the command means by name or id, as `person` finds it."""
    asked = turn.command
    return await person(turn, name=asked.name, contact_id=asked.contact_id, command=command)


async def person_with_id(turn: Turn[Any]) -> Contact | None:
    """The contact of the command; None when the member was told that it is gone."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
    return contact


async def view_contact(reader: StoreReader, turn: Turn[Any], contact: Contact) -> ContactView:
    """A contact with what a line or card says of it."""
    return ContactView(
        contact=contact,
        company=turn.people.company(contact),
        last_touch=touch_day(turn, contact),
        notes=await reader.of(Note).count(contact_ids=contact.id, superseded_by=None),
        promises=await reader.of(Commitment).count(contact_id=contact.id, state=CommitmentState.OPEN),
    )


def touch_day(turn: Turn[Any], contact: Contact) -> date | None:
    """The member's local date of the latest touch."""
    at = contact.last_touch_at
    return turn.day_of(at) if at else None


def _view_briefly(turn: Turn[Any], contacts: Sequence[Contact]) -> list[ContactView]:
    people = turn.people
    return [
        ContactView(contact=each, company=people.company(each), last_touch=touch_day(turn, each))
        for each in contacts
    ]


def _ids(contacts: Sequence[Contact]) -> About:
    return tuple(contact.id for contact in contacts)
