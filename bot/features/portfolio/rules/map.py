"""P2, S3: where strategic contacts stand by value for the vision and strength of the relationship."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.contacts import Contact, Tier
from bot.features.portfolio.rules.criteria import TOP_SCORE, Criterion
from bot.features.portfolio.rules.limits import is_active

TOP_VALUE = TOP_SCORE * len(Criterion)
TOP_STRENGTH = 100


@dataclass(frozen=True, slots=True)
class PlacedContact:
    """A contact with its value (the sum of P2's criteria) and its strength (the score of S3)."""

    contact: Contact
    value: int
    strength: int

    @property
    def gap(self) -> float:
        """How far the strength lies behind the value, both from 0 to 1; below 0 where it is ahead."""
        return self.value / TOP_VALUE - self.strength / TOP_STRENGTH


def is_placed(contact: Contact) -> bool:
    """Whether a contact has a place on the map: it is active, strategic, and its criteria are scored."""
    return is_active(contact) and contact.tier is Tier.STRATEGIC and bool(contact.criteria)


def place_on_map(contacts: Iterable[Contact], strengths: Mapping[str, int]) -> list[PlacedContact]:
    """The contacts that have a place, those first whose strength lies furthest behind their value."""
    placed = [
        PlacedContact(each, sum(points for _, points in each.criteria), strengths.get(each.id, 0))
        for each in contacts
        if is_placed(each)
    ]
    return sorted(placed, key=lambda each: (-each.gap, each.contact.name.casefold()))
