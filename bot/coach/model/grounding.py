"""What a model may not make up: names, numbers, addresses and quotes come from what it was shown (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.coach.rules.lexicon import lexicon
from bot.core.coaching.themes import terms_of
from bot.language.names import fold
from bot.language.unseen import even

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# Each begins where a run of letters begins and gives none of them back: a long run costs its length once.
_LINK = re.compile(
    r"(?<!\w)\w++://[^\s<>()\[\]|\"]*|(?:mailto|tel):\S*|www\.|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*"
)
_SITE = re.compile(r"(?<![\w@.-])[\w-]++(?:\.[\w-]++)*\.[^\W\d_]{2,}(?![\w-])")
_PING = re.compile(r"<[!@#][^>]*>?|(?<![\w.])@\w[\w.-]*")
_WORD = re.compile(r"\w[\w'\u2019-]*")
_OPENS = re.compile(r"(?:^|[.!?:\u2026\n\u201c\u201e\"(\[\u2022])\s*$")
_QUOTED = re.compile(r"[“\"„«]([^”\"“»„«]{3,})[”\"“»]")
_SEPARATORS = re.compile(r"[.,:]")
_SHORTEST_NAME = 2
_ENOUGH_WORDS = 2
"""Telling words that a sentence shares with the note that says it, where it cites another one."""


def is_invented(text: str, told: Iterable[str]) -> bool:
    """Return whether a text has a name, a number, an address or a quotation that is in none of these texts.

    Both are read in their plain forms: a wide full stop or a wide digit hides nothing.
    """
    text, known = even(text), even(" ".join(told))
    return (
        has_foreign_address(text, known)
        or _has_new_number(text, known)
        or _has_new_quote(text, known)
        or _has_new_name(text, known)
    )


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
    """Return whether a text has a link, an e-mail address, a site's name or a ping that was not given."""
    text, known = even(text).casefold(), even(known).casefold()
    sites = {found[0] for found in _SITE.finditer(known)}
    if any(
        found[0].rstrip(".,;:!?") not in known for found in (*_LINK.finditer(text), *_PING.finditer(text))
    ):
        return True
    return any(
        not any(site == found[0] or site.endswith(f".{found[0]}") for site in sites)
        for found in _SITE.finditer(text)
    )


def _has_new_name(text: str, known: str) -> bool:
    """Return whether somebody is named whom the texts do not name.

    A given name counts wherever it stands with a capital; of other words two with capitals beside one another
    within a sentence, as in "Northwind Energy". One capital alone may be a noun of another language.
    """
    names, held = lexicon(), {fold(word) for word in _WORD.findall(known)}
    held |= {part for word in held for part in re.split(r"['\u2019-]", word)}
    before, was_common = -1, True
    for word in _WORD.finditer(text):
        bare = re.sub(r"['\u2019]s?$", "", word[0])
        parts = [fold(part) for part in re.split(r"['\u2019-]", bare) if part]
        if not word[0][:1].isupper() or fold(bare) in held or all(part in held for part in parts):
            continue
        if any(part in names.given_names - names.names_that_are_words for part in parts[:2]):
            return True
        if _OPENS.search(text[max(0, word.start() - 3) : word.start()]):
            continue
        common = _is_common(parts, names.common)
        if before == word.start() and not (common and was_common):
            return True
        before, was_common = word.end() + 1, common
    return False


def _is_common(parts: list[str], common: frozenset[str]) -> bool:
    return all(part in common or len(part) < _SHORTEST_NAME for part in parts)


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
