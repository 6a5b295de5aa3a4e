"""Whom a plan, a goal or an objective is about: a contact, or a whole account; asks where it is not clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.core.commands import Command
from bot.core.common_cards import is_gone
from bot.core.contacts import Account, Contact
from bot.core.deliveries import NOTHING, About
from bot.core.finding import person
from bot.core.naming import Nobody
from bot.core.turn import Turn
from bot.core.words import name_with_company


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: with a contact, or with an account as a whole."""

    contact: Contact | None = None
    account: Account | None = None
    company: str = ""
    """The contact's company, empty when unknown."""

    @property
    def name(self) -> str:
        """The contact's or the account's name."""
        return self.contact.name if self.contact else self.account.name if self.account else ""

    @property
    def label(self) -> str:
        """The name, with the company in brackets."""
        return name_with_company(self.name, self.company)

    @property
    def contact_id(self) -> str:
        """The contact's id, empty for an account."""
        return self.contact.id if self.contact else ""

    @property
    def account_id(self) -> str:
        """The account's id, empty for a contact."""
        return self.account.id if self.account and not self.contact else ""

    @property
    def equals(self) -> dict[str, Any]:
        """What a row about this relationship equals, for `Repository.find`."""
        return {"contact_id": self.contact_id} if self.contact else {"account_id": self.account_id}

    @property
    def about(self) -> About:
        """The ids that a card about it speaks of."""
        return tuple(id for id in (self.contact_id, self.account_id) if id)


async def relation(
    turn: Turn[Any],
    command: Callable[[str], Command],
    *,
    name: str = "",
) -> Relation | None:
    """The relationship that the work's command means, by id or name; None when the member was asked or told.

    A `name` that was found in the command's words counts where the command itself names nobody. `command` is
    what was asked for, once it is clear which contact (by id) is meant.
    """
    people, asked = turn.people, turn.command
    name, contact_id, account_id = asked.name or name, asked.contact_id, asked.account_id
    if not contact_id and not account_id and isinstance(people.who(name), Nobody):
        account = people.account(name)
        account_id = account.id if account else ""
    if account_id:
        account = next((each for each in people.accounts if each.id == account_id), None)
        if account is None:
            await turn.answer(is_gone(), about=NOTHING)
            return None
        return Relation(account=account)
    contact = await person(turn, name=name, contact_id=contact_id, command=command)
    return None if contact is None else of_contact(turn, contact)


def of_contact(turn: Turn[Any], contact: Contact) -> Relation:
    """The relationship with a contact."""
    return Relation(contact=contact, company=turn.people.company(contact))


def of_ids(turn: Turn[Any], contact_id: str | None, account_id: str | None) -> Relation | None:
    """The relationship of a stored row; None when it is no longer there."""
    if contact_id:
        contact = turn.people.get(contact_id)
        return of_contact(turn, contact) if contact else None
    account = next((each for each in turn.people.accounts if each.id == account_id), None)
    return Relation(account=account) if account else None
