"""Whose company follows from whom somebody works with: "their MD Raj", "his new planner May" (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.coach.rules.message.colleagues import JOB, WORKS
from bot.coach.rules.message.named_as import is_relative, is_rival
from bot.coach.rules.message.scene import NamePlace, PersonPlace

_FAR, _NEAR = 450, 70
_NO_COLLEAGUE = (
    r"(?:wife|husband|son|daughter|brother|sister|mother|father|mum|mom|dad|kids?|child|children|girlfriend|"
    r"boyfriend|cousin|uncle|aunt|nephew|niece|neighbou?r|dog|cat|horse|friend|mate|supplier|vendor|customer|"
    r"client|competitors?|rivals?|lawyer|solicitor|bank|banker|agency|agent|consultants?|advisers?|advisors?|"
    r"landlord|doctor|coach|old|former|ex|about|that|to|of|with|for|from|when|where|if|on|in|at|and|but|or|what|how|"
    r"by|then|why|who|which|whether|today|yesterday|tomorrow|because|than|as|like|via|through|after|before|"
    r"is|was|are|were|will|has|have|had|can|said|says|told|friend['\u2019]s)\b"
)
_WORDS = rf"(?:(?!{_NO_COLLEAGUE})[\w/&'\u2019{JOB}-]+\s+){{1,3}}"
_IS = r"(?:(?:is|will be|called|named|now)\s+|[,:=(]\s*)*"
_TITLE = r"(?:an?\s+)?(?:(?:mr|mrs|ms|dr|herr|frau)\.?\s+)"
_THEIR = re.compile(rf"\btheir\s+(?:{_WORDS}{_IS}{_TITLE}?|{_TITLE})$", re.IGNORECASE)
_HIS = re.compile(rf"\b(?:his|her)\s+{_WORDS}{_IS}{_TITLE}?$", re.IGNORECASE)
_BOSS = re.compile(
    rf"(?:^|[.!?]\s|[,&+]\s|\band\s)(?:the\s+)?(?:boss|manager|deputy|assistant)\s*{_IS}{_TITLE}?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?:[,&+]|\band\b|[.]\s*boss\b)", re.IGNORECASE)
_REPORTS = re.compile(
    rf"(?:[\s,({JOB})]|\b(?:who|now|will|directly|still|also)\b)*\breport(?:s|ed|ing)?(?: in)? to\s+"
    rf"(?:(?:the|our|a|their|his|her|new)\s+)*(?:{JOB}+\s*,?\s*)?(?:(?:mr|mrs|ms|dr)\.?\s+)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:organi[sz]ation|company|firm|account|customer|client|employer|kunde|firma)\s*[:=]\s*$",
    re.IGNORECASE,
)
"""What stands before the company that a whole text is about: "Organisation: Lumen"."""


def with_relations(
    text: str, marked: str, people: Sequence[PersonPlace], companies: Sequence[NamePlace]
) -> list[PersonPlace]:
    """Return the people with the companies of those with whom they are said to work."""
    found = list(people)
    named = [one for one in companies if not is_rival(text, one)]
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        head = max(before.end if before else 0, one.start - _NEAR)
        if one.company and before and not (before.company or before.former_company):
            joined = _BESIDE.match(text, before.end) is not None
            if joined and _works_with(text, marked, one, before, head):
                found[at - 1] = replace(before, company=one.company)
        if one.company or one.beside:
            continue
        if _THEIR.search(marked, head, one.start):
            near = [each for each in named if one.start - _FAR <= each.end <= one.start]
            found[at] = replace(one, company=near[-1].written) if near else _like(one, before)
        elif _works_with(text, marked, one, before, head):
            found[at] = _like(one, before)
    labelled = {one.written for one in named if _LABEL.search(text, max(0, one.start - 24), one.start)}
    if len(labelled) == 1:
        company = next(iter(labelled))
        found = [replace(one, company=one.company or company) for one in found]
    return found


def _like(person: PersonPlace, other: PersonPlace | None) -> PersonPlace:
    """Return a person at another's company; beside them, where it is not said which one that is."""
    if other is None or person.start - other.end > _FAR:
        return person
    company = other.company or other.former_company
    return replace(person, company=company, beside="" if company else other.beside or other.written)


def _works_with(text: str, marked: str, person: PersonPlace, other: PersonPlace | None, head: int) -> bool:
    """Whether somebody works with whoever was named before, by the words from `head` on."""
    return other is not None and (
        (_HIS.search(marked, head, person.start) or _BOSS.search(marked, head, person.start)) is not None
        or _is_working_relative(text, person, other)
        or _REPORTS.fullmatch(marked, other.end, person.start) is not None
    )


def _is_working_relative(text: str, person: PersonPlace, other: PersonPlace) -> bool:
    """Whether somebody is a relative of whoever was named before, and works there, too."""
    if not is_relative(text, person):
        return False
    same = person.written.split()[-1] == other.written.split()[-1]
    return same and WORKS.match(text, person.end) is not None
