"""How a change of roles, companies and ties is said (B2)."""

from __future__ import annotations

from bot.core.facts.values import Fact, FactKind
from bot.core.labels import NamesById
from bot.features.facts.contracts.cards import tie_words


def change_words(fact: Fact, names: NamesById) -> str:
    """ "Ana Ruiz is now CFO", "Ana Ruiz is now at Kestrel"."""
    who = names.get(fact.contact_id or "", "Somebody")
    match fact.kind:
        case FactKind.TIE:
            return tie_words(fact, names)
        case FactKind.COMPANY:
            return f"{who} is now at {fact.value}"
        case FactKind.PLACE:
            return f"{who} is now in {fact.value}"
        case _:
            return f"{who} is now {fact.value}"
