"""B9: brings what is kept of a calendar in line with what it says now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.core.calendar_meetings import MeetingPeople, MeetingSeen, WindowRead
from bot.core.contacts import Contact
from bot.core.identity import MemberId, Space, WorkspaceId, derive_id
from bot.features.calendar.rules.settling import guest_id
from bot.features.calendar.rules.values import CalendarMeeting
from bot.language.names import name_key

_MOST_KEPT = 400
_LONGEST_TITLE = 200
_ENOUGH = 4
"""Meetings from which an address that is in all of them can be the member's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose calendar it is: `mails` are the member's own addresses in it, in small letters."""

    workspace: WorkspaceId
    member: MemberId
    space: Space
    mails: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    """The ids of people of whom nothing is to be kept (`guest_id`)."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The meetings as they are now, those that were called off, and those that are too long ago."""

    meetings: tuple[CalendarMeeting, ...]
    called_off: tuple[CalendarMeeting, ...] = ()
    past: tuple[CalendarMeeting, ...] = ()


def meeting_id(owner: Owner, seen: MeetingSeen) -> str:
    """Return the id of an occurrence: the same each time it is read, wherever it was moved."""
    occurrence = "" if seen.occurrence is None else seen.occurrence
    return derive_id("calendar", owner.workspace, owner.member, seen.uid, occurrence)


def merge(
    known: Sequence[CalendarMeeting],
    read: WindowRead,
    *,
    owner: Owner,
    contacts: Sequence[Contact],
    since: datetime,
    now: datetime,
    is_new: bool = False,
) -> Merged:
    """Return the meetings that are kept: with somebody else in them, and neither free nor declined.

    Those that are no longer there were called off. A calendar that suddenly has nothing at all in it is taken
    for an error of its server, and nothing is called off by it; nor by another calendar (`is_new`) that has
    none of those that were known.
    """
    people = MeetingPeople(contacts)
    before = {each.id: each for each in known}
    found: dict[str, CalendarMeeting] = {}
    for seen in read.meetings[-_MOST_KEPT:]:
        row = _row(seen, before.get(meeting_id(owner, seen)), owner, now)
        if not seen.is_shown_free and not owner.mails & set(seen.absent) and _has_others(row, people):
            found[row.id] = row
    missing = [each for each in known if each.id not in found]
    past = tuple(each for each in missing if each.starts_at <= since)
    left = tuple(each for each in missing if each.starts_at > since)
    if is_new and not before.keys() & found.keys():
        return Merged(tuple(found.values()), past=tuple(missing))
    if not read.entries:
        return Merged((*found.values(), *left), past=past)
    return Merged(tuple(found.values()), left, past)


def _has_others(row: CalendarMeeting, people: MeetingPeople) -> bool:
    return bool(row.guests or people.at(row.title, ()))


def _row(seen: MeetingSeen, before: CalendarMeeting | None, owner: Owner, now: datetime) -> CalendarMeeting:
    guests = tuple(
        each
        for each in seen.guests
        if each.email not in owner.mails
        and guest_id(owner.workspace, owner.space, each.email) not in owner.unwanted
    )
    starts_at = datetime.fromtimestamp(seen.second, UTC)
    row = before or CalendarMeeting(
        id=meeting_id(owner, seen),
        workspace=owner.workspace,
        space=owner.space,
        created_at=now,
        starts_at=starts_at,
        minutes=seen.minutes,
    )
    return replace(
        row,
        starts_at=starts_at,
        minutes=seen.minutes,
        is_day=seen.is_day,
        title=seen.title[:_LONGEST_TITLE],
        guests=guests[:50],
    )


def own_addresses(*mails: str) -> frozenset[str]:
    """Return the member's own addresses: those they told, and the one that the calendar is named by."""
    return frozenset(each.casefold() for each in mails if each)


def guess_owner(meetings: Sequence[MeetingSeen], name: str, known: Collection[str]) -> str:
    """Return the member's own address: of who bears their name, else the one that is in all meetings.

    Empty where that is not clear; the address of a contact (`known`) is never taken for it.
    """
    people = [{each.email for each in seen.guests if each.email} for seen in meetings if seen.guests]
    called = {
        each.email: None
        for seen in meetings
        for each in seen.guests
        if each.email and name_key(each.name) == name_key(name)
    }
    if called:
        return next(iter(called))
    always = set.intersection(*people) - set(known) if len(people) >= _ENOUGH else set()
    return next(iter(always)) if len(always) == 1 else ""
