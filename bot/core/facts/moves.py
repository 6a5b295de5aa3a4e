"""Reads who left a company, and who will start at one on a day to come, out of plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.facts.marks import Marked
from bot.language.dates import read_dates

_LEFT = re.compile(
    r"@(?P<person>\d+)@,? (?:has |have )?(?:just |now |already |recently |sadly )?"
    r"(?:left|quit|resigned from|departed(?: from)?|no longer works (?:at|for|with)|"
    r"(?:is|does) (?:not|no longer) (?:work )?(?:at|for|with)(?: any ?more)?) (?:the )?%(?P<company>\d+)%"
    r"(?=\s*(?:$|[.,;!)]|any ?more|for (?:good|%|(?-i:[A-Z]))|to join|and (?:is |has )?(?:now|join|went|mov)|"
    r"(?:last|this) (?:week|month|year)|in \w+|on \w+day|after \d))",
    re.IGNORECASE,
)
_COMPANY = r"(?:the )?(?:%(?P<known>\d+)%|(?P<company>(?-i:[A-Z])[\w&.-]*(?: (?-i:[A-Z])[\w&.-]*){0,3}))"
_JOINS = re.compile(
    r"@(?P<person>\d+)@[^@.;]*?\b(?:(?:joins|will join|is joining|is going to join|starts at|will start at|"
    r"is starting at|moves to|will move to|is moving to)|(?:is leaving|leaves|will leave)[^@.;]*? for) "
    + _COMPANY
    + r"(?: as (?:an? |the |their )?(?P<job>[\w&/ -]{2,40}?))?(?=\s*(?:[,.;]|$|(?:on|in|at|from|by|next) ))",
    re.IGNORECASE,
)
_NEAR = 12
"""So many signs after the company at most the day begins."""
_LAST = re.compile(r"\bend of\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeftRead:
    """Somebody who works at a company no longer."""

    contact_id: str
    account_id: str


@dataclass(frozen=True, slots=True)
class StartRead:
    """Somebody who will start at a company; unsure where the words name no single day."""

    contact_id: str
    company: str
    job: str
    on: date
    is_sure: bool

    @property
    def called(self) -> str:
        """The name of such a day: "start at Brightline as COO"."""
        return " ".join(("start at", self.company, *(("as", self.job) if self.job else ())))


def read_left(marked: Marked) -> Iterator[LeftRead]:
    """Who left which known company, as a sentence says it plainly."""
    if marked.is_hedged:
        return
    for found in _LEFT.finditer(marked.text):
        yield LeftRead(marked.of(found["person"]), marked.of(found["company"]))


def read_starts(
    marked: Marked, companies: dict[str, str], today: date, *, day_first: bool
) -> Iterator[StartRead]:
    """Who will start at which company after `today`; `companies` are account names by id."""
    for found in _JOINS.finditer(marked.text):
        spans = read_dates(marked.text, today, day_first=day_first).spans
        span = next((each for each in spans if 0 <= each.start - found.end() <= _NEAR), None)
        if span is None or span.planned.first <= today:
            continue
        is_last = _LAST.search(marked.text[found.end() : span.end]) is not None
        known = companies.get(marked.of(found["known"]), "") if found["known"] else ""
        yield StartRead(
            contact_id=marked.of(found["person"]),
            company=known or found["company"].rstrip("."),
            job=" ".join((found["job"] or "").split()),
            on=span.planned.last if is_last else span.planned.first,
            is_sure=span.planned.days == 1 and not is_last and not marked.is_hedged,
        )
