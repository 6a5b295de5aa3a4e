"""B2: whose role a question asks for, and whether a title says a role that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.language.asking import KnownPerson, read_question, speaks_of, stem, stems
from bot.language.courtesy import bare_line
from bot.language.names import word_set

_ROLE_OF = re.compile(
    r"^(?:what(?:'s| is|s)? (?:the )?(?:\S+ ){0,3}?(?:current |exact )?"
    r"(?:role|job|title|job title|position|function)"
    r"|what (?:does|do) (?:\S+ ){1,3}?do(?: for (?:a living|work))?"
    r"|what (?:role|job|title|position) (?:does|has|is) (?:\S+ ){1,3}?(?:have|hold|in)?"
    r"|what (?:does|do) (?:\S+ ){1,3}?work as)"
    r"(?: (?:of|at|in|with|for) .+)?$",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r"^who(?:'s| is|s) ", re.IGNORECASE)
_PHONE = re.compile(
    r"\b(?:phone|telephone|mobile|cell)(?: number| no)?$|\bnumber$|\bphone number\b", re.IGNORECASE
)
_PHONE_STEMS = frozenset(map(stem, ("phone", "telephone", "mobile", "cell", "number", "reach", "contact")))
_EMAIL = re.compile(r"\be-?mail(?: address)?$|\bmail address$", re.IGNORECASE)
_EMAIL_STEMS = frozenset(map(stem, ("email", "e-mail", "mail", "address", "contact")))
_BIRTHDAY = re.compile(
    r"\b(?:birth|b-?)day(?: again)?$|\bborn$|\bdate of birth$"
    r"|^when does .+ have (?:a |her |his |their )?(?:birth|b-?)day$",
    re.IGNORECASE,
)
_BIRTHDAY_STEMS = frozenset(map(stem, ("birthday", "bday", "b-day", "b", "born", "birth", "date", "day")))
_CHIEFS = {
    "ceo": ("chief executive", "managing director"),
    "cfo": ("chief financial", "finance director"),
    "cto": ("chief technology",),
    "coo": ("chief operating",),
    "cio": ("chief information",),
    "cpo": ("chief procurement",),
    "hr": ("human resources",),
    "it": ("information technology",),
}
"""Short names of roles, and the words that a title has all of where it says the same."""
_ALSO = {
    "procurement": word_set("purchasing buyer buying sourcing"),
    "purchasing": word_set("procurement buyer buying sourcing"),
    "sales": word_set("selling account commercial"),
    "finance": word_set("financial controller cfo treasurer"),
    "engineering": word_set("engineer"),
    "operations": word_set("ops operating coo"),
    "marketing": word_set("cmo"),
    "legal": word_set("counsel lawyer"),
    "logistics": word_set("supply transport warehouse"),
}
"""Other words, of which a title has one where it says the same."""


FactField = Literal["title", "phone", "email", "birthday"]


@dataclass(frozen=True, slots=True)
class FactAsked:
    """Which plain fact a question asks for of the people whom it names: the field of a contact."""

    field: FactField


def fact_asked(question: str, known: Sequence[KnownPerson], today: date) -> FactAsked | None:
    """Return the fact that a question asks for, and nothing else; None for any other question.

    "What is Ana's role?" and "Who is Ana?" ask for the title, "Bo's phone number?" for the number.
    """
    words = bare_line(question)
    asked = read_question(words, known, today)
    if _ROLE_OF.match(words) or (_WHO_IS.match(words) and not asked.terms):
        return FactAsked("title")
    if _PHONE.search(words) and asked.terms <= _PHONE_STEMS:
        return FactAsked("phone")
    if _BIRTHDAY.search(words) and asked.terms <= _BIRTHDAY_STEMS:
        return FactAsked("birthday")
    return FactAsked("email") if _EMAIL.search(words) and asked.terms <= _EMAIL_STEMS else None


def is_short_role(words: str) -> bool:
    """Return whether these words are a role by themselves, as people call it: "CFO", "procurement"."""
    return words.casefold() in _CHIEFS or words.casefold() in _ALSO


def has_role(title: str, role: str) -> bool:
    """Return whether a title says a role, as it is asked for: "Purchasing Manager" is in procurement."""
    held = stems(title)
    return bool(held) and bool(role.strip()) and all(_says_role(word, held) for word in role.split())


def _says_role(word: str, held: frozenset[str]) -> bool:
    short, bare = word.casefold(), stem(word)
    whole = (frozenset(map(stem, form.split())) for form in _CHIEFS.get(short, ()))
    if short in _CHIEFS:
        return bare in held or any(form <= held for form in whole)
    if short in _ALSO:
        return bare in held or not held.isdisjoint(map(stem, _ALSO[short]))
    return speaks_of(bare, held)
