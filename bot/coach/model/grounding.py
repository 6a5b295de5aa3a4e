"""What a model may not make up: numbers, addresses and quoted words come from what it was shown (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.coaching.themes import terms_of

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_LINK = re.compile(r"https?:|www\.|[\w.+-]+@[\w-]+\.\w")
_SITE = re.compile(r"(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?!\w)")
_QUOTED = re.compile(r"[“\"„«]([^”\"“»]{3,})[”\"“»]")
_SEPARATORS = re.compile(r"[.,:]")
_ENOUGH_WORDS = 2
"""Telling words that a sentence shares with the note that says it, where it cites another one."""


def is_invented(text: str, told: Iterable[str]) -> bool:
    """Return whether a text has a number, an address or a quotation that is in none of the given texts."""
    known = " ".join(told)
    return has_foreign_address(text, known) or _has_new_number(text, known) or _has_new_quote(text, known)


def is_miscited(text: str, cited: Iterable[str], others: Iterable[str], names: Iterable[str]) -> bool:
    """Return whether no telling word of a sentence is in the notes that it cites, but some are in another.

    Names tell nothing, as they stand everywhere. What stands nowhere, as in another language, is not judged.
    """
    known = terms_of(" ".join(names)).keys()
    told = terms_of(text).keys() - known
    if told & terms_of(" ".join(cited)).keys():
        return False
    return any(len(told & terms_of(other).keys()) >= _ENOUGH_WORDS for other in others)


def has_foreign_address(text: str, known: str) -> bool:
    """Return whether a text has a link, an e-mail address or a site's name that was not given."""
    return any(
        found[0].casefold() not in known.casefold()
        for pattern in (_LINK, _SITE)
        for found in pattern.finditer(text)
    )


def _has_new_number(text: str, known: str) -> bool:
    return not _numbers(text, whole=True) <= _numbers(known)


def _numbers(text: str, *, whole: bool = False) -> set[str]:
    """Numbers without separators and leading zeros; of a date or an amount the parts, too, unless `whole`."""
    found: set[str] = set()
    for match in _NUMBER.findall(text):
        parts = [] if whole else _SEPARATORS.split(match)
        found |= {each.lstrip("0") for each in (_SEPARATORS.sub("", match), *parts)}
    return found


def _has_new_quote(text: str, known: str) -> bool:
    even = _even(known)
    return any(_even(quote).rstrip(".,;:!?") not in even for quote in _QUOTED.findall(text))


def _even(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split()).casefold()
