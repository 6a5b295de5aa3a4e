"""What other features may read and show: objectives (F7)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.contacts import Account, Contact
from bot.core.identity import Space
from bot.core.ports.store import StoreReader
from bot.core.relations import Relation
from bot.features.objectives.contracts.values import MutualObjective, current
from bot.features.objectives.rules import is_with


async def versions_of(reader: StoreReader, found: Relation) -> list[MutualObjective]:
    """Every version of a relationship's objective."""
    return await reader.of(MutualObjective).find(**found.equals)


async def find_shared_with_me(reader: StoreReader, own: Space) -> list[MutualObjective]:
    """The latest version of each objective that colleagues share with a member, whose own space is given."""
    versions: dict[tuple[str, str, str], list[MutualObjective]] = {}
    for each in await reader.of(MutualObjective).find():
        if each.space != own:
            key = (each.space, each.contact_id or "", each.account_id or "")
            versions.setdefault(key, []).append(each)
    return [now for each in versions.values() if (now := current(each))]


async def find_shared_about(reader: StoreReader, contact: Contact) -> list[MutualObjective]:
    """The objectives that colleagues share about a contact or its company, the person's own first (F7)."""
    accounts = await reader.of(Account).find(id=contact.account_id) if contact.account_id else []
    company = accounts[0].name if accounts else ""
    theirs = await find_shared_with_me(reader, contact.space)
    found = [each for each in theirs if is_with(each, contact.name, company)]
    return sorted(found, key=lambda each: (each.contact_id is None, each.created_at))


async def find_shared_about_each(
    reader: StoreReader, contacts: Sequence[Contact]
) -> dict[str, list[MutualObjective]]:
    """The objectives that colleagues share about each of a member's contacts, by the contacts' ids (F7)."""
    if not contacts:
        return {}
    theirs = await find_shared_with_me(reader, contacts[0].space)
    accounts = await reader.of(Account).find() if theirs else []
    companies: dict[str, str] = {each.id: each.name for each in accounts}
    return {
        each.id: sorted(
            (one for one in theirs if is_with(one, each.name, companies.get(each.account_id or "", ""))),
            key=lambda one: (one.contact_id is None, one.created_at),
        )
        for each in contacts
    }
