"""Reads dates as people write them in English ("last Thursday", "by the 30th"), by rules.

All dates are the member's local ones; `today` is an argument. What is ambiguous without a tense ("on
Tuesday", "3 June") is resolved both ways, and the caller says whether a report or a promise is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.calendar import FRIDAY, DateReading, Period, Unit, week_of
from bot.language.date_context import Context
from bot.language.date_forms import FORMS
from bot.language.names import word_set

_MARKER = re.compile(
    r"\b(by|before|ahead of|until|till|til|no later than|not later than|latest|due|on|in|since|from|after|"
    r"during|within|between|over|for|through|as of|at|about|around|until after|till after)"
    r"\s+(?:or\s+before\s+)?(?:the\s+)?(?:very\s+)?$",
    re.IGNORECASE,
)
_MONTH_FIRST_ZONES = word_set(
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix "
    "America/Anchorage America/Detroit America/Boise Pacific/Honolulu"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as written at `text[start:end]`: what it means in a report and what in a promise."""

    start: int
    end: int
    written: str
    marker: str
    """The small word before it ("by", "since"), in lower case, empty where there is none."""
    reading: DateReading

    @property
    def told(self) -> Period:
        """What it means where something past is told."""
        return self.reading.past

    @property
    def planned(self) -> Period:
        """What it means where something to come is told."""
        return self.reading.future

    def due(self, today: date) -> date:
        """Return the last day on which something promised for it is in time.

        "Before" ends the day before; "by" a month or season means its first day; a week ends on Friday,
        as working weeks do.
        """
        period = self.planned
        if self.marker in ("before", "ahead of"):
            return period.first - timedelta(days=1)
        if self.reading.unit is Unit.WEEK:
            friday = week_of(period.first).first + timedelta(days=FRIDAY)
            return friday if friday >= today else period.last
        if (
            self.marker == "by"
            and self.reading.named
            and self.reading.unit in (Unit.MONTH, Unit.SEASON, Unit.YEAR)
        ):
            return period.first
        return period.last


def find_dates(text: str, today: date, *, day_first: bool = True) -> list[DateSpan]:
    """Return every date written in a text, in order, without overlaps; the longest reading wins."""
    context = Context(today, day_first)
    found: list[tuple[int, int, DateReading]] = []
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            reading = read(match, context)
            if reading is not None:
                found.append((match.start(), match.end(), reading))
    return [
        DateSpan(start, end, text[start:end], _marker(text, start), reading)
        for start, end, reading in _apart(found)
    ]


def read_date(words: str, today: date, *, day_first: bool = True, past: bool = True) -> date | None:
    """Return the one day that a few words name ("last Thursday", "3 June"); None where they name none."""
    spans = find_dates(words, today, day_first=day_first)
    if not spans:
        return None
    return min(spans[0].told.last, today) if past else spans[0].due(today)


def day_first_in(zone: str) -> bool:
    """Return whether 3/6 is the third of June there: everywhere but in the zones of the United States."""
    return zone not in _MONTH_FIRST_ZONES


def _marker(text: str, start: int) -> str:
    match = _MARKER.search(text, max(0, start - 30), start)
    return match.group(1).lower() if match else ""


def _apart(found: Iterable[tuple[int, int, DateReading]]) -> list[tuple[int, int, DateReading]]:
    kept: list[tuple[int, int, DateReading]] = []
    for item in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return kept
