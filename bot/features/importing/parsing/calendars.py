"""B6: meetings that took place, from iCalendar files (RFC 5545), each occurrence of recurring ones."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from bot.features.importing.parsing.attending import (
    absent_from,
    attendees_of,
    first,
    is_free,
    is_shown_free,
    value_of,
)
from bot.features.importing.parsing.recurring import Recurring, expand
from bot.features.importing.parsing.wholeness import is_over, is_too_much
from bot.features.importing.parsing.zones import CalendarZones
from bot.features.importing.rules.entries import (
    MOST_ENTRIES,
    Attendee,
    FileKind,
    FileRead,
    LineFlaw,
    LineProblem,
    MeetingRead,
    MeetingsLeft,
)
from bot.features.importing.rules.values import one_line

KEPT_YEARS = 5
"""Older meetings are not read."""
_MOST_STEPS = 500_000
"""Occurrences of all events that are counted through, those before the wanted time included."""
_USUAL_LENGTH, _LONGEST = timedelta(hours=1), timedelta(days=31)
_WANTED = re.compile(
    r"(?:BEGIN|END|UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SUMMARY|ATTENDEE|ORGANIZER|"
    r"CLASS|TRANSP|X-MICROSOFT-CDO-BUSYSTATUS)[;:]",
    re.IGNORECASE,
)
"""Lines of an event that are read: descriptions and attachments are not."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A component of the file as text, and the line on which it begins."""

    kind: str
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One event of the file; `starts` is in its zone, or noon of its day where it lasts whole days."""

    line: int
    uid: str
    starts: datetime
    is_day: bool
    summary: str
    attendees: tuple[Attendee, ...]
    cancelled: bool
    private: bool
    is_free: bool = False
    """It takes nobody's time: a note of a day, such as an anniversary or somebody's holiday."""
    is_shown_free: bool = False
    minutes: int = 60
    absent: tuple[str, ...] = ()
    rule: str = ""
    more: tuple[datetime, ...] = ()
    without: tuple[datetime, ...] = ()
    replaces: datetime | None = None
    """The occurrence that this one stands in place of."""
    and_later: bool = False
    """It stands in place of all later ones, too (RANGE=THISANDFUTURE)."""


def read_calendar(text: str, *, now: datetime, zone: str, since: datetime | None = None) -> FileRead:
    """Return the meetings of a calendar that begin before `now`, from `since` or some years ago on.

    `zone` is the member's.
    """
    unfolded = re.sub(r"\n[ \t]", "", text)
    blocks, torn = _split(text)
    zones = CalendarZones(block.text for block in blocks if block.kind == "VTIMEZONE")
    said = re.search(r"^X-WR-TIMEZONE(?:;[^:\n]*)?:(.*)$", unfolded, re.MULTILINE | re.IGNORECASE)
    own = zones.find(said[1]) if said else None
    reader = _EventReader(zones, own or ZoneInfo(zone), own)
    events = [block for block in blocks if block.kind == "VEVENT"]
    entries = len(events)
    if since is not None:
        events = [block for block in events if not is_over(block.text, since)]
        if is_too_much(block.text for block in events):
            return FileRead(kind=FileKind.CALENDAR, entries=entries, is_too_much=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd names of zones, which are told apart below
        found = [entry for block in events[:MOST_ENTRIES] if (entry := reader.read(block)) is not None]
    if re.search(r"^METHOD:CANCEL\s*$", unfolded, re.MULTILINE | re.IGNORECASE):
        found = [replace(each, cancelled=True) for each in found]
    kept = _MeetingsKept(now, since or now - timedelta(days=365 * KEPT_YEARS))
    for group in _by_uid(found):
        kept.take(group)
    problems = (*torn, *reader.problems, *kept.problems)
    meetings = sorted(kept.meetings, key=lambda each: (each.second, each.line))
    return FileRead(
        kind=FileKind.CALENDAR,
        meetings=tuple(meetings[-MOST_ENTRIES:]),
        left=MeetingsLeft(cancelled=kept.cancelled, coming=kept.coming, private=kept.private, free=kept.free),
        problems=tuple(sorted(problems, key=lambda each: each.line)),
        entries=entries,
        is_too_much=kept.steps > _MOST_STEPS,
    )


def _split(text: str) -> tuple[list[_Block], list[LineProblem]]:
    """Return the events and time zones of the file, each without what it holds of other components."""
    blocks: list[_Block] = []
    problems: list[LineProblem] = []
    kind, begins, lines, inside, keeps = "", 0, list[str](), 0, True
    for number, line in enumerate(text.split("\n"), 1):
        head = line.strip().upper()
        if head in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            if kind:
                problems.append(LineProblem(begins, LineFlaw.TORN))
            kind, begins, lines, inside = head.removeprefix("BEGIN:"), number, [line.strip()], 0
        elif kind and head == f"END:{kind}":
            blocks.append(_Block(kind, begins, "\n".join([*lines, line.strip(), ""])))
            kind = ""
        elif kind == "VEVENT" and (head.startswith("BEGIN:") or inside):
            inside += head.startswith("BEGIN:") - head.startswith("END:")
        elif kind:
            folded = line[:1] in (" ", "\t")
            keeps = keeps if folded else kind == "VTIMEZONE" or _WANTED.match(line) is not None
            if keeps and line.strip():
                lines.append(line)
    if kind:
        problems.append(LineProblem(begins, LineFlaw.TORN))
    return blocks, problems


class _EventReader:
    """Reads events, and remembers what was wrong with them."""

    def __init__(self, zones: CalendarZones, floating: tzinfo, own: tzinfo | None) -> None:
        """`floating` is the zone of times that name none, `own` the calendar's where it names one."""
        self._zones = zones
        self._floating = floating
        self._own = own
        self.problems: list[LineProblem] = []

    def read(self, block: _Block) -> _Entry | None:
        """Return an event; None where it has no time, which is a problem of its line."""
        try:
            event = Event.from_ical(block.text)
            return self._entry(block, event)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
            self._refuse(block, LineFlaw.TORN)
            return None

    def _entry(self, block: _Block, event: Any) -> _Entry | None:
        starts = first(event, "DTSTART")
        at = self._when(block, starts)
        summary = one_line(str(first(event, "SUMMARY") or ""))
        if at is None:
            self._refuse(block, LineFlaw.NO_DAY, summary)
            return None
        rule = first(event, "RRULE")
        replaces = first(event, "RECURRENCE-ID")
        recurs = rule is not None or replaces is not None
        attendees, is_day = attendees_of(event), not isinstance(value_of(starts), datetime)
        if recurs and self._own is not None and at.tzinfo is not None and at.utcoffset() == timedelta(0):
            # Written in UTC, it still recurs by the clocks of the calendar's zone.
            at = at.astimezone(self._own)
        return _Entry(
            line=block.line,
            uid=str(first(event, "UID") or f"line {block.line}"),
            starts=at,
            is_day=is_day,
            summary=summary,
            attendees=attendees,
            is_free=is_free(event, len(attendees), is_day=is_day),
            is_shown_free=is_shown_free(event),
            minutes=self._minutes(block, event, at, is_day=is_day),
            absent=absent_from(event),
            cancelled=str(first(event, "STATUS") or "").upper() == "CANCELLED",
            private=str(first(event, "CLASS") or "").upper() in ("PRIVATE", "CONFIDENTIAL"),
            rule=rule.to_ical().decode() if hasattr(rule, "to_ical") and "FREQ" in rule else "",
            more=tuple(self._several(block, event, "RDATE")),
            without=tuple(self._several(block, event, "EXDATE")),
            replaces=self._when(block, replaces),
            and_later=str(getattr(replaces, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE",
        )

    def _when(self, block: _Block, prop: Any) -> datetime | None:
        """Return the aware time of a property: noon for a whole day."""
        value = value_of(prop)
        if isinstance(value, datetime):
            return self._aware(block, value, getattr(prop, "params", {}).get("TZID"))
        if isinstance(value, date):
            return datetime.combine(value, time(12), self._floating)
        return None

    def _minutes(self, block: _Block, event: Any, at: datetime, *, is_day: bool) -> int:
        """Return how long an event lasts: until the end of its last day where it lasts whole days."""
        ends, lasts = self._when(block, first(event, "DTEND")), value_of(first(event, "DURATION"))
        if ends is not None:
            length = ends.astimezone(UTC) - at.astimezone(UTC)
        else:
            length = lasts if isinstance(lasts, timedelta) else timedelta(days=1) if is_day else _USUAL_LENGTH
        if is_day:
            length = max(length, timedelta(days=1)) - timedelta(hours=12)
        return int(min(max(length, timedelta(0)), _LONGEST) / timedelta(minutes=1))

    def _aware(self, block: _Block, value: datetime, name: str | None) -> datetime:
        if value.tzinfo is not None:
            return value
        found = self._zones.find(name) if name else self._floating
        if found is None:
            problem = LineProblem(block.line, LineFlaw.NO_ZONE, one_line(str(name))[:60])
            if problem not in self.problems:
                self.problems.append(problem)
        return value.replace(tzinfo=found or self._floating)

    def _several(self, block: _Block, event: Any, name: str) -> Iterator[datetime]:
        found = event.get(name, [])
        for each in found if isinstance(found, list) else [found]:
            zone = getattr(each, "params", {}).get("TZID")
            for one in getattr(each, "dts", ()):
                value = value_of(one)
                value = value[0] if isinstance(value, tuple) else value
                if isinstance(value, datetime):
                    yield self._aware(block, value, zone)
                elif isinstance(value, date):
                    # A day alone stands for whatever is on it, which midnight says.
                    yield datetime.combine(value, time(0), self._floating).replace(microsecond=1)

    def _refuse(self, block: _Block, flaw: LineFlaw, words: str = "") -> None:
        self.problems.append(LineProblem(block.line, flaw, words[:60]))


def _by_uid(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.uid, []).append(entry)
    return list(groups.values())


@dataclass
class _MeetingsKept:
    """The meetings that took place, and how many others there are."""

    now: datetime
    since: datetime
    """Older ones are not kept."""
    meetings: list[MeetingRead] = field(default_factory=list)
    problems: list[LineProblem] = field(default_factory=list)
    cancelled: int = 0
    coming: int = 0
    private: int = 0
    free: int = 0
    steps: int = 0
    """Occurrences that were counted through."""

    def take(self, group: Sequence[_Entry]) -> None:
        """Take the occurrences of one event, with those that were moved or called off."""
        masters = [each for each in group if each.replaces is None]
        moved = [each for each in group if each.replaces is not None]
        if not masters:
            for each in moved:
                self._take(each, each.starts, each.replaces)
            return
        master = masters[-1]
        if not (master.rule or master.more):
            self._take(master, master.starts, None)
            for each in moved:
                self._take(each, each.starts, each.replaces)
            return
        self._take_recurring(master, moved)

    def _take_recurring(self, master: _Entry, moved: Sequence[_Entry]) -> None:
        recurring = Recurring(master.starts, master.rule, master.more, master.without, master.is_day)
        if self.steps > _MOST_STEPS:
            self.problems.append(LineProblem(master.line, LineFlaw.TOO_MANY, master.summary[:60]))
            return
        found = expand(recurring, self.since, self.now)
        self.steps += found.steps
        if found.is_cut or found.is_unreadable:
            flaw = LineFlaw.TORN if found.is_unreadable else LineFlaw.TOO_MANY
            self.problems.append(LineProblem(master.line, flaw, master.summary[:60]))
        single = {_instant(each.replaces, master): each for each in moved if not each.and_later}
        ranges = sorted(
            (each for each in moved if each.and_later), key=lambda each: each.replaces or each.starts
        )
        for at in found.starts:
            own = single.pop(_instant(at, master), None)
            if own is not None:
                self._take(own, own.starts, own.replaces)
                continue
            ranged = [each for each in ranges if each.replaces is not None and each.replaces <= at]
            if ranged and (last := ranged[-1]).replaces is not None:
                self._take(last, _moved(at, last), at)
            else:
                self._take(master, at, at)
        for each in single.values():  # of occurrences that are none any more, or still come
            self._take(each, each.starts, each.replaces)

    def _take(self, entry: _Entry, at: datetime, meant: datetime | None) -> None:
        """Keep a meeting that begins at a time; `meant` is when the occurrence would have, of several."""
        starts = at.astimezone(UTC)
        if entry.cancelled:
            self.cancelled += 1
        elif entry.private:
            self.private += 1
        elif entry.is_free:
            self.free += 1
        elif starts > self.now:
            self.coming += 1
        elif starts > self.since:
            self.meetings.append(
                MeetingRead(
                    line=entry.line,
                    uid=entry.uid,
                    second=int(starts.timestamp()),
                    is_day=entry.is_day,
                    summary=entry.summary,
                    attendees=entry.attendees,
                    occurrence=int(meant.timestamp()) if meant is not None else None,
                    minutes=entry.minutes,
                    is_shown_free=entry.is_shown_free,
                    absent=entry.absent,
                )
            )


def _instant(at: datetime | None, master: _Entry) -> Any:
    """Return what tells an occurrence from others: its day, where the event lasts whole days."""
    if at is None:
        return None
    return at.astimezone(master.starts.tzinfo).date() if master.is_day else at.astimezone(UTC)


def _moved(at: datetime, by: _Entry) -> datetime:
    """Return an occurrence as one that moves all later ones moves it, by the clocks of its zone."""
    assert by.replaces is not None
    zone = at.tzinfo
    shift = by.starts.astimezone(zone).replace(tzinfo=None) - by.replaces.astimezone(zone).replace(
        tzinfo=None
    )
    return (at.replace(tzinfo=None) + shift).replace(tzinfo=zone)
