"""Companies that mail addresses name: "Jacopo Ferrari <j.ferrari@bianchi-officine.it>" (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.coach.rules.message.scene import NamePlace, PersonPlace
from bot.language.addresses import read_address
from bot.language.names import fold

_ADDRESS = r"[\w.+'-]{1,64}@(?:[\w-]{1,63}\.)+[A-Za-z]{2,24}"
_BEHIND = re.compile(rf"\s{{0,2}}[<(\[]\s?(?:mailto:)?(?P<address>{_ADDRESS})")
_AROUND = re.compile(_ADDRESS)
_LONGEST = 80


def company_behind(text: str, end: int) -> str:
    """Return the company of the mail address right behind a name that ends there; empty where none is."""
    found = _BEHIND.match(text, end)
    read = read_address(found["address"]) if found else None
    return read.company if read else ""


def company_around(text: str, start: int) -> tuple[int, str] | None:
    """Return the end and the company of the mail address whose domain begins there."""
    if text[start - 1 : start] != "@":
        return None
    for found in _AROUND.finditer(text, max(0, start - _LONGEST), start + _LONGEST):
        read = read_address(found[0]) if found.start() < start < found.end() else None
        if read is not None and read.company:
            return found.end(), read.company
    return None


def with_addresses(text: str, people: Sequence[PersonPlace]) -> tuple[PersonPlace, ...]:
    """Return the people; who has no company yet has the one of the mail address behind the name."""
    return tuple(
        one if one.company else replace(one, company=company_behind(text, one.end)) for one in people
    )


def in_words(text: str, companies: Sequence[NamePlace]) -> list[NamePlace]:
    """Return the companies, where one of an address is called as it is elsewhere: "Corvid Media"."""
    written = {
        re.sub(r"\W", "", fold(one.written)): one.written
        for one in companies
        if text[one.start - 1 : one.start] != "@"
    }
    return [
        replace(one, written=written.get(re.sub(r"\W", "", fold(one.written)), one.written))
        for one in companies
    ]
