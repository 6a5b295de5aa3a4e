"""Names the member knows already, found whatever their case, accents or small slips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.text import Word, read
from bot.core.naming import company_key
from bot.language.likeness import one_edit
from bot.language.names import fold, short_forms, split_name

_CLOSE = 85
"""How alike two words must be (rapidfuzz ratio, 0 to 100) to count as one misspelt."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Known names: whole ones by their first word, and the single words that stand for a person."""

    people: dict[str, tuple[tuple[str, ...], ...]]
    companies: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    person_words: frozenset[str]


def index_names(people: tuple[str, ...], companies: tuple[str, ...]) -> NameIndex:
    """Return an index of the known names."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    single: set[str] = set()
    for name in people:
        parts = split_name(name)
        if len(parts.words) > 1:
            by_first.setdefault(parts.words[0], []).append(parts.words)
        single.update(part for part in (parts.given, *parts.family.split()[-1:]) if len(part) > 1)
        single.update(short_forms(parts.given))
    firms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for company in companies:
        for key in {fold(company), company_key(company)}:
            words = tuple(word.folded.rstrip(".") for word in read(key).words)
            if words:
                firms.setdefault(words[0], []).append((words, company))
    return NameIndex(
        {first: tuple(sorted(names, key=len, reverse=True)) for first, names in by_first.items()},
        {first: tuple(sorted(set(names), key=lambda n: -len(n[0]))) for first, names in firms.items()},
        frozenset(single),
    )


def with_known(lexicon: Lexicon, known: NameIndex, words: Iterable[Word]) -> Lexicon:
    """Return the lexicon with the known people's names, and with slips of them that stand in the message."""
    meant = known.person_words | slips(known, words, lexicon)
    if not meant:
        return lexicon
    soft = {word for word in meant if word in lexicon.common}
    return replace(
        lexicon,
        given_names=lexicon.given_names | (meant - soft),
        names_that_are_words=lexicon.names_that_are_words | soft,
    )


def people_at(words: Sequence[Word], known: NameIndex) -> list[tuple[int, int]]:
    """Return where known full names stand, as first and last word."""
    found = []
    for at, word in enumerate(words):
        for name in known.people.get(word.folded.rstrip("."), ()):
            if _stands(words, at, name):
                found.append((at, at + len(name) - 1))
                break
    return found


def companies_at(words: Sequence[Word], known: NameIndex, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Return where known companies stand, as first and last word and the name as it is known."""
    found = []
    for at, word in enumerate(words):
        for name, company in known.companies.get(word.folded.rstrip("."), ()):
            sure = len(name) > 1 or word.capital or word.folded not in lexicon.common
            if sure and _stands(words, at, name):
                found.append((at, at + len(name) - 1, company))
                break
    return found


def _stands(words: Sequence[Word], at: int, name: tuple[str, ...]) -> bool:
    here = words[at : at + len(name)]
    return len(here) == len(name) and all(
        word.folded.rstrip(".") == part.rstrip(".") for word, part in zip(here, name, strict=True)
    )


def slips(known: NameIndex, words: Iterable[Word], lexicon: Lexicon) -> frozenset[str]:
    """Return the words of a message that are a known person's name with one slip."""
    choices = [word for word in known.person_words if len(word) >= 4]
    if not choices:
        return frozenset()
    candidates = {
        word.folded
        for word in words
        if len(word.folded) >= 4
        and word.folded not in lexicon.common
        and word.folded not in known.person_words
    }
    close = set()
    for candidate in candidates:
        near = process.extractOne(candidate, choices, score_cutoff=_CLOSE)
        if near is not None and near[0][0] == candidate[0] and one_edit(candidate, near[0]):
            close.add(candidate)
    return frozenset(close)
