"""When rounds, roll-ups and ends of periods come: spread over the week, so that no morning is a burst."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.core.members import Member, Role
from bot.core.schedule.recurrence import Monthly, Quarterly, Recurrence, Weekly
from bot.core.settings import EffectiveSettings, RoundInterval, Routine

ROUND = "round"
STRATICAL_ROUND = "stratical-round"
ROUND_LATER = "round-later"
"""A round that was put off; its subject is the round's id."""
ROLL_UP = "roll-up"
SHARE = "share-of-future"
GOALS = "goals"
MEETING = "meeting"
MINDSET = "mindset"
VISION = "vision"

ROUND_STALE = timedelta(days=5)
"""A round later than this waits for the next one, which is days away."""
DAY_STALE = timedelta(hours=20)
"""What belongs to a day of the week is dropped after it: an outage or a leave ends with no burst."""

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def weekly_round(member: Member, settings: EffectiveSettings) -> Recurrence | None:
    """The tactegic round, at the day and hour of the member's choice; leaders have their own (T1, T4)."""
    if member.role is Role.LEADER or Routine.ROUNDS in settings.off:
        return None
    return Weekly(settings.round_weekday, settings.round_at)


def monthly_round(member: Member, settings: EffectiveSettings) -> Recurrence | None:
    """The stratical round for leaders, at the same day and hour of a month or a quarter (T4)."""
    if member.role is not Role.LEADER or Routine.ROUNDS in settings.off:
        return None
    every = Quarterly if settings.leaders_every is RoundInterval.QUARTER else Monthly
    return every(settings.round_weekday, settings.round_at)


def count_left_beside_round(places: int, member: Member, settings: EffectiveSettings, today: date) -> int:
    """Nudges that a day has left beside a round: one fewer on its day, where there are several (T1)."""
    due = weekly_round(member, settings) is not None and today.weekday() == settings.round_weekday
    return places - 1 if due and places > 1 else places


def roll_up(member: Member, settings: EffectiveSettings) -> Recurrence | None:
    """The last working day but one, so that there is a day left to talk about it (T5)."""
    if member.role not in (Role.MANAGER, Role.LEADER) or Routine.ROLL_UPS in settings.off:
        return None
    return Weekly(_working_day(settings, -2), _after_begin(settings, 2 * _HOUR))


def share(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """The last working day's end; no floor, no mention (T6)."""
    if not settings.floor_percent:
        return None
    return Weekly(_working_day(settings, -1), _before_end(settings, 2 * _HOUR))


def goals(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """The last working day's middle (F3)."""
    if Routine.REVIEWS in settings.off:
        return None
    return Weekly(_working_day(settings, -1), _after_begin(settings, 4 * _HOUR))


def meeting(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """The second working day (F4)."""
    if Routine.REVIEWS in settings.off:
        return None
    return Weekly(_working_day(settings, 1), _after_begin(settings, 3 * _HOUR))


def mindset(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """The middle of the week, late (S1)."""
    if Routine.MINDSET in settings.off:
        return None
    return Weekly(_working_day(settings, 2), _before_end(settings, 2 * _HOUR))


def vision(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Each quarter; every second one is acted on (P4)."""
    if Routine.VISION in settings.off:
        return None
    return Quarterly(_working_day(settings, 3), _after_begin(settings, 3 * _HOUR))


def _working_day(settings: EffectiveSettings, place: int) -> int:
    """A working day by its place in the week (from the end where negative), as a weekday from Monday, 0."""
    days = sorted(settings.hours.weekdays)
    return days[max(min(place, len(days) - 1), -len(days))]


def _after_begin(settings: EffectiveSettings, after: timedelta) -> time:
    return _inside(settings, _minutes(settings.hours.begin) + after // _MINUTE)


def _before_end(settings: EffectiveSettings, before: timedelta) -> time:
    return _inside(settings, _minutes(settings.hours.end) - before // _MINUTE)


def _inside(settings: EffectiveSettings, minutes: int) -> time:
    """A time of the working day; its beginning where the day is too short."""
    hours = settings.hours
    fits = _minutes(hours.begin) <= minutes < _minutes(hours.end)
    return time(*divmod(minutes, 60)) if fits else hours.begin


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute
