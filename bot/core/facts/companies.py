"""How companies may be written in a note or a question: in full, or by the first words of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.core.facts.marks import Name
from bot.core.naming import company_key, same_company

_SHORTEST = 3
"""Letters of a short form at least: "GE" for "GE Vernova" would be found in too many words."""


def names_of_companies(accounts: Mapping[str, str], text: str, people: Iterable[str] = ()) -> list[Name]:
    """The names that stand in a text: "Halvorsen", too, for Halvorsen Logistik, if no other begins so.

    `accounts` are account names by id, `people` the ways in which people are written: those are no companies.
    """
    taken = {each.casefold() for each in people}
    found: dict[str, Name] = {}
    for id, name in accounts.items():
        if name.casefold() in text.casefold():
            found.setdefault(name, Name(name, id, is_company=True))
    for id, name in accounts.items():
        for short in _shorter(name):
            is_free = short not in found and short.casefold() not in taken
            if is_free and short in text and not _is_shared(short, id, accounts):
                found[short] = Name(short, id, is_company=True)
    return list(found.values())


def _shorter(name: str) -> Iterator[str]:
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        short = " ".join(words[:count]).strip(",")
        if len(short) >= _SHORTEST and same_company(company_key(short), company_key(name)):
            yield short


def _is_shared(short: str, id: str, accounts: Mapping[str, str]) -> bool:
    key = company_key(short)
    return any(same_company(key, company_key(name)) for other, name in accounts.items() if other != id)
