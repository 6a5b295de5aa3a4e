"""T5: themes in answers about the future, found by counting words where no model reads them.

Of 28 answers for which the words of the fields were not chosen (tests/features/rounds/future_answers.py), it
joins 13 of the 23 pairs that belong together and 4 that do not; by meaning and shared words alone none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.coaching.understanding import Provenance
from bot.language.question_words import COMMON, NUMBERS

FEWEST = 2
"""Answers that make a theme."""
SIMILAR = 0.45
"""Cosine from which two answers speak of the same thing: a theme is rather missed than made up."""
FEWEST_WORDS = 2
"""Words that two answers share when they speak of the same thing."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Texts that speak of the same thing; `members` are their places in the list that was given, from 0."""

    name: str
    """Empty where they are only close in meaning and share no word."""
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """What answers have in common, the largest theme first."""

    groups: tuple[Theme, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ThemeField:
    """A field of what may come, with the words and phrases that speak of it, in lower case."""

    name: str
    phrases: frozenset[tuple[str, ...]]


def group(
    texts: Sequence[str], vectors: Sequence[Sequence[float]] = (), fields: Sequence[ThemeField] = ()
) -> tuple[Theme, ...]:
    """Find the themes of texts, the largest first; each text is in one at most.

    First by the field of which a text has most words, then, of what is left, by nearness in meaning (unit
    vectors) or by shared words.
    """
    by_field: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        if field := _field_of(text, fields):
            by_field.setdefault(field, []).append(number)
    found = [
        Theme(_name_with_words(name, [texts[m] for m in members], fields), tuple(members))
        for name, members in by_field.items()
        if len(members) >= FEWEST
    ]
    taken = {member for each in found for member in each.members}
    left = [number for number in range(len(texts)) if number not in taken]
    found += _linked_groups([texts[n] for n in left], [vectors[n] for n in left] if vectors else (), left)
    return tuple(sorted(found, key=lambda each: (-len(each.members), each.members)))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _words_of_field(text: str, field: ThemeField) -> list[str]:
    """The words and phrases of a field in a text, as they are written there."""
    words = _words(text)
    return [
        " ".join(phrase)
        for phrase in sorted(field.phrases)
        if any(tuple(words[at : at + len(phrase)]) == phrase for at in range(len(words)))
    ]


def _field_of(text: str, fields: Sequence[ThemeField]) -> str:
    """The field of which a text has most words, the earlier one of two; empty where it has none of any."""
    counts = [(len(_words_of_field(text, field)), -place, field.name) for place, field in enumerate(fields)]
    most = max(counts, default=(0, 0, ""))
    return most[2] if most[0] else ""


def _name_with_words(name: str, texts: Sequence[str], fields: Sequence[ThemeField]) -> str:
    """A field's name with its words that most of the texts share."""
    field = next(each for each in fields if each.name == name)
    counts = Counter(hit for text in texts for hit in _words_of_field(text, field))
    shared = [hit for hit, count in counts.most_common(2) if count >= FEWEST and hit not in name]
    return f"{name}: {', '.join(shared)}" if shared else name


def _linked_groups(
    texts: Sequence[str], vectors: Sequence[Sequence[float]], numbers: Sequence[int]
) -> Iterable[Theme]:
    """Groups around the text that is linked with most others, each named by the words that it shares."""
    terms = [terms_of(text) for text in texts]
    links = {
        (a, b)
        for a in range(len(texts))
        for b in range(a + 1, len(texts))
        if _are_alike(terms[a], terms[b], vectors[a] if vectors else (), vectors[b] if vectors else ())
    }
    left = set(range(len(texts)))
    while left:
        seed = max(sorted(left), key=lambda one: sum(_are_linked(links, one, other) for other in left))
        members = sorted({seed} | {other for other in left if _are_linked(links, seed, other)})
        left -= set(members)
        if len(members) >= FEWEST:
            yield Theme(_name_of([terms[m] for m in members]), tuple(numbers[m] for m in members))


def _are_linked(links: set[tuple[int, int]], a: int, b: int) -> bool:
    return (min(a, b), max(a, b)) in links and a != b


def _are_alike(
    one: dict[str, str], other: dict[str, str], first: Sequence[float], second: Sequence[float]
) -> bool:
    if len(one.keys() & other.keys()) >= FEWEST_WORDS:
        return True
    return bool(first) and sum(x * y for x, y in zip(first, second, strict=True)) >= SIMILAR


def terms_of(text: str) -> dict[str, str]:
    """The words of a text that say what it is about: each as it is compared, and as it was first written."""
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_][\w-]{3,}", text):
        low = word.casefold()
        if low not in COMMON and low not in _EVERYDAY:
            found.setdefault(_stem(low), low)
    return found


_EVERYDAY_WORDS = """
    their they them there these those with from that this have will would could should about into more most
    less than then when what which while after before because must need needs needed years year customers
    customer company still even much many some such only also very being been were other others without within
    over under between through where does doing make makes made take takes coming soon later today tomorrow
    future next last long term find keep going want wants think cannot nobody away press stop stops run runs
    come comes half double plan plans
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split()) | NUMBERS


def _stem(word: str) -> str:
    for ending in ("ization", "ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _name_of(terms: Sequence[dict[str, str]]) -> str:
    """The words that most of the texts share; empty where they share none and are close in meaning alone."""
    counts = Counter(stem for each in terms for stem in each)
    written = {stem: word for each in reversed(terms) for stem, word in each.items()}
    common = [stem for stem, count in counts.most_common(3) if count >= FEWEST]
    return ", ".join(written[stem] for stem in common)
