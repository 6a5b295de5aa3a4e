"""Reads what is known of a contact or an account: what holds, what waits to be confirmed, what held once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.contacts import Contact, ContactId
from bot.core.facts.keeping import facts_in_force, is_worth_showing
from bot.core.facts.settling import facts_about
from bot.core.facts.values import Fact, FactKind, FactStanding, each_once
from bot.core.ports.store import StoreReader


@dataclass(frozen=True, slots=True)
class FactsKnown:
    """The facts about one contact or account, each kind in the order in which they were told."""

    holding: tuple[Fact, ...] = ()
    """What holds, also what stands on the contact alone, such as a title that an import brought."""
    pending: tuple[Fact, ...] = ()
    former: tuple[Fact, ...] = ()
    """What held once, the latest first."""

    @property
    def ties(self) -> tuple[Fact, ...]:
        """How the contact is connected to others, told in either direction."""
        return tuple(each for each in self.holding if each.kind is FactKind.TIE)

    @property
    def days(self) -> tuple[Fact, ...]:
        """Important days."""
        return tuple(each for each in self.holding if each.kind is FactKind.DATE)


async def facts_of(reader: StoreReader, contact: Contact, companies: Mapping[str, str]) -> FactsKnown:
    """What is known of a contact; `companies` are account names by id."""
    found = await facts_about(reader, (contact.id,))
    return _sorted_out(found, facts_in_force(contact, found, companies))


async def ties_among(reader: StoreReader, contact_ids: tuple[ContactId, ...]) -> tuple[Fact, ...]:
    """The ties that hold between these contacts, such as everybody of a company."""
    there = set(contact_ids)
    found = await facts_about(reader, contact_ids)
    ties = (each for each in found if each.kind is FactKind.TIE and each.holds)
    return tuple(each_once(each for each in ties if set(each.people) <= there))


def _sorted_out(found: list[Fact], holding: list[Fact]) -> FactsKnown:
    former = [each for each in found if is_worth_showing(each)]
    former.sort(key=lambda each: (each.until or each.told_on, each.created_at), reverse=True)
    return FactsKnown(
        holding=tuple(each_once(holding)),
        pending=tuple(each_once(each for each in found if each.standing is FactStanding.PENDING)),
        former=tuple(former),
    )
