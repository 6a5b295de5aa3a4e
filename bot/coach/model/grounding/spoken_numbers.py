"""Numbers that take several words: two and a half weeks, one in four, half past three (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.coach.model.grounding.number_words import (
    DAYS_OF,
    LARGE,
    MONTH,
    NUMBER_WORD,
    SHARES,
    SMALL,
    Figure,
    FigureKind,
)

_HALVES = re.compile(
    rf"\b(?P<number>{NUMBER_WORD}|\d+)\s+and\s+a\s+half(?:[\s-](?P<large>hundred|thousand|million|"
    rf"billion))?(?:\s+(?P<unit>hours?|days?|weeks?|months?|years?)\b)?",
    re.IGNORECASE,
)


_HALF_A = re.compile(r"\bhalf\s+an?\s+(?P<unit>hour|day|week|month|year)\b", re.IGNORECASE)


_EVERY_SECOND = re.compile(r"\bevery\s+(?:second|other)\b(?!\s+(?:day|week|month|year))", re.IGNORECASE)


_QUARTERS = re.compile(r"\b(?P<count>three\s+|a\s+)?quarters?\s+of\s+an\s+hour\b", re.IGNORECASE)


_AND_A_HALF = re.compile(r"\ban?\s+(?P<unit>hour|day|week|month|year)\s+and\s+a\s+half\b", re.IGNORECASE)


_IN = re.compile(
    rf"\b(?P<part>{NUMBER_WORD}|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{NUMBER_WORD}|"
    rf"\d+)\b(?!\s*(?:days?|weeks?|months?|years?|hours?|minutes?|{MONTH}))",
    re.IGNORECASE,
)


_PAST = re.compile(
    rf"\b(?P<part>half|quarter)\s+(?P<side>past|to)\s+(?P<hour>{NUMBER_WORD}|\d+)\b", re.IGNORECASE
)


_OF_A_MILLION = re.compile(
    r"\b(?:(?P<count>a|one|two|three)\s+)?(?P<share>third|quarter|"
    r"tenth)s?\s+of\s+a\s+(?P<large>million|billion)\b",
    re.IGNORECASE,
)


def _whole(written: str) -> float:
    return float(SMALL[written.lower()]) if written.lower() in SMALL else float(written)


def parts_of(text: str) -> Iterable[Figure]:
    """Both numbers of "two out of five", which may also be said alone."""
    for match in _IN.finditer(text):
        for name in ("part", "whole"):
            yield Figure(FigureKind.PLAIN, _whole(match[name]), match[name], *match.span(name))


def expressions(text: str) -> Iterable[Figure]:
    """Numbers that take several words: two and a half weeks, one in four, half past three."""
    for match in _HALVES.finditer(text):
        value = (_whole(match["number"]) + 0.5) * LARGE.get((match["large"] or "").lower(), 1)
        unit = (match["unit"] or "").lower().removesuffix("s")
        kind = FigureKind.DURATION if unit else FigureKind.PLAIN
        yield Figure(kind, value * DAYS_OF.get(unit, 1), match[0], *match.span(), unit)
    for pattern, count in ((_HALF_A, 0.5), (_AND_A_HALF, 1.5)):
        for match in pattern.finditer(text):
            unit = match["unit"].lower()
            yield Figure(FigureKind.DURATION, count * DAYS_OF[unit], match[0], *match.span(), unit)
    for match in _QUARTERS.finditer(text):
        quarters = 3 if (match["count"] or "").lower().startswith("three") else 1
        yield Figure(FigureKind.DURATION, quarters * DAYS_OF["hour"] / 4, match[0], *match.span(), "hour")
    for match in _IN.finditer(text):
        if 0 < _whole(match["part"]) < _whole(match["whole"]):
            share = _whole(match["part"]) / _whole(match["whole"])
            yield Figure(FigureKind.SHARE, share, match[0], *match.span())
    for match in _EVERY_SECOND.finditer(text):
        yield Figure(FigureKind.SHARE, 0.5, match[0], *match.span())
    for match in _PAST.finditer(text):
        part = {"half": 0.5, "quarter": 0.25}[match["part"].lower()]
        hour = _whole(match["hour"]) + (part if match["side"].lower() == "past" else -part)
        yield Figure(FigureKind.TIME, hour, match[0], *match.span())
    for match in _OF_A_MILLION.finditer(text):
        count = {"two": 2, "three": 3}.get((match["count"] or "").lower(), 1)
        value = count * SHARES[match["share"].lower()] * LARGE[match["large"].lower()]
        yield Figure(FigureKind.PLAIN, value, match[0], *match.span())
