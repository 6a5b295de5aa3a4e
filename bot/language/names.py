"""The parts of a written name, and when two spellings are one (B1)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.language.likeness import one_edit
from bot.language.short_names import SHORT_FORMS

_FOREIGN = "łøđðþßæœ\u0131\u2019"
_LETTERS = str.maketrans(
    dict(zip(_FOREIGN, ("l", "o", "d", "d", "th", "ss", "ae", "oe", "i", "'"), strict=True))
)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text with spaces between them."""
    return frozenset(text.split())


_TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau hr fr dipl-ing ing mag phd md "
    "monsieur madame mme mlle don dona senor senora sr sra sig signor signora dott dottore eng captain capt"
)
_AFTER = word_set("jr sr ii iii iv phd md mba esq msc bsc cpa")
PARTICLES = word_set(
    "van von de der den del della di da dos du la le ten ter bin ibn al el bint ap af av zu zur y e san st"
)
"""Small words inside family names: van der Berg, bin Salman, de la Cruz."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name as its parts, folded: `words` are all but titles; `family` keeps its particles."""

    title: str
    given: str
    family: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The whole name for comparison."""
        return " ".join(self.words)


def fold(text: str) -> str:
    """Lower case without accents, so that "Łukasz" and "lukasz" are one; other scripts stay."""
    lowered = text.casefold().translate(_LETTERS)
    kept = (c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(kept).casefold())


@lru_cache(maxsize=8192)
def split_name(written: str) -> NameParts:
    """Title, given name and family name; "Ruiz, Ana" is turned round, a lone word is a given name."""
    folded = fold(written)
    if folded.count(",") == 1:
        before, after = (part.strip() for part in folded.split(","))
        if after and after.strip(".") not in _AFTER:
            folded = f"{after} {before}"
    words = [word for raw in re.split(r"[\s,]+", folded.replace(".", " ")) if (word := raw.strip("'\"()"))]
    titles: list[str] = []
    while words and words[0] in _TITLES and (len(words) > 1 or not titles):
        titles.append(words.pop(0))
    while len(words) > 1 and words[-1] in _AFTER:
        words.pop()
    if not words:
        return NameParts("", titles[-1] if titles else "", "", tuple(titles[-1:]))
    given, family = _given_and_family(words, bool(titles))
    return NameParts(" ".join(titles), given, family, tuple(words))


def short_forms(given: str) -> frozenset[str]:
    """Other forms of a given name, both ways: "liz" and "elizabeth" are forms of each other."""
    return _short_form_table().get(given, frozenset())


def one_slip(a: str, b: str) -> bool:
    """Return whether two words of four letters or more differ by one letter after the first, or by a swap."""
    return min(len(a), len(b)) >= 4 and a[0] == b[0] and one_edit(a, b)


def _given_and_family(words: list[str], titled: bool) -> tuple[str, str]:
    if len(words) == 1:
        return ("", words[0]) if titled else (words[0], "")
    if words[0] in PARTICLES and words[0] not in ("al", "e", "y", "san"):
        return "", " ".join(words)
    start = next((i for i, word in enumerate(words[1:-1], 1) if word in PARTICLES), len(words) - 1)
    return words[0], " ".join(words[start:])


@lru_cache(maxsize=1)
def _short_form_table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in SHORT_FORMS.split(";"):
        full, *shorts = group.split()
        for short in shorts:
            table.setdefault(full, set()).add(short)
            table.setdefault(short, set()).add(full)
    return {name: frozenset(forms) for name, forms in table.items()}
