"""On which day it took place what a note tells (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import NameSpan
from bot.coach.rules.message.said_days import is_meal, is_only_spoken_of
from bot.language.calendar import Tense
from bot.language.dates import DateSpan, UnreadDay

_SURE = 0.5
_MOVED_TO = re.compile(
    r"\b(?:moved?|moves|push(?:ed|es)?(?: back)?|postponed?|delay(?:ed|s)?|shift(?:ed|s)?|rescheduled?|"
    r"slip(?:s|ped)?|bump(?:ed|s)?|put off)\b[^.;!?\n]{0,60}\b(?:to|till|until)\s+(?:the\s+|next\s+)?$",
    re.IGNORECASE,
)
"""Words before the day to which something moved, on which nothing took place: "moved the quote to Monday"."""
_LONGEST_DAYS = 31
_BEFORE = 90
_NOT_THEN = frozenset(("by", "before", "until", "till", "til", "due", "since", "no later than"))


_MEETING = (
    r"(?:meeting|mtg|call|lunch|dinner|breakfast|coffee|visit|review|demo|workshop|session|appointment|slot|"
    r"kick-?off|training|trip|tour|date|presentation|qbr|audit|pitch|chat|zoom|invite|catch-?up)"
)
_CALLED_OFF = re.compile(
    r"\b(?:cancel(?:l?ed|s|ling)?|postpone[ds]?|call(?:ed|s)? off|drop(?:ped|s)?|skip(?:ped|s)?|decline[ds]?|"
    r"moved?|moves|push(?:ed|es)?|reschedule[ds]?|confirm(?:ed|s)?|accept(?:ed|s)?|agreed to|"
    r"can(?:['\u2019]?t|not) make|won['\u2019]?t make|miss(?:es)?|"
    r"set up|booked|arranged|scheduled|invited (?:me|us) to)\b[^.;!?\n]{0,40}"
    rf"\b{_MEETING}(?: (?:with|at|about|on|re) [\w ]{{2,30}}?)?,?\s*(?:(?:on|for|this|of)\s+)*$",
    re.IGNORECASE,
)
"""Words before the day of a meeting that is still to come: "cancelled the meeting on Monday"."""
_PLANNED = re.compile(
    rf"^\W*(?:[\w&-]+\s+){{0,3}}{_MEETING}(?: (?:with|w/|at) [\w &]{{2,40}}?)?,?\s*(?:on\s+)?$", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:met|had|saw|called|spoke|was|were|went|visited|sat|talked|just|came|told|said|did|showed|joined|"
    r"discussed|asked|promised|agreed|confirmed|good|great|nice|long|short|\w{3,}ed)\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\b(?:(?:has |have |had )?(?:left|joined|joins|retired|retd|resigned|quit|started at|took over|"
    r"moved to|moved on|"
    r"was (?:founded|born|promoted|appointed))\b\.?[^.;!?\n]{0,60}\b(?:on|in|since|from|w\.?e\.?f\.?|as of|"
    r"effective)|"
    r"w\.?e\.?f\.?|as of|effective|since|for|valid (?:from|until))\s*$",
    re.IGNORECASE,
)
"""Words before the day of a fact, on which the member met nobody: "retired on 31 August"."""
_BARE_DAY = re.compile(
    r"(?:on |this )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?: (?:morning|afternoon|"
    r"evening|at \d.*))?",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"y['\u2019]day", re.IGNORECASE)
"""A short form that the reader takes for no day."""


def day_of_note(text: str, dates: Sequence[DateSpan], names: Sequence[NameSpan], today: date) -> date | None:
    """Return the day that the reader takes for the note's; None where none is told (then it is today)."""
    for name in names:
        if name.label is not NameLabel.DAY_OF_NOTE or name.probability < _SURE:
            continue
        for span in dates:
            overlaps = span.start < name.end and name.start < span.end
            if _MOVED_TO.search(text, max(0, span.start - _BEFORE), span.start):
                continue
            if span.marker in _NOT_THEN or is_to_come(text, span) or is_only_spoken_of(text, span, today):
                continue
            if _FACT.search(text, max(0, span.start - _BEFORE), span.start) and not is_meal(text, span):
                continue
            begun = span.reading.tense is not Tense.FUTURE and span.told.first <= today
            if overlaps and begun and span.told.days <= _LONGEST_DAYS:
                return min(span.told.last, today)
    short = (one for one in dates if _YESTERDAY.fullmatch(one.written) and one.marker not in _NOT_THEN)
    return next((one.told.last for one in short), None)


def is_to_come(text: str, span: DateSpan) -> bool:
    """Return whether a bare weekday is that of a meeting to come: one called off, or only announced."""
    if _BARE_DAY.fullmatch(text[span.start : span.end].strip()) is None:
        return False
    before = text[max(0, span.start - _BEFORE) : span.start]
    if _CALLED_OFF.search(before):
        return True
    line = text[: span.start]
    return len(line) <= _BEFORE and _PLANNED.match(line) is not None and _TOLD.search(text) is None


def is_on_unread_day(unread: Sequence[UnreadDay], names: Sequence[NameSpan]) -> bool:
    """Return whether the day of the note is one that the calendar does not have: "met Ivo on 31 November"."""
    return any(
        name.label is NameLabel.DAY_OF_NOTE and day.start < name.end and name.start < day.end
        for name in names
        for day in unread
    )
