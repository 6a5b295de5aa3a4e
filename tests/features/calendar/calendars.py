"""Calendars of tests, written as calendar programs write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

OWN = "mira@southwind.example"
ANA, LARS, TOM = "ana.ruiz@northwind.example", "lars@northwind.example", "tom.lind@oakhurst.example"
NAMES = {ANA: "Ana Ruiz", LARS: "Lars Berg", TOM: "Tom Lind", OWN: "Mira Vale"}


def event(
    uid: str,
    starts: datetime,
    *guests: str,
    title: str = "Quarterly review",
    minutes: int = 60,
    declined: bool = False,
    extra: Sequence[str] = (),
) -> str:
    """An event with the member as its organizer, and these guests."""
    ends = starts + timedelta(minutes=minutes)
    status = "DECLINED" if declined else "ACCEPTED"
    people = [f"ATTENDEE;CN={NAMES[OWN]};PARTSTAT={status}:mailto:{OWN}"]
    people += [f"ATTENDEE;CN={NAMES.get(each, each)};PARTSTAT=ACCEPTED:mailto:{each}" for each in guests]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTART:{stamp(starts)}",
        f"DTEND:{stamp(ends)}",
        f"SUMMARY:{title}",
        *people,
        *extra,
        "END:VEVENT",
    ]
    return "\r\n".join(lines) + "\r\n"


def stamp(at: datetime) -> str:
    """A time as calendars write it, in UTC."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def calendar(*events: str, zone: str = "Europe/Berlin") -> str:
    """A calendar with these events."""
    head = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\nX-WR-CALNAME:{OWN}\r\nX-WR-TIMEZONE:{zone}\r\n"
    )
    return head + "".join(events) + "END:VCALENDAR\r\n"
