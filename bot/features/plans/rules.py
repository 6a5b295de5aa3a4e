"""R1: what belongs on a relationship plan, which is no list of deals, and in which order it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.features.plans.contracts import Activity, ActivityState

_DEAL = re.compile(
    r"\b(?:deals?|opportunit(?:y|ies)|pipeline|forecast|quota|quotes?|quotation|proposal|tender|rfp|rfq|"
    r"purchase orders?|p\.?o\.?s?|licen[cs]es?|renewals?|upsell|cross-?sell|contract value|acv|arr|tcv)\b|"
    r"\b(?:close|win|sign|book|renew|upgrade)\b(?:\s+\w+){0,4}\s+(?:deal|order|contract|licen[cs]es?|renewal|phase)\b|"
    r"(?:[$€£]\s?\d|(?<![\w.,])\d[\d.,]*+\s?(?:k|m|mn|mio|million|thousand)?\s?(?:eur|usd|gbp|chf|euros?|dollars?)\b)",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:visit|introduc\w*|workshop|interview|listen|learn|ask (?:her|him|them|about)|teach|"
    r"help|lunch|coffee|walk|invite|connect|share|show|study|review together|understand|meet|mentor)\b",
    re.IGNORECASE,
)
_FEWEST = 2
"""Activities that a plan needs before it can be called a list of deals."""


def speaks_of_a_deal(text: str) -> bool:
    """Whether an activity is about a sale and does nothing for the relationship, by simple cues."""
    return bool(_DEAL.search(text)) and not _RELATION.search(text)


def is_list_of_deals(texts: Sequence[str]) -> bool:
    """Whether a plan is mostly deals: it would serve this quarter, not the relationship."""
    return len(texts) >= _FEWEST and 2 * sum(map(speaks_of_a_deal, texts)) > len(texts)


def to_do_first(activities: Iterable[Activity]) -> list[Activity]:
    """Planned activities by date, those without one last; then what is done or dropped, the latest first."""
    everything = list(activities)
    planned = [each for each in everything if each.state is ActivityState.PLANNED]
    settled = [each for each in everything if each.state is not ActivityState.PLANNED]
    planned.sort(key=lambda each: (each.on or date.max, each.created_at))
    settled.sort(key=lambda each: (each.on or date.min, each.created_at), reverse=True)
    return [*planned, *settled]


_NUMBERS = {
    "other": 2,
    "second": 2,
    "two": 2,
    "third": 3,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
}
_UNITS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_EVERY = re.compile(
    r"\b(?:every|each|once (?:a|every|per))\s+(?:(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")\s+)?"
    r"(?P<unit>day|week|month|quarter|year)s?\b|\b(?P<adverb>weekly|monthly|quarterly|yearly)\b",
    re.IGNORECASE,
)
_LONGEST_RHYTHM = 366


def rhythm_of(text: str) -> timedelta | None:
    """The rhythm that the words of an activity name: "every 6 weeks", "once a quarter", "monthly"."""
    found = _EVERY.search(text)
    if found is None:
        return None
    if found["adverb"]:
        return timedelta(days=_UNITS[found["adverb"].lower().removesuffix("ly")])
    count = found["n"].lower() if found["n"] else "1"
    times = int(count) if count.isdigit() else _NUMBERS[count]
    days = times * _UNITS[found["unit"].lower()]
    return timedelta(days=days) if 0 < days <= _LONGEST_RHYTHM else None
