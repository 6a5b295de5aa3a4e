"""Contacts as vCard 4 and dates as iCalendar, whose lines are folded and escaped alike (B6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

_MOST_BYTES = 75
_FREQUENCIES = {"day": "DAILY", "workday": "WEEKLY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def escaped(text: str) -> str:
    """A text as the value of a line."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPED)


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, none of them ending within a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _MOST_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"


def vcard(contact: Mapping[str, Any], company: str) -> str:
    """A contact as a vCard 4."""
    first, _, last = str(contact["name"]).rpartition(" ")
    given, family = (first, last) if first else (last, "")
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:{escaped(contact['id'])}",
        f"FN:{escaped(contact['name'])}",
        f"N:{escaped(family)};{escaped(given)};;;",
        *_some("ORG", company),
        *_some("TITLE", contact.get("title")),
        *_list("NICKNAME", contact.get("aliases")),
        *_each("EMAIL", (contact.get("email"), *(contact.get("more_emails") or ()))),
        *_each("TEL;VALUE=text", (contact.get("phone"), *(contact.get("more_phones") or ()))),
        *_birthday(contact.get("birthday")),
        *([f"ADR:;;;{escaped(place)};;;"] if (place := contact.get("place")) else []),
        *_list("CATEGORIES", contact.get("tags")),
        *_each("URL", contact.get("links") or ()),
        "END:VCARD",
    ]
    return "".join(map(folded, lines))


def _some(name: str, value: str | None) -> list[str]:
    return [f"{name}:{escaped(value)}"] if value else []


def _each(name: str, values: Iterable[str | None]) -> list[str]:
    return [f"{name}:{escaped(each)}" for each in values if each]


def _list(name: str, values: Iterable[str] | None) -> list[str]:
    found = ",".join(escaped(each) for each in values or ())
    return [f"{name}:{found}"] if found else []


def _birthday(written: str | None) -> list[str]:
    if not written:
        return []
    unknown = "--" if written.startswith("--") else ""  # the year
    return [f"BDAY:{unknown}{written.replace('-', '')}"]


CALENDAR_BEGINS = "".join(
    map(folded, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tactegic//Export//EN", "CALSCALE:GREGORIAN"))
)
CALENDAR_ENDS = folded("END:VCALENDAR")


def events_of(kind: str, row: Mapping[str, Any], name: str, made_at: datetime) -> Iterator[str]:
    """The dates of a row as events of a whole day: promises, plan entries, meetings, birthdays.

    A reminder that waits is an event at its time, by the clocks of whoever opens the calendar.
    """
    if kind == "Reminder" and row.get("state", "waiting") == "waiting":
        yield "".join(map(folded, _reminder(row, name, made_at)))
        return
    found = _dated(kind, row, name)
    if found is None:
        return
    day, summary, yearly = found
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(row['id'])}@tactegic",
        f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(summary)}",
        "TRANSP:TRANSPARENT",
        *(["RRULE:FREQ=YEARLY"] if yearly else []),
        "END:VEVENT",
    ]
    yield "".join(map(folded, lines))


def _reminder(row: Mapping[str, Any], name: str, made_at: datetime) -> list[str]:
    begins = datetime.fromisoformat(f"{row['on']}T{row['at']}")
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(row['id'])}@tactegic",
        f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{begins:%Y%m%dT%H%M%S}",
        f"SUMMARY:{escaped(row['text'])}{escaped(f' ({name})') if name else ''}",
        "TRANSP:TRANSPARENT",
        *_recurrence(row),
        "END:VEVENT",
    ]


def _recurrence(row: Mapping[str, Any]) -> list[str]:
    """The recurrence rule of a reminder that comes again and again."""
    frequency = _FREQUENCIES.get(row.get("every", "once"))
    if frequency is None:
        return []
    weekdays = range(5) if row["every"] == "workday" else row.get("weekdays") or ()
    days = ",".join(f"{row.get('nth') or ''}{_WEEKDAYS[day]}" for day in weekdays)
    until = str(row.get("until") or "").replace("-", "")
    rule = (
        f"FREQ={frequency}",
        f"INTERVAL={row['interval']}" if row.get("interval", 1) > 1 else "",
        f"BYDAY={days}" if days else "",
        f"UNTIL={until}T235959" if until else "",
    )
    return [f"RRULE:{';'.join(filter(None, rule))}"]


def _dated(kind: str, row: Mapping[str, Any], name: str) -> tuple[date, str, bool] | None:
    """The day of a row, what is on that day, and whether it comes every year; None where it has no day."""
    whom = f" ({name})" if name else ""
    if kind == "Commitment" and row.get("due_on"):
        who = "Promised" if row.get("by") == "member" else "Promised to you"
        return date.fromisoformat(row["due_on"]), f"{who}: {row['what']}{whom}", False
    if kind == "Activity" and row.get("on"):
        return date.fromisoformat(row["on"]), f"{row['text']}{whom}", False
    if kind == "Meeting" and row.get("on"):
        return date.fromisoformat(row["on"]), f"Review meeting{whom}", False
    if kind == "Contact" and (birthday := row.get("birthday")):
        day = (
            birthday if birthday[0] != "-" else f"1972-{birthday[2:]}"
        )  # a leap year, so that each day is one
        return date.fromisoformat(day), f"Birthday of {row['name']}", True
    return None
