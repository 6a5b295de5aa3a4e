"""Names in mail addresses and handles: ana.ruiz@northwind.com is Ana Ruiz of Northwind, @anna.b is Anna B."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.names import fold, word_set

_ADDRESS = re.compile(r"(?:mailto:)?([\w.+'-]{1,64})@((?:[\w-]{1,63}\.)+[a-z]{2,24})", re.IGNORECASE)
_HANDLE = re.compile(r"@([^\W\d_][\w.-]{0,63})")
_ANYBODY = word_set(
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac gmx web aol proton protonmail "
    "mail inbox fastmail zoho yandex qq 163 t-online orange wanadoo free libero"
)
"""Mail services of private people, which are nobody's company."""
_SECOND_LEVEL = word_set("co com org net ac gov edu or ne gob")
_NOBODY = word_set(
    "info sales office contact hello support service team mail admin noreply no-reply donotreply billing "
    "accounts accounting finance hr jobs careers press marketing purchasing procurement reception kontakt "
    "buero"
)
"""Addresses that belong to nobody in particular."""


@dataclass(frozen=True, slots=True)
class NamedAddress:
    """What an address or handle says of a person; both empty where it says nothing."""

    name: str
    company: str = ""
    is_one_word: bool = False
    """True where the name may be letters of several names in one: "aruiz"."""


def read_address(written: str) -> NamedAddress | None:
    """Return the name and company of a mail address or handle; None where the words are neither."""
    text = written.strip().strip("<>").strip()
    address = _ADDRESS.fullmatch(text)
    handle = _HANDLE.fullmatch(text)
    if address is not None:
        local, company = address[1], _company(address[2])
    elif handle is not None:
        local, company = handle[1], ""
    else:
        return None
    words = [word for word in re.split(r"[._+\d-]+", local.partition("+")[0]) if word]
    if not words or fold(local) in _NOBODY:
        return NamedAddress("", company)
    return NamedAddress(" ".join(word[:1].upper() + word[1:] for word in words), company, len(words) == 1)


def glued_names(given: str, family: str) -> frozenset[str]:
    """Return how a name is written in one word in addresses: "aruiz", "anar", "anaruiz", "ruiza"."""
    first, last = (re.sub(r"[^\w]", "", part) for part in (given, family))
    if not first or not last:
        return frozenset()
    return frozenset((first[0] + last, first + last[0], first + last, last + first[0], last + first))


def _company(domain: str) -> str:
    labels = domain.lower().split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    name = labels[-1]
    return "" if name in _ANYBODY else " ".join(word.capitalize() for word in name.split("-"))
