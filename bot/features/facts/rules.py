"""When important days come, and when they remind (B8): pure, by the member's own calendar."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bot.core.facts.days import usual_days_ahead
from bot.core.facts.values import Fact, FactKind
from bot.language.birthdays import next_anniversary

MOST_AHEAD = 365
"""Days before an important date at which it can remind."""
_SOONER = (14, 7, 3, 1, 0)
"""Where the usual time has gone by, the first of these that has not is taken."""
_WORKDAYS = (0, 1, 2, 3, 4)


def first_day(fact: Fact) -> date | None:
    """The day that is kept of a date or a birthday; one without a year in a leap year of long ago."""
    if fact.kind is FactKind.DATE:
        return fact.on
    if fact.kind is FactKind.BIRTHDAY:
        try:
            return date.fromisoformat(fact.value.replace("--", "1904-", 1))
        except ValueError:
            return None
    return None


def next_day(fact: Fact, today: date) -> date | None:
    """The next time that a day comes, today included; None for what has gone by for good."""
    first = first_day(fact)
    if first is None:
        return None
    if not (fact.yearly or fact.kind is FactKind.BIRTHDAY):
        return first if first >= today else None
    if first >= today:
        return first
    return next_anniversary(first, today)


def days_ahead(fact: Fact) -> int:
    """How many days before its day it reminds."""
    called = "birthday" if fact.kind is FactKind.BIRTHDAY else fact.value
    return fact.ahead if fact.ahead is not None else usual_days_ahead(called)


def reminds_on(fact: Fact, today: date, weekdays: Collection[int] = _WORKDAYS) -> date | None:
    """The next day, after today, on which a fact reminds; None where it does not any more.

    That is a working day: on a weekend it would come when nobody reads it, so it comes on the one before.
    """
    if not fact.holds:
        return None
    day = next_day(fact, today + timedelta(days=1))
    while day is not None:
        for ahead in (days_ahead(fact), *(each for each in _SOONER if each < days_ahead(fact))):
            found = _working_day(day - timedelta(days=ahead), weekdays, today)
            if found > today:
                return found
        day = next_day(fact, day + timedelta(days=1))
    return None


def reminds_after(fact: Fact, today: date, weekdays: Collection[int] = _WORKDAYS) -> date | None:
    """The day on which a yearly fact reminds once it has reminded of the next day."""
    day = next_day(fact, today)
    return (
        reminds_on(fact, day, weekdays)
        if day is not None and day > today
        else reminds_on(fact, today, weekdays)
    )


def _working_day(day: date, weekdays: Collection[int], today: date) -> date:
    """The last working day up to a day; the day itself where that has gone by, or nobody works."""
    for back in range(7):
        earlier = day - timedelta(days=back)
        if earlier.weekday() in weekdays:
            return earlier if earlier > today else day
    return day
