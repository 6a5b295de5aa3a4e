"""Which time a question asks about (B2)."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from bot.language.calendar import Tense
from bot.language.dates import find_dates
from bot.language.names import fold

_YESTERDAY = re.compile(r"\byesterday\b", re.IGNORECASE)
_RECENT = re.compile(r"\b(?:last|this|past) (week|month|year)\b", re.IGNORECASE)
_IN_A_MONTH = re.compile(
    r"\b(since|after|in|from|of|during|early|late|mid) (?:early |late |mid )?([a-z]+)\.?(?: (\d{4}))?\b",
    re.IGNORECASE,
)
_UP_TO_NOW = frozenset({"today", "this quarter", "this morning", "this afternoon"})
MONTH_NUMBERS = {fold(name): number for number, name in enumerate(calendar.month_name) if name} | {
    fold(name): number for number, name in enumerate(calendar.month_abbr) if name
}
"""The months by their folded names, in full and cut short."""


def time_range_of(question: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and last day that a question asks about, as far as simple words say it."""
    text = fold(question)
    if "yesterday" in text:
        return today - timedelta(days=1), today - timedelta(days=1)
    if match := _RECENT.search(text):
        return _recent(match[1], "this" in match[0], today)
    if match := _IN_A_MONTH.search(text):
        month = MONTH_NUMBERS.get(match[2])
        if month and not (match[2] == "may" and " may" in question and not match[3]):
            return _month(match[1], month, int(match[3]) if match[3] else None, today)
    return _past_range(question, today)


def without_times(question: str, today: date) -> str:
    """Return the question without the words that say a time."""
    for span in reversed(find_dates(question, today)):
        question = f"{question[: span.start]} {question[span.end :]}"
    for pattern in (_RECENT, _IN_A_MONTH, _YESTERDAY):
        question = pattern.sub(_keep_other, question)
    return " ".join(question.split())


def _keep_other(match: re.Match[str]) -> str:
    """Keep a word that only stands where a month would: "in Lyon"."""
    is_time = len(match.groups()) < 2 or fold(match[2]) in MONTH_NUMBERS
    return " " if is_time else match[0]


def _past_range(question: str, today: date) -> tuple[date | None, date | None]:
    """Return the time that lies back by its own words: "the last three weeks", "today".

    A day that may be part of what is asked ("the audit on 3 June") is none.
    """
    for span in find_dates(question, today):
        period = span.told
        if span.reading.tense is Tense.PAST and period.first <= today:
            return period.first, today if span.marker == "since" else min(period.last, today)
        if span.written.casefold() in _UP_TO_NOW and period.first <= today:
            return period.first, min(period.last, today)
    return None, None


def _recent(unit: str, running: bool, today: date) -> tuple[date, date]:
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        return (monday, today) if running else (monday - timedelta(days=7), monday - timedelta(days=1))
    if unit == "month":
        first = today.replace(day=1)
        before = first - timedelta(days=1)
        return (first, today) if running else (before.replace(day=1), before)
    first = today.replace(month=1, day=1)
    return (first, today) if running else (first.replace(year=first.year - 1), first - timedelta(days=1))


def _month(how: str, month: int, year: int | None, today: date) -> tuple[date, date]:
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    first = date(year, month, 1)
    if how in {"since", "after"}:
        return first, today
    return first, date(year, month, calendar.monthrange(year, month)[1])
