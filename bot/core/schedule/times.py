"""The names of what comes by itself, and when each comes: spread over the week, so that no day is a burst."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.core.members import Member, Role
from bot.core.schedule.recurrence import Daily, Monthly, Quarterly, Recurrence, Weekly
from bot.core.settings import EffectiveSettings, RoundInterval, Routine

NUDGES = "nudges"
NUDGE_DIGEST = "nudge-digest"
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
LOOK_BACK = "look-back"
"""What became of expectations whose time has passed, and of actions that were tested weeks ago."""
DORMANT = "dormant"
REMINDER = "reminder"
"""Something that a member asked to be reminded of; its subject is the reminder's id."""
IMPORTANT_DATE = "important-date"
"""An important day of a contact or an account that comes near; its subject is the fact's id."""
CALENDAR = "calendar"
"""The next look at a member's calendar."""
CALENDAR_BRIEF = "calendar-brief"
"""The brief on a coming meeting of a calendar; its subject is the meeting's id."""
CALENDAR_WEEK = "calendar-week"
"""What a calendar brought in a week, and whom the member met who is no contact."""
LEAVER = "leaver"
"""The end of the wait after a member left, when what they kept is erased."""

ROUND_STALE = timedelta(days=5)
"""A round that is later than this is dropped for the next one, which is days away."""
DAY_STALE = timedelta(hours=20)
"""What belongs to a day of the week is dropped after it, so that no burst follows an outage or a leave."""

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_LATE_MORNING = timedelta(hours=3, minutes=30)
"""After the beginning of the day: early in the morning fewest answer what they are asked."""


def nudges(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every day when the member mostly answers, unless they want no nudges (B3)."""
    return Daily(_answering_time(settings)) if settings.nudges_a_day else None


def nudge_digest(_: Member, settings: EffectiveSettings) -> Recurrence:
    """The last weekday that the member works, when they mostly answer (B3)."""
    return Weekly(max(settings.hours.weekdays), _answering_time(settings))


def _answering_time(settings: EffectiveSettings) -> time:
    """The hour at which the member mostly answers; late in the morning where it is not known."""
    hours, best = settings.hours, settings.best_at
    if best is not None and hours.begin <= best < hours.end:
        return best
    late = opening_time(settings, after=_LATE_MORNING)
    return late if late > hours.begin else opening_time(settings)


def dormant(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Once a month, on the fourth working day, where the member wants nudges (B3)."""
    if not settings.nudges_a_day:
        return None
    return Monthly(_working_day(settings, 3), _after_begin(settings, 5 * _HOUR))


def opening_time(settings: EffectiveSettings, *, after: timedelta = timedelta(hours=1)) -> time:
    """A local time soon after the member's day began, and within it."""
    return _after_begin(settings, after)


def weekly_round(member: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every week at the day and hour of the member's choice; leaders have a round of their own (T1, T4)."""
    if member.role is Role.LEADER or Routine.ROUNDS in settings.off:
        return None
    return Weekly(settings.round_weekday, settings.round_at)


def monthly_round(member: Member, settings: EffectiveSettings) -> Recurrence | None:
    """For leaders, every month or quarter at the day and hour of their choice (T4)."""
    if member.role is not Role.LEADER or Routine.ROUNDS in settings.off:
        return None
    every = Quarterly if settings.leaders_every is RoundInterval.QUARTER else Monthly
    return every(settings.round_weekday, settings.round_at)


def count_left_beside_round(places: int, member: Member, settings: EffectiveSettings, today: date) -> int:
    """Count the nudges that a day has left: one fewer on a round's day, where there are several (T1)."""
    due = weekly_round(member, settings) is not None and today.weekday() == settings.round_weekday
    return places - 1 if due and places > 1 else places


def roll_up(member: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every week on the last working day but one, so that a day is left to talk about it (T5)."""
    if member.role not in (Role.MANAGER, Role.LEADER) or Routine.ROLL_UPS in settings.off:
        return None
    return Weekly(_working_day(settings, -2), _after_begin(settings, 2 * _HOUR))


def share(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every week at the end of the last working day; never where the member set no floor (T6)."""
    if not settings.floor_percent:
        return None
    return Weekly(_working_day(settings, -1), _before_end(settings, 2 * _HOUR))


def goals(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every week in the middle of the last working day (F3)."""
    if Routine.REVIEWS in settings.off:
        return None
    return Weekly(_working_day(settings, -1), _after_begin(settings, 4 * _HOUR))


def meeting(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every week on the second working day (F4)."""
    if Routine.REVIEWS in settings.off:
        return None
    return Weekly(_working_day(settings, 1), _after_begin(settings, 3 * _HOUR))


def calendar_week(_: Member, settings: EffectiveSettings) -> Recurrence:
    """Every week on the last working day, in the afternoon, while a calendar is connected (B9)."""
    return Weekly(_working_day(settings, -1), _before_end(settings, 3 * _HOUR))


def look_back(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every week on the fourth working day, in the afternoon (R2, R3)."""
    if Routine.REVIEWS in settings.off:
        return None
    return Weekly(_working_day(settings, 3), _after_begin(settings, 6 * _HOUR))


def mindset(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every week on the third working day, late (S1)."""
    if Routine.MINDSET in settings.off:
        return None
    return Weekly(_working_day(settings, 2), _before_end(settings, 2 * _HOUR))


def vision(_: Member, settings: EffectiveSettings) -> Recurrence | None:
    """Every quarter; the feature acts in every second one (P4)."""
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
