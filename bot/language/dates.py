"""Reads dates as people write them in English ("last Thursday", "by the 30th"), by rules.

All dates are the member's local ones; `today` is an argument. What is ambiguous without a tense ("on
Tuesday", "3 June") is resolved both ways, and the caller says whether a report or a promise is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.birthdays import yearly_leap_days
from bot.language.calendar import FRIDAY, DateReading, NoSuchDay, Period, Tense, Unit, week_of
from bot.language.date_context import Context
from bot.language.date_forms import FORMS
from bot.language.names import word_set
from bot.language.nesting import Found, nest
from bot.language.period_forms import ANCHORS

_MARKER = re.compile(
    r"\b(by|before|ahead of|prior to|until|till|til|no later than|not later than|latest|due|on|in|since|from|"
    r"after|during|within|between|over|for|through|as of|at|about|around|until after|till after)"
    r"\s+(?:or\s+before\s+)?(?:the\s+)?(?:very\s+)?$",
    re.IGNORECASE,
)
_RECURS = re.compile(
    r"\b(?:every|each|any|per)(?:\s+(?:other|second|third|single|last|first))?\s+$", re.IGNORECASE
)
_MONTH_FIRST_ZONES = word_set(
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix "
    "America/Anchorage America/Detroit America/Boise America/Juneau America/Sitka America/Nome America/Adak "
    "America/Yakutat America/Metlakatla America/Menominee Pacific/Honolulu Pacific/Guam Asia/Manila"
)
_MONTH_FIRST_GROUPS = ("America/Indiana/", "America/Kentucky/", "America/North_Dakota/", "US/")
_MONTH_FIRST_COUNTRIES = frozenset(("", "US", "PH"))
_STILL_MEANT = 61
"""For how many days a day named without its year is taken as gone by, and not as that of the next year."""


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

    @property
    def is_choice(self) -> bool:
        """True where it names days to choose from: "Monday or Tuesday"."""
        return " or " in self.written.lower() and self.planned.days > 1

    def due(self, today: date, *, is_past: bool = False) -> date:
        """Return the last day on which something promised for it is in time.

        "Before" ends the day before; "by" a month or season means its first day; a week ends on Friday, as
        working weeks do. A day without a year that went by in the last 61 days is that day ("by 10 April",
        said on 15 April), for it is overdue rather than due in a year. With `is_past` the words around say
        that it has gone by ("it was due on Monday").
        """
        period = self.told if is_past or self.has_gone_by(today) else self.planned
        if self.marker in ("before", "ahead of", "prior to") and not self.reading.is_end:
            return period.first - timedelta(days=1)
        if self.reading.unit is Unit.WEEK:
            friday = week_of(period.first).first + timedelta(days=FRIDAY)
            return friday if friday >= today or is_past else period.last
        if (
            self.marker == "by"
            and self.reading.named
            and self.reading.unit in (Unit.MONTH, Unit.SEASON, Unit.YEAR)
        ):
            return period.first
        return period.last

    def has_gone_by(self, today: date) -> bool:
        """Return whether it is a day without a year that went by in the last 61 days."""
        reading = self.reading
        if reading.tense is not Tense.OPEN or not reading.named or reading.unit is not Unit.DAY:
            return False
        return reading.past != reading.future and 0 < (today - reading.past.last).days <= _STILL_MEANT


@dataclass(frozen=True, slots=True)
class UnreadDay:
    """Words at `text[start:end]` that name a day which does not exist or is not known: 31 April, Ramadan."""

    start: int
    end: int
    written: str
    marker: str
    """The small word before it, as with a date."""


@dataclass(frozen=True, slots=True)
class DatesRead:
    """What a text says of days: those that were read, and the words that name none; both in order."""

    spans: tuple[DateSpan, ...]
    unread: tuple[UnreadDay, ...]


def read_dates(text: str, today: date, *, day_first: bool = True) -> DatesRead:
    """Return every date written in a text and every one that does not exist, without overlaps."""
    context = Context(today, day_first)
    spans, unread = list[DateSpan](), list[UnreadDay]()
    for one in _apart(nest(text, _find(text, context), context)):
        written, marker = text[one.start : one.end], _marker(text, one.start)
        if isinstance(one.reading, NoSuchDay):
            if around := yearly_leap_days(text, one.start, one.end, today):
                spans.append(DateSpan(one.start, one.end, written, marker, DateReading(*around, named=True)))
            else:
                unread.append(UnreadDay(one.start, one.end, written, marker))
        elif not _RECURS.search(text, max(0, one.start - 24), one.start):
            spans.append(DateSpan(one.start, one.end, written, marker, one.reading))
    return DatesRead(tuple(spans), tuple(unread))


def find_dates(text: str, today: date, *, day_first: bool = True) -> list[DateSpan]:
    """Return every date written in a text, in order, without overlaps; the longest reading wins."""
    return list(read_dates(text, today, day_first=day_first).spans)


def read_date(words: str, today: date, *, day_first: bool = True, past: bool = True) -> date | None:
    """Return the one day that a few words name ("last Thursday", "3 June"); None where they name none."""
    spans = find_dates(words, today, day_first=day_first)
    if not spans:
        return None
    return min(spans[0].told.last, today) if past else spans[0].due(today)


def day_first_in(zone: str, locale: str = "") -> bool:
    """Return whether 3/6 is the third of June for a member: everywhere but in the United States.

    The zone decides, for "en-US" is what Slack sets where nobody chose. In a zone of the United States a
    locale of another country was chosen, and counts.
    """
    country = locale.replace("_", "-").partition("-")[2].rpartition("-")[2].upper()
    month_first = zone in _MONTH_FIRST_ZONES or zone.startswith(_MONTH_FIRST_GROUPS)
    return not (month_first and country in _MONTH_FIRST_COUNTRIES)


def _find(text: str, context: Context) -> list[Found]:
    """Return what the forms find, none of which looks at a text that lacks the words it needs."""
    has = dict[re.Pattern[str], bool]()
    found = list[Found]()
    for forms, is_anchor in ((FORMS, False), (ANCHORS, True)):
        for form in forms:
            if form.needs not in has:
                has[form.needs] = form.needs.search(text) is not None
            if not has[form.needs]:
                continue
            for match in form.pattern.finditer(text):
                reading = form.read(match, context)
                if reading is not None:
                    found.append(Found(match.start(), match.end(), reading, is_anchor))
    return found


def _marker(text: str, start: int) -> str:
    match = _MARKER.search(text, max(0, start - 30), start)
    return match.group(1).lower() if match else ""


def _apart(found: Iterable[Found]) -> list[Found]:
    """Return those of the found dates that stand for themselves: the longest from the left."""
    kept = list[Found]()
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not one.is_anchor and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept
