"""Reads which facts a question asks for: "who reports to Ana?", "how do Ana and Lars know one another?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.facts.days import LABELS, called_in_question
from bot.core.facts.marks import Marked, Name, sentences_marked
from bot.core.facts.ties import KIND_OF_ROLE, ROLES, TieRole
from bot.core.facts.values import BOTH_WAYS, TieKind
from bot.language.courtesy import bare_line


class TieEnd(StrEnum):
    """Which end of a tie the person is whom a question names."""

    FIRST = "first"
    SECOND = "second"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class TiesAsked:
    """Who is connected to somebody in a way; of two people all ways, where no kind is named."""

    kind: TieKind | None
    end: TieEnd
    person: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """When an important day of a person or a company comes; all of them where it is not called by name."""

    called: str
    person: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """What time it is where somebody is."""

    person: str


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """Where somebody is."""

    person: str


@dataclass(frozen=True, slots=True)
class PastAsked:
    """What somebody was, and where they worked, before."""

    person: str


@dataclass(frozen=True, slots=True)
class LinesAsked:
    """Who reports to whom at a company."""

    company: str


FactsAsked = LinesAsked | PastAsked | TiesAsked | DaysAsked | TimeAsked | PlaceAsked

_A, _B = r"@(?P<a>\d+)@", r"@(?P<b>\d+)@"
_WHO = (
    r"(?:who(?:m)?(?: all| else)?|which (?:people|contacts)|everybody who|everyone who"
    r"|list (?:everybody|everyone) who)"
)
_CALLED = rf"(?:next )?(?P<called>{LABELS}|important dates?|dates)"


def _end_of_owner(role: TieRole) -> TieEnd:
    """Which end of the tie is the person whose boss, husband or mentor is asked for."""
    if role.kind in BOTH_WAYS:
        return TieEnd.EITHER
    return TieEnd.SECOND if role.is_first else TieEnd.FIRST


_ROLES: dict[str, tuple[TieKind, TieEnd]] = {
    **{role: (each.kind, _end_of_owner(each)) for role, each in ROLES.items()},
    "brothers": (TieKind.SIBLING_OF, TieEnd.EITHER),
    "sisters": (TieKind.SIBLING_OF, TieEnd.EITHER),
    "siblings": (TieKind.SIBLING_OF, TieEnd.EITHER),
    "mentees": (TieKind.MENTOR_OF, TieEnd.FIRST),
    "direct reports": (TieKind.REPORTS_TO, TieEnd.SECOND),
    "reports": (TieKind.REPORTS_TO, TieEnd.SECOND),
    "people": (TieKind.REPORTS_TO, TieEnd.SECOND),
}
"""What somebody may be to the person named, and which end of the tie that person then is."""
_ROLE = rf"{KIND_OF_ROLE}(?P<role>{'|'.join(sorted(_ROLES, key=len, reverse=True))})"
_FORMS: tuple[tuple[str, TieKind | None, TieEnd], ...] = (
    (rf"{_WHO} (?:directly )?reports? (?:directly )?(?:in)?to {_A}", TieKind.REPORTS_TO, TieEnd.SECOND),
    (rf"{_WHO} works? (?:directly )?(?:for|under) {_A}", TieKind.REPORTS_TO, TieEnd.SECOND),
    (rf"{_WHO} (?:does|do) {_A} (?:manage|supervise)", TieKind.REPORTS_TO, TieEnd.SECOND),
    (rf"{_WHO} (?:does|do) {_A} report to", TieKind.REPORTS_TO, TieEnd.FIRST),
    (rf"\bto whom does {_A} report", TieKind.REPORTS_TO, TieEnd.FIRST),
    (rf"\bdoes {_A} report to {_B}", TieKind.REPORTS_TO, TieEnd.FIRST),
    (rf"{_WHO} (?:introduced|connected) (?:me|us) (?:to|with) {_A}", TieKind.INTRODUCED, TieEnd.SECOND),
    (rf"\b(?:by|via|through) whom? (?:do|did) \w+ (?:know|meet) {_A}", TieKind.INTRODUCED, TieEnd.SECOND),
    (rf"\bhow (?:do|did) (?:i|we) (?:know|get to know|meet) {_A}", TieKind.INTRODUCED, TieEnd.SECOND),
    (rf"{_WHO} (?:did|has) {_A} introduced? (?:me|us) to", TieKind.INTRODUCED, TieEnd.FIRST),
    (rf"{_WHO} do (?:i|we) know through {_A}", TieKind.INTRODUCED, TieEnd.FIRST),
    (rf"\b{_WHO} is {_A} married to", TieKind.MARRIED_TO, TieEnd.EITHER),
    (rf"\b{_WHO} is married to {_A}", TieKind.MARRIED_TO, TieEnd.EITHER),
    (rf"{_WHO} (?:has )?(?:ever )?worked with {_A}", TieKind.WORKED_WITH, TieEnd.EITHER),
    (rf"{_WHO} (?:did|has) {_A} work(?:ed)? with", TieKind.WORKED_WITH, TieEnd.EITHER),
    (rf"\b{_WHO} does {_A} mentor", TieKind.MENTOR_OF, TieEnd.FIRST),
    (rf"\bhow do {_A} and {_B} know (?:each other|one another)", None, TieEnd.EITHER),
    (rf"\bhow are {_A} and {_B} (?:connected|related|linked)", None, TieEnd.EITHER),
    (rf"\bwhat (?:connects|links|ties) {_A} (?:and|to|with) {_B}", None, TieEnd.EITHER),
    (rf"\bdo {_A} and {_B} know (?:each other|one another)", None, TieEnd.EITHER),
    (rf"{_WHO} knows {_A}", None, TieEnd.EITHER),
    (rf"{_WHO} is {_A} (?:connected|related|tied) to", None, TieEnd.EITHER),
)  # fmt: skip
_TIES = tuple((re.compile(form, re.IGNORECASE), kind, end) for form, kind, end in _FORMS)
_IN_ROLE = (
    re.compile(rf"(?:who(?:'s| is| are)|what is the name of) {_A}(?:'s?)? {_ROLE}", re.IGNORECASE),
    re.compile(rf"who(?:'s| is| are) (?:the )?{_ROLE} of {_A}", re.IGNORECASE),
    re.compile(rf"does {_A} have an? {_ROLE}", re.IGNORECASE),
    re.compile(rf"{_A}'s? {_ROLE}", re.IGNORECASE),
)
_SUBJECT = r"(?:@(?P<a>\d+)@|%(?P<c>\d+)%)"
_COMES = r"(?: (?:due|up|end|ending|expire|run out|again|next))*"
_DAYS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"when(?:'s| is| are| does| do) (?:the |our )?{_SUBJECT}(?:'s?)? {_CALLED}{_COMES}",
        rf"when(?:'s| is| does) (?:the |our )?{_CALLED} (?:with|of|for|at) {_SUBJECT}{_COMES}",
        rf"(?:what|which) {_CALLED} (?:are there |do (?:i|we) have )?(?:for|of|with|at) {_SUBJECT}",
    )
)
_LINES = re.compile(
    r"(?:who (?:all )?reports to (?:whom|who)|(?:what|who) (?:are|is) the reporting lines?) "
    r"(?:at|in|of) %(?P<c>\d+)%",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"what(?:'s| is)? (?:the )?(?:local )?time(?: is it)?(?: now)? (?:for|where|at|with|in) (?:is )?{_A}"
    rf"(?:'s place| is| lives)?(?: now)?",
    re.IGNORECASE,
)
_PLACES = re.compile(
    rf"where (?:is {_A}(?: based| located| living)?|does (?:@(?P<b>\d+)@) (?:live|sit|work from))",
    re.IGNORECASE,
)
_BY_GATE = re.compile(
    r"\s*(?:who(?:m)?(?: all| else)? (?:directly )?"
    r"(?:reports? (?!to (?:me|us)\b)|works? under |introduced (?:me|us) )"
    r"|(?:everybody|everyone) who reports? to |to whom does .+ report\b"
    r"|(?:through|by|via) whom? (?:do|did) (?:i|we) (?:know|meet) "
    r"|how do .+ and .+ know (?:each other|one another)\b)",
    re.IGNORECASE,
)


_PAST = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what (?:was|did) {_A}(?:'s? (?:title|role|job))? (?:do )?before",
        rf"where (?:did|has) {_A} work(?:ed)? before",
        rf"what (?:was|were) {_A}'s? (?:previous|former|old|last) (?:titles?|roles?|jobs?|company|employer)",
    )
)


def surely_asks(text: str) -> bool:
    """Whether words are such a question by their first words alone, whoever is named."""
    return "\n" not in text.strip() and _BY_GATE.match(text) is not None


def facts_asked(question: str, names: Sequence[Name]) -> FactsAsked | None:
    """Which facts a question asks for, and nothing else; None for any other question."""
    words = bare_line(question)
    marked = next(sentences_marked(words, names), None)
    if marked is None or not marked.ids:
        return None
    if found := _LINES.fullmatch(marked.text):
        return LinesAsked(marked.of(found["c"]))
    return _ties(marked) or _days(marked) or _time_or_place(marked)


def _ties(marked: Marked) -> TiesAsked | None:
    for pattern, kind, end in _TIES:
        if found := pattern.fullmatch(marked.text):
            parts = found.groupdict()
            other = marked.of(parts["b"]) if parts.get("b") else ""
            return TiesAsked(kind, end, marked.of(found["a"]), other)
    for pattern in _IN_ROLE:
        if found := pattern.fullmatch(marked.text):
            kind, end = _ROLES[found["role"].lower()]
            return TiesAsked(kind, end, marked.of(found["a"]))
    return None


def _days(marked: Marked) -> DaysAsked | None:
    for pattern in _DAYS:
        if found := pattern.fullmatch(marked.text):
            called = found["called"].lower()
            called = "" if called.startswith(("important", "dates")) else called_in_question(called)
            person = marked.of(found["a"]) if found["a"] else ""
            return DaysAsked(called, person, marked.of(found["c"]) if found["c"] else "")
    return None


def _time_or_place(marked: Marked) -> PastAsked | TimeAsked | PlaceAsked | None:
    for pattern in _PAST:
        if found := pattern.fullmatch(marked.text):
            return PastAsked(marked.of(found["a"]))
    if found := _TIMES.fullmatch(marked.text):
        return TimeAsked(marked.of(found["a"]))
    if found := _PLACES.fullmatch(marked.text):
        return PlaceAsked(marked.of(found["a"] or found["b"]))
    return None
