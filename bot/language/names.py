"""The parts of a written name, and when two spellings are one (B1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.language.jobs import JOB_WORDS, JOBS_BEFORE_NAMES, SENIORITY, SHORT_JOBS
from bot.language.likeness import one_edit
from bot.language.short_names import SHORT_FORMS
from bot.language.unseen import without_unseen

_FOREIGN = "łøđðþßæœ\u0131\u2019"
_LETTERS = str.maketrans(
    dict(zip(_FOREIGN, ("l", "o", "d", "d", "th", "ss", "ae", "oe", "i", "'"), strict=True))
)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text with spaces between them."""
    return frozenset(text.split())


_TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau hr fr dipl-ing ing mag phd md "
    "monsieur madame mme mlle dona senor senora sr sra sig signor signora dott dottore eng captain capt "
    "dra drs ir mgr sheikh datuk tan-sri"
)
_AFTER = word_set(
    "jr sr ii iii iv phd md dds jd llm mba esq msc bsc bba cpa cfa pmp obe cbe mbe frcs dphil dba meng "
    "beng ra mag ing dipl-ing ret"
)
_ROMAN = word_set("ii iii iv v vi")
_SHORT_JOBS = word_set(SHORT_JOBS)
_JOBS_BEFORE = _SHORT_JOBS | word_set(JOBS_BEFORE_NAMES)
_JOBS = _SHORT_JOBS | word_set(JOB_WORDS)
_SENIORITY = word_set(SENIORITY)
PARTICLES = word_set(
    "van von de der den del della di da dos du la le ten ter bin ibn al el bint ap af av zu zur y e san st"
)
"""Small words inside family names: van der Berg, bin Salman, de la Cruz."""
_MORE_PARTICLES = PARTICLES | word_set("das do les ibn binti zum vom i dalla dal degli abu ould ait")
"""Particles, and those that are ordinary words elsewhere, which count inside names alone: Carod i Rovira."""
_NO_FIRST_PARTICLES = word_set("al e i y san do das ait")
"""Particles with which no family name begins that stands alone, or that are given names, too."""
_BESIDE = re.compile(
    r"\([^()]{1,80}\)|\[[^\[\]]{1,80}\]|\"[^\"]{1,80}\"|\u201c[^\u201d]{1,80}\u201d|"
    r"(?<=\s)['\u2018][^'\u2019]{1,80}['\u2019](?=\s)"
)
"""A second name in brackets or quotes: Jenny Baker (Johnson), William "Bill" Carter."""


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
    if text.isascii():
        return text.lower()
    lowered = without_unseen(text).casefold().translate(_LETTERS)
    kept = (c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(kept).casefold())


def second_names(written: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without what stands in brackets or quotes, and what stands there."""
    beside = tuple(inside for found in _BESIDE.findall(written) if (inside := found[1:-1].strip()))
    bare = " ".join(_BESIDE.sub(" ", written).split()).strip(" ,")
    return (bare, beside) if bare else (written, ())


def split_name(written: str) -> NameParts:
    """Title, given name and family name; "Ruiz, Ana" is turned round, a lone word is a given name."""
    words = _words(spoken_order(fold(second_names(written)[0])))
    titles: list[str] = []
    while words and words[0] in _TITLES and (len(words) > 1 or not titles):
        titles.append(words.pop(0))
    words = _without_leading_job(words)
    while len(words) > 1 and words[-1] in _AFTER:
        words.pop()
    if not words:
        return NameParts("", titles[-1] if titles else "", "", tuple(titles[-1:]))
    given, family = _given_and_family(words, bool(titles))
    return NameParts(" ".join(titles), given, family, tuple(words))


def is_honorific(written: str) -> bool:
    """Return whether words before a name are a form of address ("Mr", "Prof. Dr.") and no job."""
    words = _words(fold(written))
    return bool(words) and all(word in _TITLES for word in words)


def is_job(written: str) -> bool:
    """Return whether words say what somebody does: "VP Supply", "head of procurement", "CFO"."""
    words = re.findall(r"[^\s,/()]+", fold(written).replace(".", ""))
    return any(word in _JOBS for word in words)


def short_forms(given: str) -> frozenset[str]:
    """Other forms of a given name, both ways: "liz" and "elizabeth" are forms of each other."""
    return _short_form_table().get(given, frozenset())


def one_slip(a: str, b: str) -> bool:
    """Return whether two words of four letters or more differ by one letter after the first, or by a swap."""
    return min(len(a), len(b)) >= 4 and a[0] == b[0] and one_edit(a, b)


def spoken_order(written: str, *, turns_long: bool = True) -> str:
    """Return a name as it is spoken: without a job or suffix behind it, "Ruiz, Ana" turned round.

    With `turns_long` that is done with more words before the comma, too: "Ruiz López, Ana", where "Ana Ruiz,
    Northwind" may be meant as well.
    """
    first, *rest = [part.strip() for part in written.split(",")]
    kept = [part for part in rest if part and not _is_behind(fold(part), fold(first), alone=len(rest) == 1)]
    turns = turns_long or " " not in first or fold(first).split()[0] in _MORE_PARTICLES
    if len(kept) == 1 and first and not turns:
        return f"{first}, {kept[0]}"
    words = (" ".join([*kept, first]) if len(kept) == 1 and first else " ".join([first, *kept])).split()
    while len(words) > 2 and fold(words[-1]).replace(".", "") in _AFTER:
        words.pop()
    return " ".join(words)


def _is_behind(part: str, first: str, *, alone: bool) -> bool:
    """Return whether what stands behind a comma is no part of the name: "Jr.", "MBA", "head of sales"."""
    words = [word.replace(".", "") for word in part.split()]
    if all(word in _AFTER for word in words):
        return True
    if all(word in _ROMAN for word in words) and (" " in first or not alone):
        return True
    return " " in first and is_job(part)


def _words(folded: str) -> list[str]:
    """Return the words of a name; letters with dots are one word where they are a title: "Ph.D."."""
    words: list[str] = []
    for raw in folded.replace(",", " ").replace("tan sri ", "tan-sri ").split():
        joined = raw.replace(".", "")
        parts = [joined] if joined in _TITLES or joined in _AFTER else raw.replace(".", " ").split()
        words.extend(word for part in parts if (word := part.strip("'\"()")))
    return words


def _without_leading_job(words: list[str]) -> list[str]:
    """Return the words of a name without the job before it: "cfo lars holm"."""
    start = 0
    while start < len(words) - 1 and words[start] in _JOBS_BEFORE | _SENIORITY:
        start += 1
    return words[start:] if any(word in _JOBS_BEFORE for word in words[:start]) else words


def _given_and_family(words: list[str], titled: bool) -> tuple[str, str]:
    if len(words) == 1:
        return ("", words[0]) if titled else (words[0], "")
    if words[0] in _MORE_PARTICLES and words[0] not in _NO_FIRST_PARTICLES:
        return "", " ".join(words)
    start = next((i for i, word in enumerate(words[1:-1], 1) if word in _MORE_PARTICLES), len(words) - 1)
    if start > 1 and words[start] in ("i", "y", "e"):
        start -= 1
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


def words_that_name(names: Iterable[str]) -> frozenset[str]:
    """Return the words of which each names one of these people, first names and short forms included."""
    words = {word for name in names for word in words_of(name)}
    return frozenset(words | {short for word in words for short in short_forms(word)})


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text without case and accents, "Zoë's" also as "zoe" and "s"."""
    return frozenset(re.findall(r"\w+", fold(text))) | frozenset(fold(text).split())


def name_key(name: str) -> str:
    """Return a name for comparison: folded, without marks."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())


def possessive(name: str) -> str:
    """Return a name as that of whom something is: "Ana's", "Vantage Foods'"."""
    return f"{name}'" if name[-1:] in ("s", "S") else f"{name}'s"


def with_name(text: str, slot: str, name: str) -> str:
    """Return a text with a name in the place of `{slot}`; what is theirs is written as people write it."""
    return text.replace(f"{{{slot}}}'s", possessive(name)).replace(f"{{{slot}}}", name)
