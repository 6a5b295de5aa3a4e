"""A person's whole name, where the reader stopped before its end or began behind its first word (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.name_places import NEXT_NAME
from bot.coach.rules.message.scene import PersonPlace, Placed, meets_any
from bot.language.names import fold, word_set

_BEFORE_NAME = 24
_NAME_BEFORE = re.compile(r"(?:^|(?<=[\s(:,]))([A-Z][\w'\u2019-]+) $")
_INSIDE = re.compile(r"[a-z&+,] $")
"""What stands before a word in the middle of a sentence, where a capital begins a name."""
_TITLE_BEFORE = re.compile(r"\b((?:Mr|Mrs|Ms|Miss|Mx|Herr|Frau|Dr|Prof|Mme|Sra?|Shri|Smt)\.?) $")
SAYS = word_set(
    "said says told called wants wanted will asked likes sent owes promised is was has and can knows "
    "thinks from at mailed wrote rang replied confirmed"
)
"""Words that speak of somebody whose name stands before them."""


def in_full(
    text: str,
    person: PersonPlace,
    spans: Sequence[Placed],
    companies: Sequence[Placed],
    lexicon: Lexicon,
) -> PersonPlace:
    """Return a person with the rest of the name where the reader stopped: "Lars" and "Invented"."""
    person = _titled(text, _from_the_first(text, person, spans, companies, lexicon))
    more = NEXT_NAME.match(text, person.end)
    if more is None or text.isupper() or meets_any(companies, person.end, more.end()):
        return person
    word = fold(more.group().strip(" -"))
    if word in lexicon.places or word in SAYS:
        return person
    is_titled = bool(person.honorific) and more.group().startswith(" ") and not word.isdigit()
    if not is_titled and (word in lexicon.roles or meets_any(spans, person.end, more.end())):
        return person
    return replace(person, end=more.end(), written=text[person.start : more.end()])


def _titled(text: str, person: PersonPlace) -> PersonPlace:
    """Return a person with the title that the reader left out: "Mrs." of "Mrs. Baker"."""
    led = None if person.honorific else _TITLE_BEFORE.search(text, max(0, person.start - 12), person.start)
    return replace(person, honorific=led[1]) if led else person


def _from_the_first(
    text: str,
    person: PersonPlace,
    spans: Sequence[Placed],
    companies: Sequence[Placed],
    lexicon: Lexicon,
) -> PersonPlace:
    """Return a person with the first name that the reader left out: "Dev" of "Dev Malhotra"."""
    before = _NAME_BEFORE.search(text, max(0, person.start - _BEFORE_NAME), person.start)
    if before is None or " " in person.written or person.honorific or not person.written[:1].isupper():
        return person
    word, start = fold(before[1]), before.start(1)
    known = word in lexicon.given_names or word in lexicon.names_that_are_words
    none = (lexicon.roles, lexicon.places, lexicon.titles, lexicon.products, lexicon.company_words, SAYS)
    is_word = any(word in each for each in none)
    begins = word in lexicon.common and _INSIDE.search(text, max(0, start - 3), start) is None
    if before[1].isupper() or ((is_word or begins) and not known):
        return person
    if meets_any(spans, start, person.start) or meets_any(companies, start, person.end):
        return person
    return replace(person, start=start, written=text[start : person.end])
