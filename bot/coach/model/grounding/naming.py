"""People, companies and places of a sentence that its sources do not name (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.coach.model.grounding.terms import is_close, is_like, terms_in
from bot.coach.model.grounding.words import grounding_words
from bot.coach.rules.lexicon import lexicon
from bot.language.names import fold, short_forms, word_set, words_of

_WORD = re.compile(r"\w[\w'\u2019&-]*(?:\.(?=\w\.?(?:\s|$)))?")
_OPENS = re.compile(r"(?:^|[.!?:\u2026\n\u201c\u201e\"(\[\u2022]|\s[-\u2013\u2014])\s*$")
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december mon tue tues wed thu thur thurs fri sat sun jan "
    "feb mar apr jun jul aug sep sept oct nov dec christmas easter xmas i i'm i'd i'll i've ok q1 q2 q3 "
    "q4 h1 h2 spring summer autumn winter english"
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "is",
        "was",
        "are",
        "has",
        "have",
        "and",
        "in",
        "on",
        "at",
        "for",
        "with",
        "by",
        "you",
        "your",
        "not",
        "that",
        "will",
        "be",
        "who",
        "as",
        "from",
    ]
)
_SHORTEST = 3
_LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The folded words of the sources, and their first letters in order."""

    words: frozenset[str]
    initials: str
    """The first letters of all words in order, by which an acronym is known."""


def known_names(texts: Iterable[str]) -> KnownNames:
    """Return what a text may name: each word of these texts and every usual short form of it."""
    texts = list(texts)
    words = {part for text in texts for part in _parts(text)}
    letters = " ".join("".join(term.word[0] for term in terms_in(text)) for text in texts)
    return KnownNames(frozenset(words), letters)


def new_name(text: str, known: KnownNames) -> str:
    """Return the first name of a text that is not known, empty where all are.

    A given name counts wherever it stands with a capital. In an English sentence every other word with a
    capital counts, unless it opens the sentence; elsewhere two beside one another, as nouns have capitals.
    """
    is_english = len(_ENGLISH & {word.casefold() for word in re.findall(r"\w+", text)}) > 0
    before, was_common, written_before = -1, True, ""
    for match in _WORD.finditer(text):
        written = re.sub(r"['\u2019]s?$", "", match[0]).rstrip(".")
        if not written[:1].isupper() or _is_known(written, known):
            continue
        given = fold(re.split(r"['\u2019-]", written)[0])
        if given in lexicon().given_names and given not in lexicon().names_that_are_words:
            return written
        if _OPENS.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        common = _is_ordinary(written, known)
        if is_english and not common:
            return written
        if before == match.start() and not (common and was_common):
            return f"{written_before} {written}".strip()
        before, was_common, written_before = match.end() + 1, common, written
    return ""


def _parts(text: str) -> set[str]:
    words = {fold(word).strip("'\u2019.") for word in _WORD.findall(text)} | words_of(text)
    return words | {part for word in words for part in re.split(r"['\u2019&-]", word) if part}


def _is_known(written: str, known: KnownNames) -> bool:
    folded = fold(written)
    parts = [part for part in re.split(r"['\u2019&-]", folded) if part]
    return _is_known_word(folded, known) or (
        bool(parts) and all(_is_known_word(part, known) for part in parts)
    )


def _is_known_word(word: str, known: KnownNames) -> bool:
    if word in known.words or word in _CALENDAR or word.isdigit():
        return True
    if len(word) == 1:
        return any(other.startswith(word) for other in known.words)
    if short_forms(word) & known.words or any(word in short_forms(other) for other in known.words):
        return True
    expansion = grounding_words().abbreviations.get(word, frozenset())
    if expansion and any(part in known.words for part in expansion):
        return True
    if any(word in _abbreviated().get(other, ()) for other in known.words):
        return True
    if len(word) <= _LONGEST_ACRONYM and word in known.initials:
        return True
    return _is_part(word, known.words)


def _is_part(word: str, words: frozenset[str]) -> bool:
    """Return whether a word is the beginning of a known one or goes on where one ends: Kett., Germany's."""
    if len(word) <= _SHORTEST:
        return False
    return any(
        len(other) > _SHORTEST
        and (other.startswith(word) or word.startswith(other))
        and abs(len(other) - len(word)) <= 8
        for other in words
    )


@lru_cache(maxsize=1)
def _abbreviated() -> dict[str, frozenset[str]]:
    return dict(grounding_words().abbreviations)


def _is_ordinary(written: str, known: KnownNames) -> bool:
    """Return whether a word is no name in spite of its capital: a job, a common word, a known one."""
    word, names = fold(written), lexicon()
    if word in grounding_words().plain or any(is_close(word, other) for other in known.words):
        return True
    if word in names.roles or word in names.titles or word in names.parts_of_companies:
        return any(is_like(word, other) for other in known.words) or word in names.titles
    return word in names.common
