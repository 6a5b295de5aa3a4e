"""Which person belongs to which company, as the words between them say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.text import TokenizedText
from bot.core.coaching.understanding import Mention
from bot.language.names import fold

_FAR = 90
"""How many characters may lie between a person and the company."""
_DIRECT = re.compile(
    r"\s*(?:\(\s*|,\s*)?(?:both |now )?(?:(?:from|at|of|with|@|over at)\s+)?(?:the\s+)?", re.IGNORECASE
)
_LOOSE = re.compile(
    r"[\s,(\-\u2013\u2014]+(?:[\w&'\u2019/.-]+\s+){0,7}?(?:at|of|from|for|@|to|joined)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:left|leav\w+|former\w*|ex|used to|quit|previously|not)\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:joined|join|joins|moved|moves|moving|went|goes|going|switched|switches)\b", re.IGNORECASE
)
_TOGETHER = re.compile(r"\s*(?:,|and|&|\+|,\s*and|with)\s*", re.IGNORECASE)
_COMPANY_FIRST = re.compile(r"(?:['\u2019]s?)?[\s,:(\u2013\u2014-]+(?:[\w&/-]+\s+){0,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Company:
    """A company at a place in the text."""

    name: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person at a place in the text; `last` is the number of the name's last word."""

    written: str
    start: int
    end: int
    sentence: int
    last: int
    title: str = ""
    company: str = ""

    def mention(self) -> Mention:
        """Return the person as a coach reports them."""
        return Mention(self.written, self.start, self.end, self.title, self.company)


def attach(
    message: TokenizedText, people: Sequence[PersonSpan], companies: Sequence[Company], lexicon: Lexicon
) -> list[PersonSpan]:
    """Return the people with their companies and job titles, where the words say so."""
    done = [_with_company(message.text, person, people, companies) for person in people]
    for at in range(len(done) - 1, 0, -1):
        before, after = done[at - 1], done[at]
        between = message.text[before.end : after.start]
        if after.company and not before.company and _TOGETHER.fullmatch(between) and len(between) < 8:
            done[at - 1] = replace(before, company=after.company)
    return [_with_role(message.text, person, lexicon) for person in done]


def _with_company(
    text: str, person: PersonSpan, people: Sequence[PersonSpan], companies: Sequence[Company]
) -> PersonSpan:
    for company in companies:
        if company.sentence != person.sentence or abs(company.start - person.end) > _FAR + len(company.name):
            continue
        if company.start >= person.end and not _anybody_in(people, person.end, company.start):
            between = text[person.end : company.start]
            if _says_belongs(between):
                return replace(person, company=company.name)
        elif not _anybody_in(people, company.end, person.start) and _company_leads(text, company, person):
            return replace(person, company=company.name)
    return person


def _says_belongs(between: str) -> bool:
    if len(between) > _FAR or _PAST.search(between):
        return False
    if _DIRECT.fullmatch(between):
        return between.strip() != ""
    loose = _LOOSE.fullmatch(between)
    if loose is None:
        return False
    moved, last = _MOVED.search(between) is not None, between.split()[-1].lower()
    return last != "from" if moved else last not in ("to", "joined")


def _company_leads(text: str, company: Company, person: PersonSpan) -> bool:
    if company.end > person.start:
        return False
    between = text[company.end : person.start]
    if not _COMPANY_FIRST.fullmatch(between) or _PAST.search(between):
        return False
    before = fold(text[max(0, company.start - 12) : company.start]).strip()
    bracket = between.strip() == "("
    apposition = between.strip() == "," and before.endswith((" of", " at", "for"))
    owns = re.match(r"['\u2019]s?\s", between) is not None
    return bracket or apposition or owns


def _anybody_in(people: Sequence[PersonSpan], start: int, end: int) -> bool:
    return any(start < other.start < end for other in people)


def _with_role(text: str, person: PersonSpan, lexicon: Lexicon) -> PersonSpan:
    if person.title:
        return person
    after = re.match(
        r"\s*[,(]\s*((?:[\w&/-]+\s+){0,4}?[\w&/-]+)\s*(?:,|\)|\bat\b|\bof\b|\bfor\b|\bfrom\b)",
        text[person.end : person.end + 70],
    )
    before = re.search(
        r"\b(?:the|their|our|my|new|['\u2019]s)\s+((?:[\w&/-]+\s+){0,3}[\w&/-]+?),?\s+$",
        text[max(0, person.start - 60) : person.start],
    )
    for match in (after, before):
        if match is not None and lexicon.roles & set(fold(match.group(1)).split()):
            return replace(person, title=match.group(1))
    return person
