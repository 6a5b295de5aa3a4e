"""B6: the time zones of calendars: known ones, those of Windows, odd ones, and those that a file defines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+\u2212-])(\d{1,2})(?::?(\d{2}))?|\(?(?:UTC|GMT)\)?$", re.IGNORECASE)


class CalendarZones:
    """The zones of one calendar."""

    def __init__(self, blocks: Iterable[str]) -> None:
        """`blocks` are the texts of the zones that the file defines."""
        self._blocks = {_name_of(block): block for block in blocks}
        self._known: dict[str, tzinfo | None] = {}

    def find(self, name: str) -> tzinfo | None:
        """Return the zone with this name; None where nothing says what it is."""
        name = name.strip().strip('"')
        if name not in self._known:
            self._known[name] = _named(name) or self._defined(name) or _by_offset(name)
        return self._known[name]

    def _defined(self, name: str) -> tzinfo | None:
        """Return the zone as the file defines it."""
        block = self._blocks.get(name)
        if block is None:
            return None
        try:
            found = Timezone.from_ical(block)
            return found.to_tz() if isinstance(found, Timezone) else None
        except Exception:  # whatever a broken definition makes of the library: it defines nothing
            return None


def _name_of(block: str) -> str:
    found = re.search(r"^TZID(?:;[^:\n]*)?:(.*)$", block, re.MULTILINE)
    return found[1].strip() if found else ""


def _named(name: str) -> tzinfo | None:
    """Return the zone of a name in the zone database, of Windows, or with one of these at its end."""
    if name.upper() in ("UTC", "Z", "GMT"):
        return ZoneInfo("UTC")
    parts = name.split("/")
    # "/freeassociation.sourceforge.net/Europe/Berlin" and the like end with a name of the database.
    ends = ("/".join(parts[n:]) for n in range(len(parts)) if len(parts) - n > 1 or n == 0)
    candidates = [WINDOWS_TO_OLSON.get(name, ""), *ends]
    known = next((each for each in candidates if each and each in available_timezones()), None)
    return ZoneInfo(known) if known else None


def _by_offset(name: str) -> tzinfo | None:
    """Return the zone of a name that says its distance from UTC: "(UTC+01:00) Amsterdam, Berlin"."""
    found = _OFFSET.search(name)
    if found is None:
        return None
    sign = -1 if found[1] in ("-", "\u2212") else 1
    hours, minutes = int(found[2] or 0), int(found[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
