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
_ROLES: dict[str, tuple[TieKind, bool, str]] = {
    "boss": (TieKind.REPORTS_TO, False, ""),
    "manager": (TieKind.REPORTS_TO, False, ""),
    "supervisor": (TieKind.REPORTS_TO, False, ""),
    "husband": (TieKind.MARRIED_TO, True, "husband"),
    "wife": (TieKind.MARRIED_TO, True, "wife"),
    "spouse": (TieKind.MARRIED_TO, True, ""),
    "assistant": (TieKind.ASSISTANT_OF, True, ""),
    "secretary": (TieKind.ASSISTANT_OF, True, ""),
    "pa": (TieKind.ASSISTANT_OF, True, ""),
    "brother": (TieKind.SIBLING_OF, True, "brother"),
    "sister": (TieKind.SIBLING_OF, True, "sister"),
    "mentor": (TieKind.MENTOR_OF, True, ""),
    "mentee": (TieKind.MENTOR_OF, False, ""),
}
"""What somebody may be to somebody: the tie, whether it is read from that person, what else it says."""
_ROLE = (
    r"(?:(?:new|younger|older|elder|little|big|twin|executive|personal|line|direct|current) )?"
    rf"(?P<role>{'|'.join(_ROLES)})"
)
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
    r"@(?P<first>\d+)@ (?:has |had |kindly |just |once )*(?:introduced|connected|put) (?:me|us) "
    rf"(?:to|with|in touch with|in contact with) {_SEVERAL}",
    re.IGNORECASE,
)
_WAS_INTRODUCED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_SEVERAL} (?:was|were|got) introduced (?:to (?:me|us) )?by @(?P<first>\d+)@",
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
            kind, from_person, detail = _ROLES[found["role"].lower()]
            person = marked.of(found["person"])
            owner = marked.named_before(found.start()) if "pronoun" in parts else marked.of(found["owner"])
            first, second = (person, owner) if from_person else (owner, person)
            is_clear = "pronoun" not in parts or marked.is_clear_before(found.start())
            yield kind, first, second, detail, is_clear


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
