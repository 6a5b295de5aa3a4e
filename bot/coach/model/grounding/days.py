"""Dates that do not follow from the sources, where "tomorrow" counts from the day of the note (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.number_words import Figure, FigureKind
from bot.language.calendar import Period, Tense, Unit, one_day
from bot.language.dates import DateSpan, read_dates
from bot.language.names import fold

_MOST_DAYS = 92
"""Days of the longest span that a month, a quarter or a season may stand for."""
_MOST_SLACK = 7
"""Days of a known span ("end of May", "next week") of which the first or last may be named alone."""
_MOST_OF_A_YEAR = 360
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b", re.IGNORECASE)

_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d\s*(?:[ap]\.?m\.?)?|\s*(?:[ap]\.?m\.?|h|o'clock))\s+(?:on\s+)?(?=[a-z])",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)")
_WITHIN = re.compile(r"within\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AMOUNT = re.compile(r"\d+\.\d+\.?$")
"""An amount at the end of a sentence looks like a day of a month: 12.50."""


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The spans of days that sources name or were told on, and the words that they have."""

    periods: frozenset[Period]
    words: str
    durations: frozenset[float]
    """How long something takes, in days, where they say so."""

    @property
    def days(self) -> frozenset[date]:
        """Return the single days among them."""
        return frozenset(period.first for period in self.periods if period.days == 1)


def known_days(sources: Iterable[GroundSource], asked: str, today: date) -> KnownDays:
    """Return the days and spans that sources and question name, each read from the day of its telling."""
    sources = list(sources)
    periods: set[Period] = set()
    for source in sources:
        day = source.day or today
        periods |= _read(source.text, day)
        if source.day is not None:
            periods.add(one_day(source.day))
    periods |= _read(asked, today)
    texts = (*(each.text for each in sources), asked)
    durations = {
        each.value for text in texts for each in figures_in(text) if each.kind is FigureKind.DURATION
    }
    return KnownDays(frozenset(periods), " ".join(map(fold, texts)), frozenset(durations))


def new_date(text: str, known: KnownDays, today: date) -> str:
    """Return the first date of a text that does not follow from what is known, empty where all do."""
    read = read_dates(text, today)
    for unread in read.unread:
        if fold(unread.written).strip(" .,") not in known.words and not _AMOUNT.match(unread.written):
            return unread.written
    return next((span.written for span in read.spans if not _follows(span, known, today)), "")


def without_dates(text: str, today: date, fill: str = " ") -> str:
    """Return a text in which its dates are blank or filled, so that what is left are other numbers."""
    for span in reversed(read_dates(text, today).spans):
        start = span.start + len(_clock_of(span.written))
        text = text[:start] + fill * (span.end - start) + text[span.end :]
    return text


def _clock_of(written: str) -> str:
    """Return the time of day with which a written date begins, empty where it has none."""
    match = _CLOCK.match(written)
    return match[0] if match else ""


def _read(text: str, day: date) -> set[Period]:
    found: set[Period] = set()
    for span in read_dates(text, day).spans:
        found |= {span.told, span.planned, one_day(span.due(day))}
        if span.reading.unit is Unit.DAY:
            # "From 1 to 19 February" names both days.
            found |= {one_day(end) for each in (span.told, span.planned) for end in (each.first, each.last)}
    return found


def _follows(span: DateSpan, known: KnownDays, today: date) -> bool:
    reading, written = span.reading, fold(span.written[len(_clock_of(span.written)) :])
    spans = (reading.past, reading.future)
    if (
        reading.unit is Unit.DAY
        and reading.past.days > 1
        and any(each.first in known.days and each.last in known.days for each in spans)
    ):
        return True
    if _WITHIN.match(written) and any(_is_known(each, known) for each in figures_in(written)):
        return True
    if reading.unit is Unit.YEAR and (years := _YEAR.findall(written)):
        return all(re.search(rf"\b{year}\b", known.words) or _is_told(int(year), known) for year in years)
    if written in ("today", "now") and re.search(r"\b(?:now|today|currently)\b", known.words):
        return True
    if any(_fits(each, period, reading.unit) for each in spans for period in known.periods):
        return True
    if (
        today in (reading.past.first, reading.future.first)
        and reading.unit is Unit.DAY
        and reading.tense is not Tense.OPEN
    ):
        return False
    if any(_is_as_long(figure, day, today) for figure in figures_in(written) for day in known.days):
        return True
    if _WEEKDAY.fullmatch(written.strip()) and not reading.has_year and _same_name(span, known):
        return True
    if _DAY_OF_MONTH.fullmatch(written) and re.search(rf"\b{re.escape(written)}\b", known.words):
        return True
    if not reading.named:
        return reading.unit is not Unit.DAY and written.split()[-1] in known.words.split()
    if not reading.has_year and _same_name(span, known):
        return True
    if (
        reading.unit is not Unit.DAY
        and not any(c.isdigit() for c in written)
        and written.split()[-1] in known.words
    ):
        return True
    return not any(c.isdigit() for c in written) and written in known.words


def _is_told(year: int, known: KnownDays) -> bool:
    """Return whether the sources tell of a whole year: "this year" in a note of 2026."""
    return any(
        each.days > _MOST_OF_A_YEAR and each.first.year == each.last.year == year for each in known.periods
    )


def _is_known(figure: Figure, known: KnownDays) -> bool:
    """Return whether a duration is one that is told, in whatever unit: two weeks are 14 days."""
    return any(abs(figure.value - each) <= 0.04 * each for each in known.durations)


def _is_as_long(figure: Figure, day: date, today: date) -> bool:
    """Return whether "six months ago" may mean a day, as people reckon in months."""
    days = abs((today - day).days)
    slack = {"w": 1, "m": 8, "y": 31, "q": 14}.get(figure.unit[:1], 0)
    return figure.kind is FigureKind.DURATION and abs(days - figure.value) <= slack


def _same_name(span: DateSpan, known: KnownDays) -> bool:
    """Return whether a day or month without its year is that of a known one, or its weekday."""
    weekday = _WEEKDAY.fullmatch(span.written[len(_clock_of(span.written)) :].strip())
    if weekday:
        return any(day.weekday() == span.planned.first.weekday() for day in known.days)
    first, last = span.planned.first, span.planned.last
    if span.reading.unit in (Unit.MONTH, Unit.QUARTER, Unit.SEASON):
        months = {(first.month - 1 + ahead) % 12 + 1 for ahead in range((last.month - first.month) % 12 + 1)}
        return any(
            each.days <= _MOST_DAYS and {each.first.month, each.last.month} <= months
            for each in known.periods
        )
    return any(
        (first.month, first.day) == (each.first.month, each.first.day)
        and (last.month, last.day) == (each.last.month, each.last.day)
        for each in known.periods
    )


def _fits(said: Period, known: Period, unit: Unit) -> bool:
    if said == known:
        return True
    if unit is not Unit.DAY:
        return said.first <= known.first and known.last <= said.last
    return said.days == 1 and known.days <= _MOST_SLACK and said.first in (known.first, known.last)


def gaps(days: Sequence[date]) -> frozenset[int]:
    """Return the days between any two of these dates."""
    return frozenset(abs((one - other).days) for one in days for other in days if one != other)
