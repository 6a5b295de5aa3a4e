"""Reads what a member wants to be reminded of, and when, out of plain words (B8)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.features.reminders.contracts import Every
from bot.features.reminders.rhythms import Rhythm, read_rhythm
from bot.features.reminders.rules import next_weekday, nth_day
from bot.language.calendar import Unit, plus_months
from bot.language.clock_times import ClockTime, find_clock_time
from bot.language.dates import DateSpan, UnreadDay, read_dates

_LEAD = re.compile(
    r"^(?:please\s+)?(?:(?:can|could|would|will) you\s+)?(?:please\s+)?"
    r"(?:(?:set|make|create|add)(?: me)? (?:up )?(?:a |an )?(?P<often>daily |weekly |monthly |yearly )?"
    r"(?:reminder|alarm)(?: for me)?|"
    r"(?:a )?(?:reminder|remind me|remind)|don['\u2019]?t let me forget|(?:ping|nudge) me)\b\s*[:,]?\s*",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:(?P<half>half an hour)|(?P<n>\d{1,3}|an?|one|two|three)\s+(?P<unit>min(?:ute)?s?|hours?|hrs?))"
    r"\s+before\b",
    re.IGNORECASE,
)
_UNTIL = ("until", "till", "til", "through")
_BEFORE_WHAT = re.compile(r"\b(?:to|that|about|of)\b|:", re.IGNORECASE)
_JOINS = re.compile(r"^(?:to|that|about|of|for|:|,|-|\u2013|and)\s+|^[\s:,.-]+", re.IGNORECASE)
_TRAILS = re.compile(
    r"(?:[\s,;:.-]+|\s+(?:on|at|by|in|from|for|until|and|starting|beginning))$", re.IGNORECASE
)
_SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderWish:
    """What words ask to be reminded of, and when: `on` is None where they name no day to come."""

    text: str
    on: date | None = None
    at: time | None = None
    every: Every = Every.ONCE
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    until: date | None = None
    anchor: date | None = None
    """From which day a row is counted, where it is not `on`: the 31st of each month from a long month."""
    unread: str = ""
    """Words that name a day which does not exist or has gone by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """By whose calendar words are read: the member's local time, the days and the hour they begin work."""

    now: datetime
    begins: time
    weekdays: Collection[int]
    day_first: bool = True


_ON_FRIDAYS = re.compile(
    r"(?<=\bme )(?:on |all )?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun|week|work|working )day)s"
    r"(?=\s+(?:at|to|about|of|around|by|in|@|\d)|\s*[.!?]?$)",
    re.IGNORECASE,
)
"""Every week, or every working day, said shortly: "fridays at 4", "weekdays at 17:30"."""


def read_reminder(words: str, calendar: Calendar) -> ReminderWish:
    """Read a wish to be reminded.

    "remind me to call Chiara in March" is "call Chiara" on the first working day of March; "every second
    Friday at 4" begins with the next Friday, at 16:00.
    """
    words = _ON_FRIDAYS.sub(r"every \g<day>", words if _LEAD.match(words) else _lead_first(words))
    lead = _LEAD.match(words)
    body = words[lead.end() :] if lead else words.strip()
    rhythm = read_rhythm(body, ((lead and lead["often"]) or "").strip(), calendar.weekdays)
    clock = find_clock_time(body, calendar.begins)
    clock = None if clock and _is_part_of_what(body, clock) else clock
    ahead = _AHEAD.search(body)
    blanked = _blank(body, (*rhythm.spans, *_spans_of(clock), *((ahead.span(),) if ahead else ())))
    read = read_dates(blanked, calendar.now.date(), day_first=calendar.day_first)
    ends = [each for each in read.spans if each.marker in _UNTIL] if rhythm.every is not Every.ONCE else []
    span = _chosen(blanked, [each for each in read.spans if each not in ends])
    named = span or next(iter(read.unread), None)
    spans = (*_marked(blanked, named), *(each for end in ends for each in _marked(blanked, end)))
    text = _without(body, (*rhythm.spans, *_spans_of(clock), *((ahead.span(),) if ahead else ()), *spans))
    if clock and clock.after:
        then = calendar.now + clock.after + _SOON - timedelta(seconds=1)
        minute = then.time().replace(second=0, microsecond=0, tzinfo=None)
        return ReminderWish(text=text, on=then.date(), at=minute)
    at = clock.at if clock else None
    unread = rhythm.several or (ahead.group() if ahead and not at else "")
    if not unread and not span and read.unread and rhythm.every is Every.ONCE:
        unread = read.unread[0].written
    if unread:
        return ReminderWish(text=text, at=at, unread=unread)
    wish = _with_day(text, span, at, rhythm, bool(clock), calendar)
    wish = replace(wish, until=ends[0].planned.last if ends else None)
    return _earlier(wish, ahead) if ahead else wish


def _lead_first(words: str) -> str:
    """The words with "remind me" first: "every Monday remind me to plan" says "remind me every Monday"."""
    found = re.search(r"\b(?:please\s+)?remind me\b", words, re.IGNORECASE)
    if not found or not found.start():
        return words
    return " ".join((found.group(), words[: found.start()].strip(" ,"), words[found.end() :].strip()))


def _earlier(wish: ReminderWish, ahead: re.Match[str]) -> ReminderWish:
    """The wish as long before its time as the words say."""
    if wish.on is None or wish.at is None:
        return wish
    count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}.get((ahead["n"] or "").lower())
    number = 30 if ahead["half"] else count or int(ahead["n"])
    is_hours = not ahead["half"] and ahead["unit"].lower().startswith("h")
    then = datetime.combine(wish.on, wish.at) - timedelta(minutes=number * (60 if is_hours else 1))
    return replace(wish, on=then.date(), at=then.time())


def _with_day(
    text: str, span: DateSpan | None, at: time | None, rhythm: Rhythm, has_time: bool, calendar: Calendar
) -> ReminderWish:
    today = calendar.now.date()
    wish = ReminderWish(
        text=text,
        at=at,
        every=rhythm.every,
        interval=rhythm.interval,
        weekdays=rhythm.weekdays,
        nth=rhythm.nth,
    )
    later_today = (at or calendar.begins) > calendar.now.time().replace(tzinfo=None)
    if span is not None:
        on = _day_of(span, today, calendar.weekdays)
        if on is None or (on == today and not later_today and rhythm.every is Every.ONCE and has_time):
            return replace(wish, unread=span.written)
        return replace(wish, on=_on_rhythm(on, rhythm, calendar))
    if rhythm.every is not Every.ONCE:
        first = _first(rhythm, calendar, later_today)
        anchor = date(first.year - 1, 12, rhythm.day) if rhythm.day else None  # a month that has every day
        return replace(wish, on=first, anchor=anchor)
    return replace(wish, on=today if later_today else today + timedelta(days=1)) if has_time else wish


def _on_rhythm(on: date, rhythm: Rhythm, calendar: Calendar) -> date:
    """The first day of a row that begins with a day: "every Friday from March" begins on a Friday."""
    if rhythm.nth:
        return _nth_from(on, rhythm)
    if rhythm.weekday is not None or rhythm.weekdays:
        return next_weekday(on, rhythm.weekdays or (rhythm.weekday or 0,))
    return next_weekday(on, calendar.weekdays) if rhythm.every is Every.WORKDAY else on


def _first(rhythm: Rhythm, calendar: Calendar, later_today: bool) -> date:
    """The first day of what comes every so often, where no day is named."""
    today = calendar.now.date()
    soonest = today if later_today else today + timedelta(days=1)
    if rhythm.nth:
        return _nth_from(soonest, rhythm)
    if rhythm.weekday is not None or rhythm.weekdays:
        return next_weekday(soonest, rhythm.weekdays or (rhythm.weekday or 0,))
    if rhythm.day is not None:
        return _in_month(soonest, rhythm.day)
    match rhythm.every:
        case Every.WORKDAY:
            return next_weekday(soonest, calendar.weekdays)
        case Every.DAY:
            return soonest
        case Every.WEEK:
            return today + timedelta(days=7 * rhythm.interval)
        case _:
            months = rhythm.interval * (12 if rhythm.every is Every.YEAR else 1)
            return plus_months(today, months)


def _nth_from(soonest: date, rhythm: Rhythm) -> date:
    """The next such weekday of a month from a day on."""
    this_month = nth_day(soonest.replace(day=1), rhythm.nth, rhythm.weekdays)
    if this_month >= soonest:
        return this_month
    return nth_day(plus_months(soonest.replace(day=1), 1), rhythm.nth, rhythm.weekdays)


def _in_month(soonest: date, day: int) -> date:
    """The next such day of a month, or the last one of a month that is too short for it."""
    first = soonest.replace(day=1)
    for ahead in (0, 1):
        month = plus_months(first, ahead)
        end = plus_months(first, ahead + 1) - timedelta(days=1)
        found = month.replace(day=min(day, end.day))
        if found >= soonest:
            return found
    return soonest


def _chosen(body: str, spans: Iterable[DateSpan]) -> DateSpan | None:
    """The date that says when: the one before what is to be done, else the shortest, the last of these."""
    found = list(spans)
    if not found:
        return None
    what = _BEFORE_WHAT.search(body)
    if what and found[0].end <= what.start():
        return found[0]
    return min(reversed(found), key=lambda each: each.planned.days)


def _day_of(span: DateSpan, today: date, weekdays: Collection[int]) -> date | None:
    """The day on which a date reminds: the first of a month to come, tomorrow in a week that has begun."""
    if span.marker in ("before", "ahead of", "prior to"):
        due = span.due(today)
        return due if due >= today else None
    period = span.planned
    if period.last < today or span.has_gone_by(today):
        return None
    if period.first > today:
        return period.first if span.reading.unit is Unit.DAY else next_weekday(period.first, weekdays)
    if period.last == today:
        return today
    return min(next_weekday(today + timedelta(days=1), weekdays), period.last)


def _is_part_of_what(body: str, clock: ClockTime) -> bool:
    """Whether a time belongs to what is to be done: "call her before the 9:30 meeting"."""
    around = body[clock.end : clock.end + 20].strip().lower()
    before = body[: clock.start].rstrip().lower()
    return bool(
        re.match(r"(?:meeting|call|train|flight|session|slot|standup|stand-up|review)\b", around)
        and re.search(r"\b(?:the|my|our|their|a|his|her)$", before)
    )


def _spans_of(clock: ClockTime | None) -> tuple[tuple[int, int], ...]:
    return ((clock.start, clock.end),) if clock else ()


def _marked(body: str, span: DateSpan | UnreadDay | None) -> tuple[tuple[int, int], ...]:
    """Where a date stands with the small word before it, if it says only when: first or last in the words."""
    if span is None:
        return ()
    start = span.start
    if span.marker:
        start = body.lower().rfind(span.marker.split()[0], 0, span.start)
    starting = re.search(r"(?:starting|beginning|from)\s*$", body[:start], re.IGNORECASE)
    start = starting.start() if starting else start
    is_fact = body.lower().startswith("that ")
    is_last = not is_fact and not body[span.end :].strip(" .,;!?")
    what = _BEFORE_WHAT.search(body)
    is_first = not body[:start].strip(" ,:") or bool(what and span.end <= what.start())
    return ((start, span.end),) if is_first or is_last else ()


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """What is left to be said without the words that say when."""
    left = " ".join(_blank(text, spans).split()).strip()
    while left and (shorter := _TRAILS.sub("", left)) != left:
        left = shorter
    while left and (shorter := _JOINS.sub("", left, count=1)) != left:
        left = shorter
    return "" if left.lower() in ("to", "that", "about", "of", "for") else left


def names_a_day(words: str, calendar: Calendar) -> bool:
    """Whether words name a day, and not a time of day alone."""
    return bool(read_dates(words, calendar.now.date(), day_first=calendar.day_first).spans)
