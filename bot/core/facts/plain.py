"""Reads where somebody lives, and what they are known for, out of plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.facts.marks import Marked
from bot.language.local_times import is_place
from bot.language.names import word_set

_NAME = r"[A-Z][\w'-]+(?: (?:de|da|do|del|la|le|of|am|an der) )?(?:[ -]?[A-Z][\w'-]+){0,2}"
_LIVES = re.compile(
    r"@(?P<person>\d+)@ (?P<how>(?i:(?:is )?(?:now |also )?(?:lives|living|is based|based|is located|sits"
    r"|works|works remotely|has moved|moved|relocated|has relocated)(?: now| back| over)?)) "
    rf"(?P<where>(?i:out of|in|to|from)) (?P<place>{_NAME}(?:, {_NAME})?)(?P<now> (?i:now))?"
)
_NEW = re.compile(r"\b(?:now|moved|relocated)\b", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:moved|relocated)\b", re.IGNORECASE)
_WORKS = re.compile(r"\b(?:works|sits)\b", re.IGNORECASE)
_LATER = re.compile(
    r",? (?:(?:from|as of|starting|beginning|in|by) )?(?:the )?(?:next|coming|soon|later|tomorrow)\b",
    re.IGNORECASE,
)
"""What follows a place where somebody is only to be: "is based in Oslo from next year"."""
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
        has_moved = _MOVED.search(found["how"]) is not None
        if (found["where"].lower() == "to") is not has_moved or _LATER.match(marked.text, found.end()):
            continue  # "moved from Oslo" tells where they were, "from next year" where they will be
        is_known = is_place(found["place"])
        if not is_known and found["where"].lower() == "in" and _WORKS.search(found["how"]):
            continue  # "works in Excel": a place only where the word is known for one
        is_new = bool(found["now"]) or _NEW.search(found["how"]) is not None
        is_sure = (is_known or not has_moved) and not marked.is_hedged
        yield PlaceRead(marked.of(found["person"]), found["place"], is_new, is_sure)


def read_known_for(marked: Marked) -> Iterator[tuple[str, str]]:
    """What people are said to be known for: contact ids and words."""
    for found in _KNOWN_FOR.finditer(marked.text):
        yield marked.of(found["person"]), " ".join(found["what"].split())
