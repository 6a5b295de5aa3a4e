"""The address of a calendar in words, and what of it may be shown.

Whoever has such an address reads the whole calendar, so that rather too many addresses are taken for one than
too few: those that end like a calendar's or lie where well-known services keep them, and any beside the word
"calendar".
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_FOUND = re.compile(
    r"(?P<whole>(?:https?|webcals?|caldavs?)://[^\s<>|\"'\u201c\u201d]{3,2000})"
    r"|(?<![\w@.:/-])(?P<bare>(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?/[^\s<>|\"'\u201c\u201d]{1,2000})",
    re.IGNORECASE,
)
"""An address, also one without the `https://` in front."""
_TRAILING = ".,;:!?)]}"
_SCHEMES = re.compile(r"(?:webcal|caldav)s?://", re.IGNORECASE)
_NEAR = 60
_BEFORE = re.compile(r"\b(?:calendars?|kalender|ical|ics|webcal)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"[>|)\s]*(?:,|-|:|\u2013|\u2014|is|are|was)?\s*(?:my|our|the|a)\s+(?:\w+\s+){0,2}calendar\b",
    re.IGNORECASE,
)
_PATHS = re.compile(
    r"\.(?:ics|ical|icalendar|ifb|vcs)(?:$|[/?#&;])"
    r"|/ical/|/icalendar/|/caldav/|/calendar/published/|/public-calendars/|/dav/calendars/"
    r"|/apps/calendar/(?:p|embed)/|/owa/calendar/|/reachcalendar\.|/published/\d+/"
    r"|[?&](?:export|format|type|output)=(?:ics|ical|icalendar|calendar)\b",
    re.IGNORECASE,
)
"""Where calendars lie, whosever the server is."""
_HOSTS = re.compile(
    r"(?:^|\.)(?:caldav|ical|webcal|calendars)\.|caldav\.|-calendars?\.icloud\.com$|(?:^|\.)user\.fm$",
    re.IGNORECASE,
)
"""Servers that hold calendars, and nothing else."""
_SERVICES = re.compile(
    r"^(?:calendar\.google\.com/calendar/(?!(?:u/\d+/)?(?:r/)?(?:event|render|appointments))"
    r"|(?:www\.)?google\.com/calendar/(?!(?:event|render))"
    r"|outlook\.(?:live|office|office365)\.com/(?:[^?]*/)?calendar(?:/|$)"
    r"|(?:[\w-]+\.)*fastmail\.(?:com|fm)/[^?]*cal"
    r"|calendar\.(?:proton\.me|yahoo\.com|zoho\.\w+)/)",
    re.IGNORECASE,
)
"""Where these services keep calendars; a page about a single event is none."""


def find_calendar_address(text: str) -> str:
    """Return the address of a calendar that stands in a text; empty where there is none.

    It is one of https, unless another scheme stands before it.
    """
    for found in _FOUND.finditer(text):
        written = found[0].rstrip(_TRAILING)
        address = tidy_address(written if found["whole"] else f"https://{written}")
        if _SCHEMES.match(written) or _is_calendars(address) or _is_beside_the_word(text, found):
            return address
    return ""


def _is_calendars(address: str) -> bool:
    """Whether an address lies where calendars do."""
    rest = unquote(unquote(address.partition("://")[2]))
    host = rest.partition("/")[0].rpartition("@")[2].partition(":")[0].partition("?")[0]
    path = rest[len(rest.partition("/")[0]) :]
    return bool(_PATHS.search(path) or _HOSTS.search(host) or _SERVICES.match(f"{host}{path}"))


def _is_beside_the_word(text: str, found: re.Match[str]) -> bool:
    """Whether somebody says of an address that it is a calendar's."""
    before = text[max(found.start() - _NEAR, 0) : found.start()]
    words = _FOUND.sub(" ", before).rpartition("://")[2]
    return bool(_BEFORE.search(words) or _AFTER.match(text, found.end()))


def tidy_address(written: str) -> str:
    """Return an address as it is asked: without brackets around it, and `webcal` as https."""
    address = written.strip().strip("<>").partition("|")[0].strip()
    return _SCHEMES.sub("https://", address, count=1) if _SCHEMES.match(address) else address


def host_of(address: str) -> str:
    """Return the host of an https address, in small letters; empty where it is none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.casefold() if parts.scheme.casefold() == "https" else ""
