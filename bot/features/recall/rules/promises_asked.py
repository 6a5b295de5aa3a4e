"""B1, B2: which promises a question asks for; the stored commitments answer it better than notes do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.core.notes import Promiser
from bot.features.recall.rules.companies_asked import without_companies
from bot.language.asking import KnownPerson, flexible_name, read_question
from bot.language.courtesy import bare_line
from bot.language.dates import find_dates

_PROMISING = frozenset(
    {"promis", "commit", "owe", "open", "outstand", "give", "gave", "send", "agre", "wait"}
)
"""Stems of the words that such a question may have beside names: with more in it, the notes answer."""
_BY_MEMBER = re.compile(
    r"\bwhat (?:did|have|had|do) (?:i|we) (?:ever |still |already )?"
    r"(?:promised?|owed?|commit(?:ted)? to|agreed? to)\b"
    r"|\bdo (?:i|we) (?:still )?owe\b|^what(?:['\u2019]s| is) promised\b",
    re.IGNORECASE,
)
_WAITS_FOR_MEMBER = re.compile(
    r"(?:who(?:'s| is| are)?|which people are|(?:is )?(?:anyone|anybody|somebody|someone)) (?:still |all )?"
    r"waiting (?:on|for) (?:me|us|something from (?:me|us))(?: (?:still|right now|now|at the moment))?"
    r"|who(?:m)? (?:do|did) (?:i|we) (?:still )?(?:owe|promise)"
    r"(?: (?:something|anything|things|stuff)(?: to)?)?",
    re.IGNORECASE,
)
"""Questions for whom the member still owes something."""
_GROUPED = re.compile(
    r",?\s+(?:grouped |sorted |ordered |listed )?(?:by|per|for each) "
    r"(?:compan(?:y|ies)|accounts?|persons?|people|names?|customers?|due (?:date|day)|dates?|days?)$",
    re.IGNORECASE,
)
"""How the list shall be ordered, which it is by the day."""
_BY_CONTACT = re.compile(
    r"\bwhat (?:did|has|have|had) (?!i\b|we\b).{1,60}? promised?\b"
    r"|\bwhat (?:does|do) (?!i\b|we\b).{1,60}? owe (?:me|us)\b|\bwho (?:still )?owes (?:me|us)\b",
    re.IGNORECASE,
)
_TO_MEMBER = re.compile(
    r"\bwhat (?:was|is|has been|have been|were|['\u2019]s) (?:still )?(?:promised|owed) (?:to )?(?:me|us)\b"
    r"|\bwhat (?:have|had|did|do) (?:others|people|they|everybody|everyone) (?:promised?|owe) (?:me|us)\b"
    r"|\bwhat (?:have|had) (?:i|we) been promised\b|\bwhat (?:am i|are we) (?:still )?(?:owed|waiting for)\b",
    re.IGNORECASE,
)
"""Questions for what others promised that do not say who."""
_BY_EITHER = re.compile(
    r"\b(?:any|which|what)\b.{0,20}\b(?:open|outstanding) (?:promises|commitments)\b", re.IGNORECASE
)
_STILL_OPEN = re.compile(r"\b(?:owes?|owed|open|outstanding|still|waiting)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:please|pls|so|ok|hey|and|show|list|give|tell|remind)(?: me)? |(?:is|are) (?=there|any))+",
    re.IGNORECASE,
)
_WITH = r"(?: (?:to|with|for|from) (.+))?$"
_LATE = re.compile(
    r"^(?:there )?(?:what(?:'s| is| are|s)?|which|anything|any|something)?\s*(?:all )?(?:of )?(?:my )?"
    r"(?:promises|commitments|things)?(?: ?(?:are|is))?(?: ?(?:still|that is|that are|that's))?\s*"
    rf"(?:overdue|late|past due)(?: (?:promises|commitments))?{_WITH}"
    r"|^(?:what|with what) am i (?:late|behind) (?:with|on)$|^am i (?:late|behind) (?:with|on) anything$"
    r"|^(?:what (?:did|have) i|(?:did|have) i) (?:forget|forgotten)(?: anything| something)?$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"^(?:there )?(?:what(?:'s| is| are|s| do i have)?|which|anything|any|something|everything|all)?\s*"
    r"(?:(?:of )?my |the )?(?:promises|commitments|things)?(?: ?(?:are|is))?"
    r"(?: ?(?:still|that is|that are|that's))?\s*"
    rf"(?:due|still open|open|outstanding|pending)(?: (?:promises|commitments|things))?{_WITH}",
    re.IGNORECASE,
)
_DOING = r"(?:do|done|get done|deliver(?:ed)?|finish(?:ed)?|send|sent|keep|kept|manage(?:d)?)"
_TO_DO = re.compile(
    r"^(?:what|which things) (?:must|do (?:i|we) (?:still )?(?:have|need) to"
    rf"|have (?:i|we) (?:still )?(?:got )?to|am i supposed to|should)"
    rf"(?: (?:i|we))?(?: still)? {_DOING}(?: yet| still| next)?{_WITH}"
    rf"|^what (?:did|have|had) (?:i|we) (?:not|never)(?: yet)? {_DOING}(?: yet)?{_WITH}"
    rf"|^what (?:didn't|haven't|did not|have not) (?:i|we)(?: yet)? {_DOING}(?: yet)?{_WITH}"
    r"|^(?:what(?:'s| is)|anything) (?:still |left |there )*to do(?: still| yet)?$"
    r"|^(?:what(?:'s| is) |anything )?(?:on )?my (?:to-?do|task)s?(?: list)?$"
    rf"|^what(?:'s| is) (?:still )?not (?:yet )?done(?: yet)?{_WITH}",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"\bshould (?:i|we)\b", re.IGNORECASE)
"""With a day it asks for what is due; without one, for advice."""
_BEFORE_DATES = re.compile(r"\b(?:by|until|due|for|on|in|before|this|next)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PromisesAsked:
    """Which open promises: whose, and due within which days, both inclusive."""

    sides: frozenset[Promiser]
    since: date | None = None
    until: date | None = None
    is_late: bool = False
    companies: tuple[str, ...] = ()
    """The companies whose people's promises are asked for; of everybody where none is named."""
    is_open: bool = False
    """It asks for what is open now, not for what was ever promised: where nothing is, that is the answer."""


def promises_of_companies(
    question: str, known: Sequence[KnownPerson], companies: Sequence[str], today: date
) -> PromisesAsked | None:
    """Return which promises a question asks for that may name companies: "what do I owe Northwind?"."""
    bare, named = without_companies(question, companies)
    for company in named:
        question = re.sub(flexible_name(company), "them", question, flags=re.IGNORECASE)
    found = due_asked(question, known, today)
    if found is None and named:
        found = due_asked(bare, known, today)
    return replace(found, companies=named) if found is not None else None


def due_asked(question: str, known: Sequence[KnownPerson], today: date) -> PromisesAsked | None:
    """Return which promises a question asks for, and for nothing else; None for any other question.

    "Anything due tomorrow?" asks for those of both sides, "What must I do?" for the member's own.
    """
    words = _GROUPED.sub("", _OPENING.sub("", bare_line(question)))
    if _WAITS_FOR_MEMBER.fullmatch(words.replace("\u2019", "'")):
        return PromisesAsked(frozenset({Promiser.MEMBER}), is_open=True)
    if _is_only_on(_LATE.match(words), known, today):
        return PromisesAsked(frozenset(Promiser), until=today - timedelta(days=1), is_late=True, is_open=True)
    dates = find_dates(words, today)
    bare = words
    for span in reversed(dates):
        bare = f"{bare[: span.start]} {bare[span.end :]}"
    bare = " ".join(bare.split())
    sides, is_open = _sides(bare, known, today)
    if not sides:
        return None
    if not dates and _ADVICE.search(words):
        return None
    if not dates:
        return PromisesAsked(sides, is_open=is_open)
    period = dates[-1].planned
    before = dates[-1].marker in ("by", "before", "until", "till")
    return PromisesAsked(sides, None if before else period.first, period.last, is_open=True)


def _sides(words: str, known: Sequence[KnownPerson], today: date) -> tuple[frozenset[Promiser], bool]:
    """The sides whose promises are asked for, and whether it is those that are open now."""
    for each in (words, _BEFORE_DATES.sub("", words).strip()):
        if _is_only_on(_TO_DO.match(each), known, today):
            return frozenset({Promiser.MEMBER}), True
        if _is_only_on(_DUE.match(each), known, today):
            return frozenset(Promiser), True
    return promises_asked(each, known, today), bool(_STILL_OPEN.search(words))


def _is_only_on(found: re.Match[str] | None, known: Sequence[KnownPerson], today: date) -> bool:
    """Whether a pattern was found, with nobody but known people behind it."""
    if found is None:
        return False
    return all(not read_question(who, known, today).terms for who in found.groups() if who)


def promises_asked(question: str, known: Sequence[KnownPerson], today: date) -> frozenset[Promiser]:
    """The sides whose promises a question asks for, and for nothing else; none for any other question."""
    if _TO_MEMBER.fullmatch(question.strip(" ?.!")):
        return frozenset({Promiser.CONTACT})
    if not read_question(question, known, today).terms <= _PROMISING:
        return frozenset()
    if _TO_MEMBER.search(question):
        return frozenset({Promiser.CONTACT})
    if _BY_EITHER.search(question):
        return frozenset(Promiser)
    if _BY_MEMBER.search(question):
        return frozenset({Promiser.MEMBER})
    return frozenset({Promiser.CONTACT}) if _BY_CONTACT.search(question) else frozenset()
