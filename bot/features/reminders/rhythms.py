"""How often words say that a reminder shall come: "every other Friday", "on Mondays and Thursdays" (B8)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.features.reminders.contracts import Every

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = "|".join(_WEEKDAYS)
_COUNTS = {
    "other": 2, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8,
}  # fmt: skip
_NTHS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_EVERY = re.compile(
    rf"\b(?:on\s+)?(?:every|each)\s+(?:(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)})\s+)?"
    rf"(?:(?P<unit>day|morning|weekday|working day|workday|week|fortnight|month|quarter|year)s?|"
    rf"(?P<weekday>{_WEEKDAY})s?)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?P<word>daily|weekly|fortnightly|biweekly|monthly|quarterly|yearly|annually|"
    r"once a (?:day|week|month|quarter|year))\b",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    r"\b(?:on\s+)?the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)(?:\s+of)?"
    r"(?=\s+(?:every|each|the)\s+month\b|\s*,?\s*monthly\b)",
    re.IGNORECASE,
)
_NTH = re.compile(
    rf"\b(?:on\s+)?(?:(?:the|every|each)\s+)?(?P<nth>{'|'.join(_NTHS)})\s+"
    rf"(?P<what>{_WEEKDAY}|working day|workday|weekday|business day|day)\s+(?:of|in)\s+"
    r"(?:the|each|every|a)\s+month\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b(?P<every>(?:on\s+|every\s+|each\s+)*)"
    rf"(?P<days>(?:{_WEEKDAY})s?(?:\s*(?:,|,?\s*(?:and|&|or))\s*(?:{_WEEKDAY})s?)+|"
    rf"(?<=on )(?:{_WEEKDAY})s)\b(?!['\u2019])",
    re.IGNORECASE,
)
_UNITS: dict[str, tuple[Every, int]] = {
    "day": (Every.DAY, 1),
    "daily": (Every.DAY, 1),
    "morning": (Every.DAY, 1),
    "weekday": (Every.WORKDAY, 1),
    "working day": (Every.WORKDAY, 1),
    "workday": (Every.WORKDAY, 1),
    "week": (Every.WEEK, 1),
    "weekly": (Every.WEEK, 1),
    "fortnight": (Every.WEEK, 2),
    "fortnightly": (Every.WEEK, 2),
    "biweekly": (Every.WEEK, 2),
    "month": (Every.MONTH, 1),
    "monthly": (Every.MONTH, 1),
    "quarter": (Every.MONTH, 3),
    "quarterly": (Every.MONTH, 3),
    "year": (Every.YEAR, 1),
    "yearly": (Every.YEAR, 1),
    "annually": (Every.YEAR, 1),
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something comes, and where the words say so."""

    every: Every = Every.ONCE
    interval: int = 1
    weekday: int | None = None
    day: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    several: str = ""
    """Several single weekdays, as they are written: "Monday, Wednesday and Friday"."""


def read_rhythm(body: str, often: str, workdays: Collection[int]) -> Rhythm:
    """How often the words say that it shall come."""
    if found := _NTH.search(body):
        return _of_month(found, workdays)
    if found := _SEVERAL.search(body):
        return _on_weekdays(found)
    of_month = _DAY_OF_MONTH.search(body)
    spans = [of_month.span()] if of_month else []
    day = int(of_month["day"]) if of_month else None
    if found := _EVERY.search(body):
        spans.append(found.span())
        count = _COUNTS.get((found["n"] or "").lower()) or int(found["n"] or 1)
        if found["weekday"]:
            return Rhythm(Every.WEEK, count, _WEEKDAYS.index(found["weekday"].lower()), None, tuple(spans))
        every, interval = _UNITS[" ".join(found["unit"].lower().split())]
        return Rhythm(every, interval * max(count, 1), None, day, tuple(spans))
    word = often.lower()
    if not word and (once := _OFTEN.search(body)):
        spans.append(once.span())
        word = _ADVERBS.get(once["word"].lower().split()[-1], once["word"].lower())
    if word:
        every, interval = _UNITS[word]
        return Rhythm(every, interval, None, day, tuple(spans))
    return Rhythm()


_ADVERBS = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}


def _of_month(found: re.Match[str], workdays: Collection[int]) -> Rhythm:
    """ "the second Tuesday of the month", "the last working day of each month"."""
    what = found["what"].lower()
    if what in _WEEKDAYS:
        weekdays: tuple[int, ...] = (_WEEKDAYS.index(what),)
    else:
        weekdays = tuple(range(7)) if what == "day" else tuple(sorted(workdays))
    nth = _NTHS[found["nth"].lower()]
    return Rhythm(Every.MONTH, spans=(found.span(),), weekdays=weekdays, nth=nth)


def _on_weekdays(found: re.Match[str]) -> Rhythm:
    """Read several weekdays: "on Mondays and Thursdays" is a row, "on Monday and Thursday" are two days."""
    named = re.findall(rf"({_WEEKDAY})(s?)", found["days"].lower())
    if re.search(r"every|each", found["every"], re.IGNORECASE) or any(plural for _, plural in named):
        weekdays = tuple(sorted({_WEEKDAYS.index(day) for day, _ in named}))
        return Rhythm(Every.WEEK, spans=(found.span(),), weekdays=weekdays)
    return Rhythm(several=found["days"], spans=(found.span(),))
