"""Reads how people are connected out of plain words: "Tomas reports to Ana", "her husband Piet"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.facts.marks import PERSON, Marked
from bot.core.facts.values import TieKind


@dataclass(frozen=True, slots=True)
class TieRead:
    """A tie between two contacts, as a sentence says it; `is_over` where it says that it holds no more."""

    kind: TieKind
    first: str
    second: str
    detail: str = ""
    is_over: bool = False
    is_sure: bool = True


_P = PERSON
_SEVERAL = rf"(?P<several>{_P}(?:(?:,| and|, and|,? as well as) {_P})*)"


@dataclass(frozen=True, slots=True)
class TieRole:
    """What somebody may be to somebody else, as a tie; `is_first` where they are its first end."""

    kind: TieKind
    is_first: bool
    detail: str = ""
    """What the tie says besides."""


ROLES: dict[str, TieRole] = {
    "boss": TieRole(TieKind.REPORTS_TO, False),
    "manager": TieRole(TieKind.REPORTS_TO, False),
    "supervisor": TieRole(TieKind.REPORTS_TO, False),
    "husband": TieRole(TieKind.MARRIED_TO, True, "husband"),
    "wife": TieRole(TieKind.MARRIED_TO, True, "wife"),
    "spouse": TieRole(TieKind.MARRIED_TO, True),
    "assistant": TieRole(TieKind.ASSISTANT_OF, True),
    "secretary": TieRole(TieKind.ASSISTANT_OF, True),
    "pa": TieRole(TieKind.ASSISTANT_OF, True),
    "brother": TieRole(TieKind.SIBLING_OF, True, "brother"),
    "sister": TieRole(TieKind.SIBLING_OF, True, "sister"),
    "mentor": TieRole(TieKind.MENTOR_OF, True),
    "mentee": TieRole(TieKind.MENTOR_OF, False),
}
"""By the word of notes and questions."""
KIND_OF_ROLE = r"(?:(?:new|younger|older|elder|little|big|twin|executive|personal|line|direct|current) )?"
"""A pattern of the words that may stand before a role."""
_ROLE = rf"{KIND_OF_ROLE}(?P<role>{'|'.join(ROLES)})"
_IS = r"(?:,| is(?: called| now)?| is,|:)?"
_OF_ROLE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"@(?P<owner>\d+)@'s? {_ROLE}{_IS} @(?P<person>\d+)@",
        rf"@(?P<person>\d+)@(?:,| is(?: now)?) @(?P<owner>\d+)@'s? {_ROLE}\b",
        rf"@(?P<person>\d+)@(?:,| is(?: now)?) (?:the |an? )?{_ROLE} (?:of|to|for) @(?P<owner>\d+)@",
        rf"\b(?P<pronoun>her|his|their) {_ROLE}{_IS} @(?P<person>\d+)@",
    )
)
_REPORTS = re.compile(
    rf"{_SEVERAL} (?P<over>no longer |used to |doesn't |does not |don't |do not |stopped |formerly )?"
    r"(?:now |both |all |still )?report(?:s|ed|ing)? (?:directly |now |in)?(?:in)?to @(?P<second>\d+)@",
    re.IGNORECASE,
)
_MANAGES = re.compile(rf"@(?P<second>\d+)@ (?:manages|supervises|line-manages) {_SEVERAL}", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"@(?P<first>\d+)@ (?:has |had |kindly |just |once )*(?:introduced|intro'?d|connected|put) (?:me|us) "
    rf"(?:to|with|in touch with|in contact with) {_SEVERAL}",
    re.IGNORECASE,
)
_WAS_INTRODUCED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_SEVERAL},? (?:(?:was|were|got) )?(?:introduced|intro'?d) (?:to (?:me|us) )?by @(?P<first>\d+)@",
        rf"\bintroduced to {_SEVERAL} (?:by|through|via) @(?P<first>\d+)@",
        rf"\b(?:met|know|got to know) {_SEVERAL} (?:through|via|thanks to) @(?P<first>\d+)@",
    )
)
_MARRIED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"@(?P<first>\d+)@ (?:is|got|has been) married to @(?P<second>\d+)@",
        r"@(?P<first>\d+)@ and @(?P<second>\d+)@ (?:are|got) (?:married|husband and wife)\b",
    )
)
_SIBLINGS = re.compile(
    r"@(?P<first>\d+)@ and @(?P<second>\d+)@ are (?P<how>brothers|sisters|siblings|brother and sister)\b",
    re.IGNORECASE,
)
_PLACE = r"(?: (?i:at|for|in) (?:%(?P<known>\d+)%|(?P<company>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})))?"
_TOGETHER = tuple(
    re.compile(form)
    for form in (
        r"@(?P<first>\d+)@ and @(?P<second>\d+)@ (?i:(?:both |once |used to |have )*work(?:ed)? together)"
        + _PLACE,
        r"@(?P<first>\d+)@ and @(?P<second>\d+)@ (?i:(?:were|used to be) colleagues)" + _PLACE,
        r"@(?P<first>\d+)@ (?i:(?:used to work|worked)(?: together)? with) @(?P<second>\d+)@" + _PLACE,
    )
)


_PAIR = r"@(?P<first>\d+)@ and @(?P<second>\d+)@"
_FROM = r"(?: (?:well|personally))?(?: (?P<how>from [\w'-]+(?: (?!and\b|but\b)[\w'-]+){0,3}))?"
_FROM += r"(?=\s*(?:[.,;!)]|and\b|but\b|$))"
_P1, _P2 = r"@(?P<first>\d+)@", r"@(?P<second>\d+)@(?!')"
_SCHOOL = r"(?:school|uni|university|college)"
_FRIENDS = r"(?:(?:very |really )?(?:good|old|close|best|great|long-time) )?friends?"
_KNOW = tuple(
    (re.compile(form, re.IGNORECASE), how)
    for form, how in (
        (rf"{_P1} (?:also |already |has )?know[ns] {_P2}" + _FROM, ""),
        (rf"{_PAIR} (?:both |all )?know (?:each other|one another)" + _FROM, ""),
        (rf"{_PAIR} (?:both |once )?(?:studied|were at {_SCHOOL}) together", "studied"),
        (rf"{_P1} (?:once )?studied with {_P2}", "studied"),
        (rf"{_PAIR} (?:both |once )?went to {_SCHOOL} together", "school"),
        (rf"{_P1} (?:once )?went to {_SCHOOL} with {_P2}", "school"),
        (rf"{_PAIR} (?:are|were|became) {_FRIENDS}\b", "friends"),
        (rf"{_P1} is (?:an? )?{_FRIENDS} (?:of|with) {_P2}", "friends"),
    )
)


def read_ties(marked: Marked, companies: dict[str, str]) -> Iterator[TieRead]:
    """The ties that a sentence tells of; `companies` are account names by id."""
    sure = not marked.is_hedged
    for kind, first, second, detail, is_over in (
        *_read_several(marked),
        *_read_pairs(marked, companies),
    ):
        if first and second and first != second:
            yield TieRead(kind, first, second, detail, is_over, sure)
    for kind, first, second, detail, is_clear in _read_roles(marked):
        if first and second and first != second:
            yield TieRead(kind, first, second, detail, is_sure=sure and is_clear)


_Read = tuple[TieKind, str, str, str, bool]


def _read_roles(marked: Marked) -> Iterator[_Read]:
    for pattern in _OF_ROLE:
        for found in pattern.finditer(marked.text):
            parts = found.groupdict()
            role = ROLES[found["role"].lower()]
            person = marked.of(found["person"])
            owner = marked.named_before(found.start()) if "pronoun" in parts else marked.of(found["owner"])
            first, second = (person, owner) if role.is_first else (owner, person)
            is_clear = "pronoun" not in parts or marked.is_clear_before(found.start())
            yield role.kind, first, second, role.detail, is_clear


def _read_several(marked: Marked) -> Iterator[_Read]:
    for found in _REPORTS.finditer(marked.text):
        for first in re.findall(PERSON, found["several"]):
            over = bool(found["over"])
            yield TieKind.REPORTS_TO, marked.of(first), marked.of(found["second"]), "", over
    for found in _MANAGES.finditer(marked.text):
        for first in re.findall(PERSON, found["several"]):
            yield TieKind.REPORTS_TO, marked.of(first), marked.of(found["second"]), "", False
    for pattern in (_INTRODUCED, *_WAS_INTRODUCED):
        for found in pattern.finditer(marked.text):
            for second in re.findall(PERSON, found["several"]):
                yield TieKind.INTRODUCED, marked.of(found["first"]), marked.of(second), "", False


def _read_pairs(marked: Marked, companies: dict[str, str]) -> Iterator[_Read]:
    for pattern in _MARRIED:
        for found in pattern.finditer(marked.text):
            yield TieKind.MARRIED_TO, marked.of(found["first"]), marked.of(found["second"]), "", False
    for found in _SIBLINGS.finditer(marked.text):
        detail = {"brothers": "brother", "sisters": "sister"}.get(found["how"].lower(), "")
        yield TieKind.SIBLING_OF, marked.of(found["first"]), marked.of(found["second"]), detail, False
    for pattern in _TOGETHER:
        for found in pattern.finditer(marked.text):
            known = companies.get(marked.of(found["known"]), "") if found["known"] else ""
            company = known or (found["company"] or "").rstrip(".")
            yield TieKind.WORKED_WITH, marked.of(found["first"]), marked.of(found["second"]), company, False
    for pattern, told in _KNOW:
        for found in pattern.finditer(marked.text):
            how = told or (found["how"] or "").strip()
            yield TieKind.KNOWS, marked.of(found["first"]), marked.of(found["second"]), how, False
