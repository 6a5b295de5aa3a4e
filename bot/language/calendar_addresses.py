"""The address of a calendar in words, and what of it may be shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_FOUND = re.compile(r"(?:https|webcals?)://[^\s<>|\"'\u201c\u201d]{4,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}"


def find_calendar_address(text: str) -> str:
    """Return the https address of a calendar that stands in a text; empty where there is none.

    A page about a calendar is none: its address has to end like a calendar's, or to be a `webcal` one.
    """
    for found in _FOUND.finditer(text):
        address = tidy_address(found[0].rstrip(_TRAILING))
        is_webcal = found[0].casefold().startswith("webcal")
        if is_webcal or re.search(r"\.ics(?:$|[?#])", address, re.IGNORECASE):
            return address
    return ""


def tidy_address(written: str) -> str:
    """Return an address as it is asked: without brackets around it, and `webcal` as https."""
    address = written.strip().strip("<>").partition("|")[0].strip()
    return re.sub(r"^webcals?://", "https://", address, flags=re.IGNORECASE)


def host_of(address: str) -> str:
    """Return the host of an https address, in small letters; empty where it is none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.casefold() if parts.scheme.casefold() == "https" else ""
