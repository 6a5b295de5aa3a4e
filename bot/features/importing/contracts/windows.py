"""The meetings of a whole calendar that lie around today, for who reads one again and again (B9).

It is called in a process apart, which is ended where it takes too long.
"""

from __future__ import annotations

import re
from datetime import datetime

from bot.core.calendar_meetings import MeetingGuest, MeetingSeen, WindowRead
from bot.features.importing.parsing.decoding import decode
from bot.features.importing.parsing.wholeness import is_cut_off
from bot.features.importing.rules.entries import MOST_CHARACTERS
from bot.features.importing.rules.values import is_mail

_MOST = 2_000
_NAME = re.compile(r"^X-WR-CALNAME(?:;[^:\n]*)?:(.*)$", re.MULTILINE | re.IGNORECASE)


def read_window(content: bytes, since: datetime, until: datetime, zone: str) -> WindowRead:
    """Return the meetings that begin between two times; `zone` is the member's."""
    text = decode(content)
    if "BEGIN:VCALENDAR" not in text[:5000].upper() or len(text) > MOST_CHARACTERS:
        return WindowRead(is_calendar=False)
    if is_cut_off(text):
        return WindowRead(is_cut_off=True)
    from bot.features.importing.parsing.calendars import read_calendar  # loads a library

    read = read_calendar(text, now=until, zone=zone, since=since)
    if read.is_too_much:
        return WindowRead(is_too_much=True)
    name = _NAME.search(text)
    owner = name[1].strip().lower() if name else ""
    return WindowRead(
        meetings=tuple(
            MeetingSeen(
                uid=each.uid,
                occurrence=each.occurrence,
                second=each.second,
                minutes=each.minutes,
                is_day=each.is_day,
                title=each.summary,
                guests=tuple(MeetingGuest(one.email, one.name) for one in each.attendees),
                is_shown_free=each.is_shown_free,
                absent=each.absent,
            )
            for each in read.meetings[-_MOST:]
        ),
        private=read.left.private,
        owner=owner if is_mail(owner) else "",
        entries=read.entries,
    )
