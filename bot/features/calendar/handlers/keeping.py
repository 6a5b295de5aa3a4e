"""Keeps what was read of a calendar: its meetings, the touches that they make, and when briefs come (B9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core.calendar_meetings import MeetingPeople, WindowRead
from bot.core.contacts import Contact
from bot.core.notes import Touch, TouchId
from bot.core.ports.store import UnitOfWork
from bot.core.schedule.on_time import build_job
from bot.core.schedule.times import CALENDAR_BRIEF
from bot.core.touching import later, touch_time
from bot.core.turn import Turn
from bot.features.calendar.cards.connecting import ReadCounts
from bot.features.calendar.rules.merging import Owner, merge, own_addresses
from bot.features.calendar.rules.settling import find_unknown, guest_id, settle
from bot.features.calendar.rules.values import (
    CalendarLink,
    CalendarMeeting,
    CalendarReading,
    GuestState,
    UnknownGuest,
)
from bot.features.calendar.times import brief_at


@dataclass(frozen=True, slots=True)
class Kept:
    """A calendar, and what was read of it; `read` is None where it says the same as before."""

    link: CalendarLink
    reading: CalendarReading
    read: WindowRead | None
    since: datetime
    is_new: bool = False
    """Its address was just given, so that it may be another calendar than before."""


async def keep_read(uow: UnitOfWork, turn: Turn[Any], kept: Kept) -> ReadCounts:
    """Bring meetings, touches and briefs in line with the calendar; returns what there is now."""
    known = await uow.of(CalendarMeeting).find(space=turn.scope.own)
    own = own_addresses(*kept.link.own_mails, kept.reading.owner)
    rows: Sequence[CalendarMeeting] = known
    if kept.read is not None:
        owner = Owner(
            workspace=turn.scope.workspace,
            member=turn.scope.member,
            space=turn.scope.own,
            mails=own,
            unwanted=await _unwanted(uow, turn),
        )
        merged = merge(
            known,
            kept.read,
            owner=owner,
            contacts=turn.people.contacts,
            since=kept.since,
            now=turn.now,
            is_new=kept.is_new,
        )
        rows = merged.meetings
        await take_touches_back(uow, (id for each in merged.called_off for id in each.touch_ids))
        await uow.of(CalendarMeeting).remove_all([each.id for each in (*merged.called_off, *merged.past)])
    settled = await settle_meetings(uow, turn, rows, known)
    await schedule_briefs(uow, turn, kept.link, settled)
    await _keep_unknown(uow, turn, settled, own)
    over = [each for each in settled if each.ends_at <= turn.now]
    touches = sum(len(each.touch_ids) for each in over)
    known = [each for each in over if each.contact_ids]
    on_record = [each for each in known if not (each.is_taken_back or each.touch_ids or each.counted)]
    return ReadCounts(
        past=len(over),
        coming=len(settled) - len(over),
        touches=touches,
        known=len(known),
        on_record=len(on_record),
    )


async def settle_meetings(
    uow: UnitOfWork,
    turn: Turn[Any],
    rows: Sequence[CalendarMeeting],
    stored: Iterable[CalendarMeeting],
) -> list[CalendarMeeting]:
    """Make and take back the touches of meetings, and keep the rows that differ from the stored ones."""
    people = MeetingPeople(turn.people.contacts)
    met = {each.id for row in rows for each in people.at(row.title, row.guests)}
    met |= {id for row in rows for id in (*row.contact_ids, *row.counted)}
    touches = await uow.of(Touch).find(contact_id=tuple(sorted(met))) if met else []
    settled = settle(rows, turn.people.contacts, touches, now=turn.now, zone=turn.zone)
    changed = {each.id: each for each in settled.meetings}
    result = [changed.get(each.id, each) for each in rows]
    before = {each.id: each for each in stored}
    await uow.of(CalendarMeeting).put_all([each for each in result if each != before.get(each.id)])
    await take_touches_back(uow, settled.gone)
    known = {each.id for each in touches}
    await uow.of(Touch).put_all(settled.touches)
    await _set_clocks(uow, turn, [each for each in settled.touches if each.id not in known])
    return result


async def _set_clocks(uow: UnitOfWork, turn: Turn[Any], touches: Sequence[Touch]) -> None:
    """Set the last touch of whom the member met, where it is the latest."""
    latest: dict[str, datetime] = {}
    for touch in touches:
        at = touch_time(touch.occurred_on, turn.member.zone, turn.now)
        latest[touch.contact_id] = later(latest.get(touch.contact_id), at)
    for contact in await uow.of(Contact).find(id=tuple(sorted(latest))) if latest else ():
        at = later(contact.last_touch_at, latest[contact.id])
        if at != contact.last_touch_at:
            await uow.of(Contact).put(replace(contact, last_touch_at=at))


async def take_touches_back(uow: UnitOfWork, ids: Iterable[TouchId]) -> int:
    """Remove those of these touches that are still there; returns how many it were."""
    wanted = tuple(sorted(set(ids)))
    there = [each.id for each in await uow.of(Touch).find(id=wanted)] if wanted else []
    await uow.of(Touch).remove_all(there)
    return len(there)


async def schedule_briefs(
    uow: UnitOfWork, turn: Turn[Any], link: CalendarLink, rows: Iterable[CalendarMeeting]
) -> None:
    """Let one brief come for each coming meeting with somebody who is known, at the time of the member's
    choice; one that was moved gets a new time."""
    jobs = {each.subject: each for each in await uow.scheduled_jobs() if each.kind == CALENDAR_BRIEF}
    wanted: dict[str, tuple[datetime, str]] = {}
    for row in rows:
        if row.starts_at <= turn.now or row.is_briefed or not row.contact_ids or link.is_paused:
            continue
        at = brief_at(row, link.brief, turn.zone, turn.settings.hours)
        if at is not None:
            key = f"{row.starts_at:%Y%m%dT%H%M}/{link.brief}/{turn.member.zone}"
            wanted[row.id] = (max(at, turn.now), key)
    for subject in jobs.keys() - wanted.keys():
        await uow.cancel(CALENDAR_BRIEF, subject)
    for subject, (at, key) in wanted.items():
        if subject not in jobs or jobs[subject].key != key:
            await uow.schedule(build_job(turn, CALENDAR_BRIEF, subject, at, key))


async def _unwanted(uow: UnitOfWork, turn: Turn[Any]) -> frozenset[str]:
    """The ids of people about whom the member never wants to be asked, erased contacts among them."""
    found = await uow.of(UnknownGuest).find(space=turn.scope.own, state=GuestState.NEVER)
    known = {mail.casefold() for each in turn.people.contacts for mail in each.emails}
    again = {guest_id(turn.scope.workspace, turn.scope.own, mail) for mail in known}
    return frozenset(each.id for each in found) - again


async def _keep_unknown(
    uow: UnitOfWork, turn: Turn[Any], rows: Sequence[CalendarMeeting], own: frozenset[str]
) -> None:
    known = await uow.of(UnknownGuest).find(space=turn.scope.own)
    found = find_unknown(rows, turn.people.contacts, known, own=own, now=turn.now, zone=turn.zone)
    await uow.of(UnknownGuest).put_all(found)
