"""B9: when a calendar is looked at next, and when the brief on a meeting comes."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ports.feeds import FeedFlaw
from bot.core.schedule.recurrence import WorkingHours, utc_of
from bot.features.calendar.rules.values import BriefTime, CalendarMeeting, CalendarReading

GIVES_UP_AFTER = 8
"""Failures in a row."""
_TOLD_LATER = 3
_PASSING = frozenset(
    (
        FeedFlaw.NO_SUCH_HOST,
        FeedFlaw.NO_ANSWER,
        FeedFlaw.TOO_SLOW,
        FeedFlaw.SERVER,
        FeedFlaw.CUT_OFF,
        FeedFlaw.UNREADABLE,
    )
)
"""What is often over by itself: it is told only when it has gone on for a while."""
_LONGEST = timedelta(days=1)
_DAY = timedelta(days=1)


def next_look(now: datetime, minutes: int, failures: int, member: str, *, is_quiet: bool) -> datetime:
    """Return when a calendar is looked at again: later after each failure, and spread over members.

    Of a member who has not spoken to the bot for long (`is_quiet`) it is looked at once a day.
    """
    pause = _LONGEST if is_quiet else min(timedelta(minutes=minutes) * 2 ** min(failures, 6), _LONGEST)
    digest = hashlib.blake2b(f"{member} {now.date()}".encode(), digest_size=4).digest()
    return now + pause * (1 + int.from_bytes(digest) / 2**32 / 5)


def is_told(reading: CalendarReading) -> bool:
    """Return whether what is wrong is to be told to the member now: once for each cause."""
    if not reading.flaw or reading.flaw in reading.told:
        return False
    return reading.flaw not in _PASSING or reading.failures >= _TOLD_LATER


def brief_at(
    meeting: CalendarMeeting, wished: BriefTime, zone: ZoneInfo, hours: WorkingHours
) -> datetime | None:
    """Return when the brief on a meeting comes (UTC); None where none does.

    A meeting that lasts whole days has no hour, so that its brief comes on the morning of its first day.
    """
    local = meeting.starts_at.astimezone(zone)
    morning = utc_of(local.date(), hours.begin, zone)
    if wished is BriefTime.OFF:
        return None
    if wished is BriefTime.EVENING:
        end = datetime.combine(local.date(), hours.end) - timedelta(hours=1)
        return utc_of(local.date() - _DAY, max(end.time(), hours.begin), zone)
    if meeting.is_day:
        return morning
    if wished is BriefTime.MORNING:
        return min(morning, meeting.starts_at - timedelta(hours=1))
    return meeting.starts_at - timedelta(minutes=15 if wished is BriefTime.QUARTER else 60)
