"""What a written weekday means: Tuesday, last Thursday, the second Monday, two Fridays ago."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.language.calendar import DateReading, Tense, month_of, one_day, week_of
from bot.language.date_context import DAYS, Context, exactly, group_of
from bot.language.date_words import number_of


def read_weekday(match: re.Match[str], context: Context) -> DateReading:
    """Return a weekday, before or after today: Tuesday, last Thursday, next Friday."""
    wanted, which = DAYS[match["weekday"][:3].lower()], " ".join(group_of(match, "which").lower().split())
    today = context.today
    before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    after = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if which in ("last", "past", "previous", "this past"):
        return exactly(before, Tense.PAST)
    if which in ("next", "nxt", "following"):
        return exactly(week_of(today).first + timedelta(days=7 + wanted), Tense.FUTURE)
    if which in ("coming", "upcoming", "this coming"):
        return exactly(after, Tense.FUTURE)
    if which == "this":
        this = week_of(today).first + timedelta(days=wanted)
        return DateReading(
            one_day(this if this <= today else before), one_day(this if this >= today else after)
        )
    return DateReading(one_day(before), one_day(after))


def read_nth_weekday(match: re.Match[str], context: Context) -> DateReading | None:
    """Return the second Monday, of this month or of the one before or after."""
    wanted, place, today = DAYS[match["weekday"][:3].lower()], number_of(match["nth"]), context.today
    months = [month_of(today.year, today.month + i) for i in (-1, 0, 1)]
    days = [
        month.first + timedelta(days=(wanted - month.first.weekday()) % 7 + 7 * (place - 1))
        for month in months
    ]
    past, future = [day for day in days if day <= today], [day for day in days if day >= today]
    return DateReading(one_day(past[-1]), one_day(future[0])) if past and future else None


def read_weekday_by_place(match: re.Match[str], context: Context) -> DateReading:
    """Return the Friday before last, the Monday after next, last Friday said as "Friday last"."""
    wanted, place = DAYS[match["weekday"][:3].lower()], " ".join(match["place"].lower().split())
    today = context.today
    before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    next_week = week_of(today).first + timedelta(days=7 + wanted)
    days = {"before last": before - timedelta(days=7), "last": before, "next": next_week}
    return exactly(
        days.get(place, next_week + timedelta(days=7)),
        Tense.PAST if place.endswith("last") else Tense.FUTURE,
    )


def read_weekdays_away(match: re.Match[str], context: Context) -> DateReading:
    """Return a weekday by how many of them lie between: two Fridays ago, in three Mondays."""
    wanted, count = DAYS[match["weekday"][:3].lower()], number_of(match["count"])
    today = context.today
    if match.group().lower().endswith(("ago", "back")):
        before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
        return exactly(before - timedelta(days=7 * (count - 1)), Tense.PAST)
    after = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    return exactly(after + timedelta(days=7 * (count - 1)), Tense.FUTURE)
