"""Reads where somebody lives, and what they are known for, out of plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.facts.marks import Marked
from bot.language.names import word_set

_NAME = r"[A-Z][\w'-]+(?: (?:de|da|do|del|la|le|of|am|an der) )?(?:[ -]?[A-Z][\w'-]+){0,2}"
_LIVES = re.compile(
    r"@(?P<person>\d+)@ (?P<how>(?i:(?:is )?(?:now |also )?(?:lives|living|is based|based|is located|sits"
    r"|works|works remotely|has moved|moved|is moving|relocated|has relocated)(?: now| back| over)?)) "
    rf"(?i:in|to|from) (?P<place>{_NAME}(?:, {_NAME})?)(?P<now> (?i:now))?"
)
_MOVED = re.compile(r"\b(?:now|moved|relocated|moving)\b", re.IGNORECASE)
_KNOWN_FOR = re.compile(
    r"@(?P<person>\d+)@ is (?:well |best |mostly |widely )?known for (?P<what>[^@%#.;!?]{3,120})",
    re.IGNORECASE,
)
_NO_PLACES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december sales procurement finance marketing legal it hr spring "
    "summer autumn winter"
)


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """Where somebody is said to be, and whether the words say that this is new."""

    contact_id: str
    place: str
    is_new: bool
    is_sure: bool = True


def read_places(marked: Marked) -> Iterator[PlaceRead]:
    """Where people are said to live or work from."""
    for found in _LIVES.finditer(marked.text):
        if found["place"].split()[0].casefold() in _NO_PLACES:
            continue
        is_new = bool(found["now"]) or _MOVED.search(found["how"]) is not None
        yield PlaceRead(marked.of(found["person"]), found["place"], is_new, not marked.is_hedged)


def read_known_for(marked: Marked) -> Iterator[tuple[str, str]]:
    """What people are said to be known for: contact ids and words."""
    for found in _KNOWN_FOR.finditer(marked.text):
        yield marked.of(found["person"]), " ".join(found["what"].split())
