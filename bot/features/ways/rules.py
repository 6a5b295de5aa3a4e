"""R1, B6: whether an acquaintance is of the person asked about, and which way is the warmest."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from bot.core.naming import company_key
from bot.features.ways.values import Acquaintance, Closeness
from bot.language.likeness import likeness
from bot.language.names import fold

_ORDER = tuple(Closeness)
_SAME_WORD = 0.9
"""Likeness from which two words of a name are one with a slip; short ones have to be equal."""
_SHORT = 4


class Fit(IntEnum):
    """Of whom an acquaintance is: of the person, or of somebody else at the same company."""

    NO = 0
    COMPANY = 1
    PERSON = 2


def fit_of(acquaintance: Acquaintance, name: str, company: str) -> Fit:
    """Of whom an acquaintance is; a company that is named, and is another one, is of somebody else."""
    asked, known = company_key(company), company_key(acquaintance.company)
    elsewhere = bool(asked and known and asked != known)
    if not elsewhere and same_person(name, acquaintance.name):
        return Fit.PERSON
    return Fit.COMPANY if asked and asked == known else Fit.NO


def same_person(asked: str, known: str) -> bool:
    """Whether every word of an asked name stands in the known one, slips of longer words forgiven."""
    wanted, there = fold(asked).split(), fold(known).split()
    return bool(wanted) and all(any(_same_word(one, each) for each in there) for one in wanted)


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) > _SHORT and likeness(one, other) >= _SAME_WORD


def warmest_first(found: Iterable[Acquaintance]) -> list[Acquaintance]:
    """The acquaintances, the closest first, then those that were shared last."""
    return sorted(
        found, key=lambda each: (_ORDER.index(each.closeness), -each.created_at.timestamp(), each.id)
    )


def role_in(name: str) -> str:
    """The role that stands in the place of a name: "CEO" for "the CEO"; empty for a name."""
    first, _, rest = name.partition(" ")
    return rest.strip() if first.casefold() == "the" else ""


def has_role(title: str, role: str) -> bool:
    """Whether a title has every word of a role."""
    there = fold(title).split()
    return bool(role) and all(word in there for word in fold(role).split())
