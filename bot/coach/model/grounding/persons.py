"""Who is named in a text, by the people of its sources (B2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.terms import terms_in
from bot.coach.rules.lexicon import lexicon
from bot.language.names import short_forms

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is known by which folded word: each word with the people whom it may mean."""

    by_word: dict[str, frozenset[str]]

    def within(self, text: str) -> list[tuple[int, frozenset[str]]]:
        """Return who is named in a text and where; a given name of nobody known is a person of its own."""
        found: list[tuple[int, frozenset[str]]] = []
        names = lexicon()
        for term in terms_in(text):
            if term.word in self.by_word:
                found.append((term.start, self.by_word[term.word]))
            elif (
                text[term.start : term.start + 1].isupper()
                and term.word in names.given_names
                and term.word not in names.names_that_are_words
            ):
                alike = [people for word, people in self.by_word.items() if _may_be(term.word, word)]
                found.append((term.start, alike[0] if alike else frozenset({term.word})))
        return found


def _may_be(short: str, word: str) -> bool:
    return min(len(short), len(word)) >= _SHORTEST and (word.startswith(short) or short.startswith(word))


def persons_of(sources: Iterable[GroundSource]) -> Persons:
    """Return the people of the sources by the words of their names."""
    found: dict[str, set[str]] = {}
    for person in {person for source in sources for person in source.people}:
        words = [term.word for term in terms_in(person)]
        for word in (*words, *(short for each in words[:1] for short in short_forms(each))):
            found.setdefault(word, set()).add(person)
    return Persons({word: frozenset(people) for word, people in found.items()})
