"""B2: questions that the stored rows answer better than notes: who was met, who works where, what is due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.features.recall.rules.companies_asked import without_companies
from bot.features.recall.rules.last_touch_asked import (
    LastTouchAsked,
    TimesMetAsked,
    last_touch_asked,
    times_met_asked,
)
from bot.features.recall.rules.promises_asked import PromisesAsked, promises_of_companies
from bot.features.recall.rules.roles_asked import FactAsked, fact_asked, is_short_role
from bot.language.asking import KnownPerson, companies_named, flexible_name
from bot.language.courtesy import bare_line
from bot.language.dates import find_dates
from bot.language.question_times import time_range_of

_LATELY = timedelta(days=30)
_MET = re.compile(
    r"^(?:who(?:m)?|which (?:people|contacts|customers)) (?:all )?(?:did|have|had) (?:i|we) (?:all )?"
    r"(?:meet|met|see|seen|visit(?:ed)?|call(?:ed)?|contact(?:ed)?|talk(?:ed)? (?:to|with)"
    r"|been in touch with|sp(?:eak|oken) (?:to|with))\b(?P<rest>.*)$"
    r"|^(?:list |show me )?(?:everyone|everybody|all people|the people|people) (?:i|we) "
    r"(?:met|saw|visited|called|talked to|spoke to)\b(?P<more>.*)$",
    re.IGNORECASE,
)
_WHO = (
    r"^(?:(?:please )?(?:list|show|name|give)(?: me)? )?"
    r"(?:(?:everyone|everybody|all|all (?:the )?(?:people|contacts)|(?:my |the )?(?:people|contacts)|who)"
    r"(?: all)?(?: (?:that |whom |who )?(?:i|we) know| do (?:i|we) know| works?| working|'s| is| are"
    r"| sits?)?)"
)
_AT_COMPANY = re.compile(rf"{_WHO} (?:there )?(?:at|for|from|in|with) (?P<company>.+)$", re.IGNORECASE)
_IN_ROLE = re.compile(
    rf"{_WHO} (?P<article>(?:in|the|an?|our|my|their) )?(?P<role>[\w&/-]+(?: [\w&/-]+){{0,3}}?)"
    r"(?: (?:at|of|for|from|with) (?P<company>.+))?$",
    re.IGNORECASE,
)
_ROLE_LAST = re.compile(
    r"^who (?:at|from) (?P<company>.+?) (?:is|are|works?|sits?) (?P<role>(?:in|an?|the) [\w&/ -]+)$",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"^(?:(?:please )?(?:list|show|name|give)(?: me)? )?"
    r"(?:who|whom|everyone|everybody|(?:which|what|all|all my|my|the)? ?(?:people|contacts))"
    r"(?: (?:do i have|have i|all|are|is|has|have|that|who))* (?:tagged(?: with| as)?|with|(?:the )?tag)"
    r"(?: (?:the )?tag)? (?P<tag>[^?]{1,60})$",
    re.IGNORECASE,
)
_BIRTHDAYS = re.compile(
    r"\b(?:whose|who has|who's got|any|upcoming|next|coming|list|which)\b.*\b(?:birth|b-?)days?\b"
    r"|\b(?:birth|b-?)days?\b.*\b(?:coming|soon|next|this)\b",
    re.IGNORECASE,
)
_NO_WORDS = re.compile(
    r"\b(?:on|in|during|since|over|the|lately|recently|so far|yet|all|early|late|mid)\b", re.IGNORECASE
)
"""What may stand beside a time where nothing else is asked."""
_FILLERS = re.compile(
    r"\b(?:there|please|pls|right now|now|currently|today|team|department|people|contacts|role|position)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MetAsked:
    """Who was met between two days, both inclusive."""

    since: date
    until: date
    companies: tuple[str, ...] = ()
    """Where they are, where that was asked."""


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """Who is at these companies, and in this role; or who has a tag."""

    companies: tuple[str, ...]
    role: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class BirthdaysAsked:
    """Whose birthday comes within these days; where they were not said and nobody's does, who is next."""

    since: date
    until: date
    is_open_ended: bool = False


ListAsked = (
    PromisesAsked | LastTouchAsked | TimesMetAsked | MetAsked | PeopleAsked | BirthdaysAsked | FactAsked
)
_SOON = timedelta(days=60)


def list_asked(
    question: str, known: Sequence[KnownPerson], companies: Sequence[str], today: date
) -> ListAsked | None:
    """Return which list a question asks for, and for nothing else; None for any other question."""
    words = bare_line(question)
    return (
        promises_of_companies(words, known, companies, today)
        or last_touch_asked(words, known, companies, today)
        or times_met_asked(words, known, today)
        or _met_at(words, companies, today)
        or _birthdays(words, today)
        or fact_asked(words, known, today)
        or _tagged(words)
        or _people(words, companies)
    )


def _met_at(words: str, companies: Sequence[str], today: date) -> MetAsked | None:
    rest, at = without_companies(words, companies)
    asked = _met(rest, today)
    return replace(asked, companies=at) if asked is not None else None


def _met(words: str, today: date) -> MetAsked | None:
    found = _MET.match(words)
    if found is None:
        return None
    rest = found["rest"] or found["more"] or ""
    since, until = time_range_of(words, today)
    for span in reversed(find_dates(rest, today)):
        rest = rest[: span.start] + rest[span.end :]
    rest = _NO_WORDS.sub("", rest)
    if re.search(r"[a-z]{3,}", rest.casefold()):
        return None
    if since is until is None:
        return MetAsked(today - _LATELY, today) if re.search(r"\b(?:lately|recently)\b", words) else None
    return MetAsked(since or date.min, min(until or today, today))


def _birthdays(words: str, today: date) -> BirthdaysAsked | None:
    if not _BIRTHDAYS.search(words):
        return None
    dates = find_dates(words, today)
    if not dates:
        return BirthdaysAsked(today, today + _SOON, is_open_ended=True)
    period = dates[-1].planned
    return BirthdaysAsked(period.first, period.last)


def _tagged(words: str) -> PeopleAsked | None:
    """Who has a tag: "who has the tag nordics", "which contacts are tagged nordics"."""
    found = _TAGGED.match(words)
    return PeopleAsked((), tag=found["tag"].strip(" \"'\u201c\u201d")) if found else None


def _people(words: str, companies: Sequence[str]) -> PeopleAsked | None:
    """Who is at a company that is known, or in a role there or anywhere."""
    words = " ".join(_FILLERS.sub(" ", words).split())
    words = _ROLE_LAST.sub(r"who is \g<role> at \g<company>", words)
    found = _AT_COMPANY.match(words)
    if found is not None and (named := _only_companies(found["company"], companies)):
        return PeopleAsked(named)
    found = _IN_ROLE.match(words)
    if found is None:
        return None
    if not found["company"]:
        is_role = found["article"] or is_short_role(found["role"])
        return PeopleAsked((), found["role"]) if is_role else None
    named = _only_companies(found["company"], companies)
    return PeopleAsked(named, found["role"]) if named else None


def _only_companies(words: str, companies: Sequence[str]) -> tuple[str, ...]:
    """The companies that these words name, where they name nothing else."""
    named = companies_named(words, companies)
    for company in named:
        words = re.sub(flexible_name(company), " ", words, flags=re.IGNORECASE)
    rest = re.sub(r"\b(?:and|or|the|company)\b|[,&]", " ", words, flags=re.IGNORECASE)
    return () if rest.strip() else named
