"""The working hours of a member in forms and words: their fields, what is wrong with them, how they read."""

from __future__ import annotations

from datetime import time

from bot.core.cards import Field, FieldKind, Option
from bot.core.commands import FormValues
from bot.core.form_values import choices_of, time_of
from bot.core.schedule.recurrence import WorkingHours
from bot.core.words import join_words

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
END_AFTER_BEGIN = "Your day has to end after it begins."
A_WEEKDAY = "Choose at least one day."
_MONDAY_TO_FRIDAY = frozenset(range(5))


def clock(at: time) -> str:
    """A time as 24 hours and minutes, such as "09:00"."""
    return at.strftime("%H:%M")


def days_words(hours: WorkingHours) -> str:
    """Working days in words, such as "Monday to Friday"."""
    if hours.weekdays == _MONDAY_TO_FRIDAY:
        return "Monday to Friday"
    return join_words([WEEKDAYS[day] for day in sorted(hours.weekdays)])


def between_words(hours: WorkingHours) -> str:
    """The hours of a working day in words, such as "between 09:00 and 17:00"."""
    return f"between {clock(hours.begin)} and {clock(hours.end)}"


def weekday_options() -> tuple[Option, ...]:
    """The days of the week to choose from, by number from Monday, which is 0."""
    return tuple(Option(str(number), name) for number, name in enumerate(WEEKDAYS))


def hours_fields(hours: WorkingHours) -> tuple[Field, ...]:
    """The fields that say when a working day begins and ends, and which days are working days."""
    return (
        Field(
            name="begin",
            label="Your day begins",
            kind=FieldKind.TIME,
            value=clock(hours.begin),
            hint="I write to you by myself only between the two.",
        ),
        Field(name="end", label="Your day ends", kind=FieldKind.TIME, value=clock(hours.end)),
        Field(
            name="weekdays",
            label="Working days",
            kind=FieldKind.CHECKS,
            options=weekday_options(),
            values=tuple(map(str, sorted(hours.weekdays))),
        ),
    )


def check_hours(values: FormValues) -> dict[str, str]:
    """Say what is wrong with these fields: an end before the beginning, or no day of the week at all."""
    wrong: dict[str, str] = {}
    begin, end = time_of(values, "begin"), time_of(values, "end")
    if begin is None or end is None or begin >= end:
        wrong["end"] = END_AFTER_BEGIN
    days = choices_of(values, "weekdays")
    if not days or any(day not in map(str, range(7)) for day in days):
        wrong["weekdays"] = A_WEEKDAY
    return wrong
