"""B6: whether a calendar is there as a whole, and no more than is read of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

_LINE = re.compile(r"^(BEGIN|END):(VCALENDAR|VEVENT)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_DAY = re.compile(r"^DTSTART[^:\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_RECURS = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)[;:]", re.MULTILINE | re.IGNORECASE)
_LISTED = re.compile(r"^(?:ATTENDEE|RDATE|EXDATE)[;:].*(?:\n[ \t].*)*", re.MULTILINE | re.IGNORECASE)
_MOST_EVENTS, _MOST_LISTED = 5_000, 50_000
"""Events that are not over long ago, and all who are invited to them with all their further days."""


def is_over(event: str, since: datetime) -> bool:
    """Return whether an event, as its text, took place once, and that before a time."""
    day = _DAY.search(event)
    before = since - timedelta(days=2)  # whatever its zone is
    return day is not None and day[1] < f"{before:%Y%m%d}" and _RECURS.search(event) is None


def is_too_much(events: Iterable[str]) -> bool:
    """Return whether these events, as their texts, are more than are read."""
    listed = 0
    for count, event in enumerate(events, 1):
        listed += sum(1 + found[0].count(",") for found in _LISTED.finditer(event))
        if count > _MOST_EVENTS or listed > _MOST_LISTED:
            return True
    return False


def is_cut_off(text: str) -> bool:
    """Return whether a calendar ends in the middle: it, or an event in it, begins and does not end."""
    in_calendar = in_event = False
    for found in _LINE.finditer(text):
        begins, of_event = found[1].upper() == "BEGIN", found[2].upper() == "VEVENT"
        if in_event and (begins or not of_event):
            return True
        if of_event:
            in_event = begins
        else:
            in_calendar = begins
    return in_calendar or in_event
