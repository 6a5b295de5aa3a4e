"""B6: whether a calendar is there as a whole, and no more than is read of one."""

from __future__ import annotations

import re

_LINE = re.compile(r"^(BEGIN|END):(VCALENDAR|VEVENT)[ \t]*$", re.MULTILINE | re.IGNORECASE)


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
