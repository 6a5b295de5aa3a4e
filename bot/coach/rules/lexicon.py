"""The words that the rules know, read once from the knowledge folder."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from bot.coach.rules.word_files import read_words
from bot.config import data_root
from bot.language.names import fold


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of folded words: names, ordinary words, and cues by their name in cues.yaml."""

    given_names: frozenset[str]
    names_that_are_words: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    person_verbs: frozenset[str]
    before_person: frozenset[str]
    before_company: frozenset[str]
    company_words: frozenset[str]
    trades: frozenset[str]
    """Last words of companies' names in many languages, which end no family name."""
    legal_forms: frozenset[str]
    places: frozenset[str]
    products: frozenset[str]
    family_names: frozenset[str]
    toward_places: frozenset[str]
    moving_verbs: frozenset[str]
    parts_of_companies: frozenset[str]
    company_states: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words of the project's own knowledge folder."""
    return read_lexicon(data_root("knowledge"))


def read_lexicon(folder: Path) -> Lexicon:
    """Read the words of a knowledge folder; raises OSError or KeyError where a file or a list is missing."""
    cues = read_words(folder / "cues.yaml")
    lists = [field.name for field in fields(Lexicon) if field.name in cues]
    return Lexicon(
        given_names=_words(folder / "words" / "given-names.txt"),
        names_that_are_words=_words(folder / "words" / "given-names-that-are-words.txt"),
        common=_words(folder / "words" / "common.txt") | frozenset(fold(cues["also_common"]).split()),
        **{name: frozenset(fold(cues[name]).split()) for name in lists},
    )


def _words(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
