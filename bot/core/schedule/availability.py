"""When a member may be written to: inside working hours, outside leave, holidays and Do Not Disturb (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.members import Member
from bot.core.ports.time import Calendars
from bot.core.schedule.recurrence import is_working, next_working
from bot.core.settings import EffectiveSettings

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=400)
"""How far ahead public holidays are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """What decides whether a member may be written to now."""

    zone: str
    settings: EffectiveSettings
    holidays: frozenset[date] = frozenset()
    reachable_at: datetime | None = None
    """The end of Do Not Disturb, while it is on."""

    def is_at_work(self, now: datetime) -> bool:
        """Whether the member is at work now, whatever Do Not Disturb says."""
        settings = self.settings
        return is_working(now, ZoneInfo(self.zone), settings.hours, settings.leave, self.holidays)


def availability_of(
    member: Member, settings: EffectiveSettings, calendars: Calendars, now: datetime
) -> Availability:
    """When the member may be written to, by settings and public holidays; without Do Not Disturb."""
    holidays = calendars.holidays(settings.country, now.date() - _DAY, now.date() + _AHEAD)
    return Availability(zone=member.zone, settings=settings, holidays=holidays)


def find_available_time(now: datetime, availability: Availability) -> datetime | None:
    """The UTC time from now on at which the member may be written to; `now` itself where they may be.

    None where nobody knows: during a pause, or a leave with no end.
    """
    settings = availability.settings
    if settings.paused:
        return None
    start = max(now, availability.reachable_at or now)
    zone = ZoneInfo(availability.zone)
    return next_working(start, zone, settings.hours, settings.leave, availability.holidays)
