"""B6: the occurrences of an event that recurs, by the clocks of its zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from dateutil.rrule import rrulestr

_MOST_OCCURRENCES = 3_000
"""Occurrences of one event that are read."""
_MOST_STEPS = 40_000
"""Occurrences that are counted through, those before the wanted time included."""
_TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)
_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?", re.IGNORECASE)
_KNOWN_PARTS = re.compile(
    r"(?:FREQ|INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|BYYEARDAY|BYWEEKNO|BYHOUR|BYMINUTE|BYSECOND|"
    r"WKST)=[\w,+-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recurring:
    """An event that recurs: its first time in its zone, its rule, further times, and those it leaves out.

    A time with a microsecond stands for its whole day.
    """

    starts: datetime
    rule: str
    more: tuple[datetime, ...] = ()
    without: tuple[datetime, ...] = ()
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Occurrences:
    """When it took place, in its zone, in order."""

    starts: tuple[datetime, ...]
    is_cut: bool = False
    """There are more than are read."""
    is_unreadable: bool = False
    """Its rule cannot be read; the first time alone is known."""
    steps: int = 0
    """How many were counted through."""


def expand(event: Recurring, since: datetime, until: datetime) -> Occurrences:
    """Return the occurrences within two aware times, both inclusive."""
    zone = event.starts.tzinfo
    try:
        found, is_cut, steps = _by_rule(event, since, until)
        is_unreadable = False
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError):
        found, is_cut, steps, is_unreadable = [event.starts.replace(tzinfo=None)], False, 0, True
    found += [each.astimezone(zone).replace(tzinfo=None) for each in event.more if not each.microsecond]
    found += [datetime.combine(each.date(), event.starts.time()) for each in event.more if each.microsecond]
    days = {each.date() for each in event.without if each.microsecond}
    times = {each.astimezone(UTC) for each in event.without if not each.microsecond}
    if event.is_day:
        days |= {each.astimezone(zone).date() for each in event.without}
    kept = []
    for naive in sorted(set(found)):
        at = naive.replace(tzinfo=zone)
        if naive.date() not in days and at.astimezone(UTC) not in times and since <= at <= until:
            kept.append(at)
    return Occurrences(
        tuple(kept[-_MOST_OCCURRENCES:]), is_cut or len(kept) > _MOST_OCCURRENCES, is_unreadable, steps
    )


def _by_rule(event: Recurring, since: datetime, until: datetime) -> tuple[list[datetime], bool, int]:
    """Return the times that the rule gives, without a zone, whether there are more than are read, and how
    many were counted through."""
    first = event.starts.replace(tzinfo=None)
    if not event.rule:
        return [first], False, 0
    if _TOO_OFTEN.search(event.rule):
        return [first], True, 0
    begin = since.astimezone(event.starts.tzinfo).replace(tzinfo=None) - timedelta(days=1)
    end = until.astimezone(event.starts.tzinfo).replace(tzinfo=None) + timedelta(days=1)
    found = [first]  # the first time counts even where the rule does not give it
    step = 0
    for step, at in enumerate(rrulestr(_local(event), dtstart=first)):
        if at > end:
            return found, False, step
        if step > _MOST_STEPS:
            return found, True, step
        if at >= begin:
            found.append(at)
    return found, False, step


def _local(event: Recurring) -> str:
    """Return the rule with its end by the clocks of the event's zone, and without parts that are unknown."""

    def by_local_clocks(found: re.Match[str]) -> str:
        day = datetime.strptime(found[1], "%Y%m%d")  # noqa: DTZ007 - the zone is applied below
        if not found[2]:
            return f"UNTIL={datetime.combine(day, time(23, 59, 59)):%Y%m%dT%H%M%S}"
        at = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007
        if found[3]:
            at = at.replace(tzinfo=UTC).astimezone(event.starts.tzinfo).replace(tzinfo=None)
        return f"UNTIL={at:%Y%m%dT%H%M%S}"

    parts = (part for part in event.rule.split(";") if _KNOWN_PARTS.fullmatch(part))
    return _UNTIL.sub(by_local_clocks, ";".join(parts))
