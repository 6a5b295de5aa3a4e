"""Reads a time of day as people write it in English ("at 9", "half past two", "tonight"), by rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_IN_A_WHILE = re.compile(
    rf"\bin\s+(?:(?P<half>half an hour)|(?:about\s+)?(?P<n>{_COUNT})\s+(?P<unit>hours?|hrs?|h|minutes?|mins?)"
    r"(?P<and>\s+and a half)?)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:\b(?:at|around|about|by|from)\s+|@\s*)?\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d))?\s*"
    r"(?P<half>a\.?m\b\.?|p\.?m\b\.?)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:\b(?P<cue>at|around)\s+|@\s*)(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d))?(?:\s*o['\u2019]?clock|\s?h)?\b"
    r"(?!\s*(?:%|st\b|nd\b|rd\b|th\b|/|[.,:]?\d|(?:people|companies|sites|plants|days|weeks|hours)\b))",
    re.IGNORECASE,
)
_DIGITAL = re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b")
_SPOKEN = re.compile(
    r"\b(?:at\s+)?(?P<part>half past|quarter past|quarter to)\s+(?P<hour>\d{1,2}|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
_HOURS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NAMED = re.compile(
    r"\b(?:(?:at|around|by)\s+)?(?P<word>noon|midday|lunchtime|lunch time|first thing(?: in the morning)?|"
    r"(?:in the|this)\s+(?:morning|afternoon|evening)|(?<=tomorrow )(?:morning|afternoon|evening)|"
    r"(?<=day )(?:morning|afternoon|evening)|tonight)\b",
    re.IGNORECASE,
)
_LATEST_BARE = 21


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day as written at `text[start:end]`, or (with `after`) a span of time from now on."""

    start: int
    end: int
    at: time | None = None
    after: timedelta | None = None


def find_clock_time(text: str, day_begins: time) -> ClockTime | None:
    """Find the first time of day in a text; None where there is none, or where it is no time (25:00).

    A bare hour before the working day begins means the afternoon: "at 3" is 15:00 for somebody who begins
    at 8.
    """
    if found := _IN_A_WHILE.search(text):
        return ClockTime(found.start(), found.end(), after=_span(found))
    if found := _CLOCK.search(text):
        return _clock(found, _half_day(int(found["hour"]), found["half"].lower()))
    if found := _SPOKEN.search(text):
        return _spoken(found, day_begins)
    if found := _BARE.search(text) or _DIGITAL.search(text):
        hour = int(found["hour"])
        is_bare = "cue" in found.groupdict() and found["minute"] is None
        return _clock(found, _likely(hour, day_begins) if is_bare or len(found["hour"]) == 1 else hour)
    if found := _NAMED.search(text):
        return ClockTime(found.start(), found.end(), _named(found["word"].lower(), day_begins))
    return None


def _span(found: re.Match[str]) -> timedelta:
    if found["half"]:
        return timedelta(minutes=30)
    count = float(_NUMBERS.get(found["n"].lower()) or int(found["n"]))
    count += 0.5 if found["and"] else 0
    return timedelta(hours=count) if found["unit"].lower().startswith("h") else timedelta(minutes=count)


def _clock(found: re.Match[str], hour: int) -> ClockTime | None:
    if not 0 <= hour < 24:
        return None
    return ClockTime(found.start(), found.end(), time(hour, int(found["minute"] or 0)))


def _half_day(hour: int, half: str) -> int:
    """The hour of 24 for one of 12; -1 where there is no such hour."""
    if not 1 <= hour <= 12:
        return -1
    return hour % 12 + (12 if half.startswith("p") else 0)


def _likely(hour: int, day_begins: time) -> int:
    """The hour that is meant by a bare one: the later half of the day where the early one is no work."""
    return hour + 12 if 0 < hour < min(day_begins.hour, 7) and hour + 12 <= _LATEST_BARE else hour


def _spoken(found: re.Match[str], day_begins: time) -> ClockTime | None:
    word = found["hour"].lower()
    hour = _likely(_HOURS.get(word) or int(word), day_begins)
    part = found["part"].lower()
    minute = {"half past": 30, "quarter past": 15, "quarter to": 45}[part]
    hour -= 1 if part == "quarter to" else 0
    return ClockTime(found.start(), found.end(), time(hour, minute)) if 0 <= hour < 24 else None


def _named(word: str, day_begins: time) -> time:
    if word in ("noon", "midday") or word.startswith("lunch"):
        return time(12)
    if "afternoon" in word:
        return time(14)
    if "evening" in word or word == "tonight":
        return time(18)
    return day_begins
