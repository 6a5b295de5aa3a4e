"""B9: what meetings become: touches once they are over, and briefs before they begin."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.calendar_meetings import MeetingPeople
from bot.core.contacts import Contact, ContactId
from bot.core.identity import Space, WorkspaceId, derive_id
from bot.core.notes import Touch, TouchId
from bot.features.calendar.rules.values import CalendarMeeting, GuestState, UnknownGuest

MEETING = "meeting"
"""The channel of a touch that a calendar tells of."""
_MOST_OFFERED = 8
"""Of a meeting with more people nobody is offered as a contact."""


@dataclass
class Settled:
    """The rows as they are to be: meetings and touches that are new or another, and touches that go."""

    meetings: list[CalendarMeeting] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    gone: list[TouchId] = field(default_factory=list)


def touch_id(meeting: CalendarMeeting, contact_id: ContactId) -> TouchId:
    """Return the id of the touch that a meeting makes with somebody: always the same."""
    return TouchId(derive_id(meeting.id, "touch", contact_id))


def settle(
    meetings: Sequence[CalendarMeeting],
    contacts: Sequence[Contact],
    touches: Iterable[Touch],
    *,
    now: datetime,
    zone: ZoneInfo,
) -> Settled:
    """Say what becomes of meetings: a touch with each known person, once it is over and as long as it stands.

    Who was in touch that day already gets no second touch. What was taken back or removed by hand is not made
    again; what was moved takes its touch along, and into the future it takes it away.
    """
    people, made = MeetingPeople(contacts), Settled()
    on_record = {each.id: each for each in touches}
    days: dict[tuple[ContactId, date], set[TouchId]] = {}
    for touch in on_record.values():
        days.setdefault((touch.contact_id, touch.occurred_on), set()).add(touch.id)
    for meeting in sorted(meetings, key=lambda each: (each.starts_at, each.id)):
        there = tuple(each.id for each in people.at(meeting.title, meeting.guests))
        kept = tuple(id for id in meeting.touch_ids if id in on_record)
        row = replace(meeting, contact_ids=there, touch_ids=kept)
        if row.ends_at > now or row.is_taken_back:
            made.gone += kept
            row = replace(row, touch_ids=(), counted=() if row.ends_at > now else row.counted)
        else:
            row = _count(row, on_record, days, made, now=now, day=row.starts_at.astimezone(zone).date())
        if row != meeting:
            made.meetings.append(row)
    return made


def _count(
    row: CalendarMeeting,
    on_record: Mapping[TouchId, Touch],
    days: dict[tuple[ContactId, date], set[TouchId]],
    made: Settled,
    *,
    now: datetime,
    day: date,
) -> CalendarMeeting:
    """Make the touches of a meeting that is over, and set those that it made before to its day.

    One gives way to a touch of the same day that the member told of: it was the same. Where that is undone,
    it is made again.
    """
    kept, new, left = list[TouchId](), list[TouchId](), list[ContactId]()
    for contact_id in dict.fromkeys((*row.contact_ids, *row.counted)):
        id = touch_id(row, contact_id)
        others = days.get((contact_id, day), set()) - {id}
        if id in row.touch_ids and others:
            made.gone.append(id)
            left.append(contact_id)
        elif id in row.touch_ids:
            kept.append(id)
            if on_record[id].occurred_on != day:
                made.touches.append(replace(on_record[id], occurred_on=day))
        elif contact_id not in row.counted and not others:
            made.touches.append(_touch(row, id, contact_id, day, now))
            days.setdefault((contact_id, day), set()).add(id)
            new.append(id)
    counted = [each for each in row.counted if each not in left]
    counted += [each for each in row.contact_ids if touch_id(row, each) in new]
    return replace(row, counted=tuple(counted), touch_ids=(*kept, *new))


def _touch(row: CalendarMeeting, id: TouchId, contact_id: ContactId, day: date, now: datetime) -> Touch:
    return Touch(
        id=id,
        workspace=row.workspace,
        space=row.space,
        contact_id=contact_id,
        occurred_on=day,
        created_at=now,
        channel=MEETING,
    )


def guest_id(workspace: WorkspaceId, space: Space, mail: str) -> str:
    """Return the id under which somebody unknown is kept, a digest of their address."""
    return derive_id("guest", workspace, space, mail.casefold())


def find_unknown(
    meetings: Sequence[CalendarMeeting],
    contacts: Sequence[Contact],
    known: Sequence[UnknownGuest],
    *,
    own: Collection[str],
    now: datetime,
    zone: ZoneInfo,
) -> list[UnknownGuest]:
    """Return who was met and is no contact, where that is new or has changed.

    People of the member's own company are left out where the member's address tells which one it is.
    """
    people = MeetingPeople(contacts)
    before = {each.id: each for each in known}
    domains = {mail.rpartition("@")[2] for mail in own}
    found: dict[str, UnknownGuest] = {}
    for meeting in meetings:
        if meeting.ends_at > now or meeting.is_taken_back or len(meeting.guests) > _MOST_OFFERED:
            continue
        day = meeting.starts_at.astimezone(zone).date()
        for guest in meeting.guests:
            if not guest.email or people.named(guest) or guest.email.rpartition("@")[2] in domains:
                continue
            id = guest_id(meeting.workspace, meeting.space, guest.email)
            row = found.get(id) or replace(
                before.get(id)
                or UnknownGuest(
                    id=id, workspace=meeting.workspace, space=meeting.space, created_at=now, email=guest.email
                ),
                met=0,
            )
            if row.state is GuestState.NEVER:
                continue
            latest = max(day, row.last_met or day)
            found[id] = replace(row, name=row.name or guest.name, met=row.met + 1, last_met=latest)
    return [each for each in found.values() if each != before.get(each.id)]


def offered_guests(guests: Sequence[UnknownGuest], today: date, *, most: int = 5) -> list[UnknownGuest]:
    """Return whom to ask about now: who is new, and who was put off four weeks ago and met since."""
    asked = [each for each in guests if _is_asked(each, today)]
    return sorted(asked, key=lambda each: (-each.met, each.last_met or today, each.id))[:most]


def _is_asked(guest: UnknownGuest, today: date) -> bool:
    if guest.state is GuestState.NEW:
        return guest.asked_on is None
    if guest.state is not GuestState.LATER or guest.asked_on is None or guest.last_met is None:
        return False
    return guest.last_met > guest.asked_on and (today - guest.asked_on).days >= 28
