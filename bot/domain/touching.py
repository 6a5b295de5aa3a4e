"""When a note tells of a touch, and what a touch does to a contact (B1, B3)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_CHANNELS: tuple[tuple[str, str], ...] = (
    ("phone", r"call(?:ed)?(?! off\b)|phone[d]?|rang|by phone|on the phone|voicemail"),
    ("video", r"video ?call|zoom(?:ed)?|teams call|webinar"),
    ("email", r"e-?mail(?:ed)?|wrote (?:to|me|back)|replied|sent (?:her|him|them|me)"),
    ("message", r"texted|messaged|pinged|dm(?:ed|'d)|linkedin message"),
    (
        "in person",
        r"met|meeting|lunch(?:ed)?|coffee|dinner|breakfast|drinks?|visit(?:ed)?|workshop|site tour|ran into|"
        r"bumped into|sat down|had a walk|catch-?up|demo(?:ed)?",
    ),
    (
        "talk",
        r"spoke|talked|chatted|discussed|told me|told us|said|asked (?:me|us|for)|promised|agreed|heard from",
    ),
)
_NOT_YET = re.compile(
    r"\b(?:will|shall|going to|plan(?:s|ning)? to|want to|wants to|need to|must|should|let'?s|tomorrow|"
    r"next (?:week|month|year|monday|tuesday|wednesday|thursday|friday)|did(?:n'?t| not)|never|"
    r"no(?:t)? (?:yet|answer|reply)|"
    r"have(?:n'?t| not)|has(?:n'?t| not)|cancel(?:l?ed)?|postponed|call(?:ed)? off)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:met|spoke|talked|called|had|visited|told|said|promised|agreed)\b", re.IGNORECASE
)
_CLAUSES = re.compile(r"[.;!?\n]+")


def touch_channel(text: str) -> str | None:
    """How the member was in touch, as a note tells it; None where it tells of none that took place."""
    for clause in _CLAUSES.split(text):
        not_yet = _NOT_YET.search(clause)
        told = clause[: not_yet.start()] if not_yet else clause
        if not_yet and not _HAPPENED.search(told):
            continue
        for channel, words in _CHANNELS:
            if re.search(rf"\b(?:{words})\b", told, re.IGNORECASE):
                return channel
    return None


def touched_at(day: date, zone: str, now: datetime) -> datetime:
    """The UTC time of a touch known by its local date: noon of that day, never later than now."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC)
    return min(noon, now)


def later(known: datetime | None, other: datetime) -> datetime:
    """The later of the last touch known and another: an old touch told today does not turn the clock back."""
    return other if known is None or other > known else known
