"""When a reminder comes next (B8): once or every so often, by the member's own calendar."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.features.reminders.contracts import Every, Reminder, ReminderState
from bot.language.calendar import plus_months

MOST_WAITING = 200
"""Reminders that a member may have waiting."""
_DAY = timedelta(days=1)
_SMALL_WORDS = frozenset(
    [
        "the",
        "my",
        "a",
        "an",
        "to",
        "about",
        "of",
        "for",
        "that",
        "me",
        "reminder",
        "reminders",
        "cancel",
        "delete",
        "remove",
        "drop",
        "stop",
        "forget",
        "on",
        "in",
        "at",
        "and",
        "with",
    ]
)


def next_day(reminder: Reminder, after: date, weekdays: Collection[int]) -> date | None:
    """The next day of a reminder after a local day; None for what comes once.

    Months and years are counted from its first day: the 31st comes on the 30th of a month that is shorter,
    and on the 31st again after it.
    """
    first = reminder.anchor or reminder.on
    step = max(reminder.interval, 1)
    match reminder.every:
        case Every.ONCE:
            return None
        case Every.WORKDAY:
            return next_weekday(after + _DAY, weekdays)
        case Every.WEEK if reminder.weekdays:
            return next_weekday(after + _DAY, reminder.weekdays)
        case Every.MONTH if reminder.nth:
            return _next_nth(reminder, after, first, step)
        case Every.DAY | Every.WEEK:
            days = step * (7 if reminder.every is Every.WEEK else 1)
            gone = max((after - first).days, -1)
            return first + timedelta(days=(gone // days + 1) * days)
        case Every.MONTH | Every.YEAR:
            months = step * (12 if reminder.every is Every.YEAR else 1)
            count = 0
            while (day := plus_months(first, count * months)) <= after:
                count += 1
            return day


def _next_nth(reminder: Reminder, after: date, first: date, step: int) -> date:
    count = 0
    while True:
        month = plus_months(first.replace(day=1), count * step)
        if (day := nth_day(month, reminder.nth, reminder.weekdays)) > after:
            return day
        count += 1


def nth_day(month: date, nth: int, weekdays: Collection[int]) -> date:
    """The second Tuesday, the last working day ... of the month that begins with a day."""
    days = (month + timedelta(days=ahead) for ahead in range((plus_months(month, 1) - month).days))
    counted = [day for day in days if day.weekday() in weekdays]
    return counted[-1] if nth < 0 else counted[nth - 1]


def next_weekday(day: date, weekdays: Collection[int]) -> date:
    """The first of these weekdays (Monday is 0) from a day on."""
    for ahead in range(7):
        if (day + timedelta(days=ahead)).weekday() in weekdays:
            return day + timedelta(days=ahead)
    return day


def set_time(reminder: Reminder, when: datetime) -> Reminder:
    """The reminder at another local time, waiting for it."""
    return replace(
        reminder,
        on=when.date(),
        at=when.time().replace(second=0, microsecond=0, tzinfo=None, fold=0),
        state=ReminderState.WAITING,
        set_count=reminder.set_count + 1,
    )


def moved_on(reminder: Reminder, today: date, weekdays: Collection[int]) -> Reminder:
    """The reminder after it came: shown, or waiting for its next day."""
    following = next_day(reminder, max(today, reminder.on), weekdays)
    if following is None or (reminder.until is not None and following > reminder.until):
        return replace(reminder, state=ReminderState.SHOWN)
    return replace(
        reminder,
        on=following,
        anchor=reminder.anchor or reminder.on,
        state=ReminderState.WAITING,
        set_count=reminder.set_count + 1,
    )


def day_of(written: str) -> date | None:
    """The day that a button carries as an ISO date; None for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def in_order(reminders: Collection[Reminder]) -> list[Reminder]:
    """The reminders that came and are open, then those that wait, each by its time."""
    return sorted(
        reminders, key=lambda each: (each.state is ReminderState.WAITING, each.on, each.at, each.id)
    )


def find_by_words(reminders: Collection[Reminder], words: str) -> Reminder | None:
    """The one reminder that has most of the words that name it; None where none or several have."""
    wanted = _content_words(words)
    counted = [(len(wanted & _content_words(each.text)), each) for each in reminders]
    most = max((count for count, _ in counted), default=0)
    best = [each for count, each in counted if count == most and most > 0]
    return best[0] if len(best) == 1 else None


def _content_words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{2,}|\d+", text.casefold()) if word not in _SMALL_WORDS}
