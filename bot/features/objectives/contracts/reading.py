"""What other features may read and show: objectives (F7)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Account, Contact
from bot.core.identity import Space
from bot.core.ports.books import StoreReader
from bot.core.relations import Relation, of_contact
from bot.core.turn import Turn
from bot.features.objectives.cards import objectives as texts
from bot.features.objectives.contracts.values import MutualObjective, current
from bot.features.objectives.rules import is_with


async def versions_of(reader: StoreReader, found: Relation) -> list[MutualObjective]:
    """Every version of a relationship's objective."""
    return await reader.of(MutualObjective).find(**found.equals)


async def objective_section(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """What a brief says of the objective with a contact or its company; a colleague's, where it is shared."""
    held = current(await versions_of(reader, of_contact(turn, contact)))
    if held is None and contact.account_id:
        held = current(await reader.of(MutualObjective).find(account_id=contact.account_id))
    shared = [] if held else await find_shared_about(reader, contact)
    if shared:
        return texts.section(shared[0], by_colleague=True)
    return texts.section(held) if held else ()


async def find_shared_with_me(reader: StoreReader, own: Space) -> list[MutualObjective]:
    """What colleagues share with the teams of a member, whose own space is given: the versions that hold."""
    held: dict[tuple[str, str, str], list[MutualObjective]] = {}
    for each in await reader.of(MutualObjective).find():
        if each.space != own:
            key = (each.space, each.contact_id or "", each.account_id or "")
            held.setdefault(key, []).append(each)
    return [now for versions in held.values() if (now := current(versions))]


async def find_shared_about(reader: StoreReader, contact: Contact) -> list[MutualObjective]:
    """What colleagues share about a contact or its company, the person's own first (F7)."""
    accounts = await reader.of(Account).find(id=contact.account_id) if contact.account_id else []
    company = accounts[0].name if accounts else ""
    theirs = await find_shared_with_me(reader, contact.space)
    found = [each for each in theirs if is_with(each, contact.name, company)]
    return sorted(found, key=lambda each: (each.contact_id is None, each.created_at))
