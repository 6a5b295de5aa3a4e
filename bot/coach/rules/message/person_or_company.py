"""Whether a name that the reader found is a person's or a company's, by the words around it (B1)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.coach.reader.reading import NameSpan
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.company_deeds import acts_as_company
from bot.coach.rules.message.name_places import rather_company
from bot.coach.rules.message.no_names import EVENT_BEHIND, EVENTS, NO_NAMES, is_acronym
from bot.coach.rules.message.scene import NamePlace, PersonPlace
from bot.coach.rules.message.trades import HOUSE, HOUSE_LAST, ends_in_trade
from bot.core.naming import company_key
from bot.language.names import fold, split_name

_FEWEST_LETTERS = 2
_RATHER, _PERHAPS = 0.03, 0.25
_ABOUT_AS_WELL = 0.2
IN_BRACKETS = 0.15
"""How probable a company has to be in brackets behind a person."""
OF_BOTH = re.compile(r"\s?\((?:both|all) (?:of |at |from )?$", re.IGNORECASE)
"""Words before the company of several people: "Max and May (both Lumen)"."""
_APPOSED_ENDS = re.compile(r"\s*(?:[.,;:)\n(-]|\s[\u2013\u2014-]|$)")
"""What follows a company that stands behind a name: "Ana Ruiz, Helio Pumps - wants a quote"."""
_FROM = re.compile(
    r"(?:\s\([^)\n]{1,40}\)|\)|['\u2019]s)?,?\s*(?:\b(?:from|of|at)\s+|@\s*|[|\t]\s*)(?:the\s+)?",
    re.IGNORECASE,
)
_AT_BEHIND = re.compile(r" (?:at|of|@) ?(?:the )?[A-Z]")
"""What follows whoever works somewhere: "a car from Lars at Lumen"."""
_RIVALS = re.compile(
    r"\b(?:(?:benchmark|compar|stack)\w*\s+(?:us|me)\s+(?:up\s+)?(?:with|to|against)\s+|(?:comp|competitors?|competition|incumbents?|rivals?)(?:\s*[:=]\s*|\s+(?:is|are|was|called|named)\s+))"
    r"(?:[\w&.-]+(?: [\w&.-]+)?\s*(?:,|/|\+|and|&)\s*){0,3}$",
    re.IGNORECASE,
)
"""Words before the names of other suppliers: "comp: Velnar, Hexamont"."""


def is_company(
    text: str, span: NameSpan, person: PersonPlace, last: PersonPlace | None, lexicon: Lexicon
) -> bool:
    """Return whether a name is a company's; `last` is who was named before it."""
    if fold(person.written) in lexicon.given_names and _AT_BEHIND.match(text, person.end):
        return False
    if not person.honorific and _is_named_so(text, span, person, lexicon):
        return True
    if acts_as_company(text, person, lexicon):
        return True
    behind = last is not None and _FROM.fullmatch(text, last.end, person.start) is not None
    between = text[last.end : person.start] if last is not None else ""
    if between == " and " and _wavers(span) and fold(person.written).split()[-1] in lexicon.family_names:
        return False
    bracket = between == " (" or OF_BOTH.fullmatch(between)
    named_after = last is not None and between == " (" and _shares_a_word(last.written, person.written)
    likely = bool(bracket) and (span.as_company > IN_BRACKETS or named_after)
    apposed = (
        last is not None
        and between in (", ", " - ", " @ ", " @")
        and _is_apposed(text, span, person, last, lexicon)
    )
    rival = _RIVALS.search(text, max(0, person.start - 60), person.start) is not None
    given = " " in person.written and fold(person.written.split()[0]) in lexicon.given_names
    return behind or likely or rival or apposed or rather_company(text, span, person, is_given=given)


def may_be_company(
    text: str,
    company: NamePlace,
    words: Sequence[str],
    companies: Sequence[NamePlace],
    known: Collection[str],
    lexicon: Lexicon,
) -> bool:
    """Return whether a company may be called so: no job, no single letter, no ordinary words in lower case.

    `companies` are those found before it, `known` the keys of those that the member knows.
    """
    if set(words) <= lexicon.roles or len(company.written.strip(".")) < _FEWEST_LETTERS:
        return False
    if " " not in company.written and _is_site(text, company, companies, known):
        return False
    if set(fold(company.written).split()) <= NO_NAMES:
        return False
    is_event = fold(company.written).split()[-1] in EVENTS or EVENT_BEHIND.match(text, company.end)
    if is_acronym(company.written) or is_event:
        return company_key(company.written) in known
    ordinary = company.written == company.written.lower() and set(words) <= lexicon.common
    return not ordinary or _FROM.search(text, max(0, company.start - 12), company.start) is not None


def _is_named_so(text: str, span: NameSpan, person: PersonPlace, lexicon: Lexicon) -> bool:
    """Whether a name ends as companies' do: "Donau Kabel", "Thomas Frost & Partner"."""
    words = fold(person.written).split()
    first = words[0]
    is_given = first in lexicon.given_names and first not in lexicon.common
    is_firm = len(words) > 1 and words[-1] in lexicon.company_words and span.as_company > _PERHAPS
    return (
        HOUSE.match(text, person.end) is not None
        or HOUSE_LAST.search(person.written) is not None
        or (is_firm and not is_given)
        or (ends_in_trade(person.written, lexicon) and (not is_given or span.as_company > _RATHER))
    )


def _wavers(span: NameSpan) -> bool:
    """Whether the reader takes a name about as well for a person's as for a company's."""
    return abs(span.as_company - span.as_person) < _ABOUT_AS_WELL


def _shares_a_word(name: str, other: str) -> bool:
    """Whether a name has a word of another, and one beside it: "Arnaud Optique" of Celine Arnaud."""
    words, others = set(fold(name).split()), set(fold(other).split())
    return bool(words & others) and not others <= words


def _is_apposed(text: str, span: NameSpan, person: PersonPlace, last: PersonPlace, lexicon: Lexicon) -> bool:
    """Whether a name right behind a person is where they work: "Marit Holm, Lofoten Cranes - ..."."""
    words = split_name(person.written).words
    if not (" " in last.written or last.honorific) or len(words) < _FEWEST_LETTERS:
        return False
    is_given = words[0] in lexicon.given_names or words[0] in lexicon.names_that_are_words
    if is_given or person.honorific:
        return False
    if words[-1] in lexicon.family_names:
        return False
    things = {word for word in words[1:] if word in lexicon.company_words or word.endswith("s")}
    named = any(word in lexicon.common or word in lexicon.company_words for word in things)
    return (named or span.as_company > _RATHER) and _APPOSED_ENDS.match(text, person.end) is not None


def _is_site(text: str, company: NamePlace, companies: Sequence[NamePlace], known: Collection[str]) -> bool:
    """Whether a word right behind a company is its town: "Visited Lumen, Indore."."""
    before = text[company.start - 2 : company.start] == ", "
    behind = before and any(one.end == company.start - 2 for one in companies)
    return (
        behind
        and company_key(company.written) not in known
        and text[company.end : company.end + 1] in (".", ")")
    )
