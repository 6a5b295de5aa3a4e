"""What follows where calendars, contacts and touches change (B9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.core.contacts import ContactId
from bot.core.events import Change, ContactReplaced
from bot.core.members import Member
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.schedule.commands import Awaken
from bot.core.schedule.jobs import ScheduledJob
from bot.core.schedule.times import CALENDAR, CALENDAR_BRIEF, CALENDAR_WEEK
from bot.features.calendar.handlers.keeping import take_touches_back
from bot.features.calendar.rules.settling import guest_id
from bot.features.calendar.rules.values import (
    CalendarLink,
    CalendarMeeting,
    CalendarReading,
    GuestState,
    UnknownGuest,
)

_SOON = timedelta(minutes=10)


async def follow_link(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Look at a calendar that is connected, and no more at one that is paused or removed."""
    for change in changes:
        link: CalendarLink | None = change.after
        if link is None or link.is_paused:
            await _stop(uow)
            await uow.cancel(CALENDAR_WEEK)
        if link is None:
            await _forget(uow, work)
        elif not link.is_paused:
            await _begin(uow, work)


async def read_again(uow: UnitOfWork, work: Work[Any], _: Sequence[Change]) -> None:
    """Look at the calendar of a member who is back."""
    for link in await uow.of(CalendarLink).find(space=work.scope.own):
        if not link.is_paused:
            await _begin(uow, work)


async def _begin(uow: UnitOfWork, work: Work[Any]) -> None:
    jobs = {each.kind for each in await uow.scheduled_jobs()}
    member = await uow.of(Member).one(work.scope.member)
    if member is not None and CALENDAR not in jobs:
        at = work.now + _SOON
        await uow.schedule(
            ScheduledJob(
                workspace=work.scope.workspace,
                member=work.scope.member,
                kind=CALENDAR,
                zone=member.zone,
                next_at=at,
                key=f"{at:%Y-%m-%dT%H:%M:%S}",
            )
        )
    if CALENDAR_WEEK not in jobs:
        uow.enqueue(Awaken(CALENDAR_WEEK), key=work.new_id("calendar week"))


async def _stop(uow: UnitOfWork) -> None:
    """Let no look and no brief come any more."""
    for job in await uow.scheduled_jobs():
        if job.kind in (CALENDAR, CALENDAR_BRIEF):
            await uow.cancel(job.kind, job.subject)


async def _forget(uow: UnitOfWork, work: Work[Any]) -> None:
    """Take back what a removed calendar left: its meetings with their touches, and who was met unknown.

    Whoever removed it and wanted to keep the touches has removed the meetings already.
    """
    rows = await uow.of(CalendarMeeting).find(space=work.scope.own)
    await take_touches_back(uow, (id for each in rows for id in each.touch_ids))
    await uow.of(CalendarMeeting).remove_all([each.id for each in rows])
    guests = await uow.of(UnknownGuest).find(space=work.scope.own)
    await uow.of(UnknownGuest).remove_all([each.id for each in guests if each.state is not GuestState.NEVER])
    for reading in await uow.of(CalendarReading).find(space=work.scope.own):
        await uow.of(CalendarReading).remove(reading.id)


async def follow_contacts(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Let meetings follow a contact that was merged or deleted."""
    for event in events:
        for row in await uow.of(CalendarMeeting).find(contact_ids=event.gone, space=work.scope.own):
            await uow.of(CalendarMeeting).put(
                replace(
                    row,
                    contact_ids=_swapped(row.contact_ids, event),
                    counted=_swapped(row.counted, event),
                )
            )


def _swapped(ids: tuple[ContactId, ...], event: ContactReplaced) -> tuple[ContactId, ...]:
    swapped = (event.by if each == event.gone else each for each in ids)
    return tuple(dict.fromkeys(each for each in swapped if each is not None))


async def forget_contact(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Keep no meeting with somebody who was erased, and never offer them as somebody unknown."""
    mails = {mail.casefold() for change in changes for mail in change.before.emails}
    all_names = {name.casefold() for each in changes for name in (each.before.name, *each.before.aliases)}
    names = {name for name in all_names if " " in name}
    for row in await uow.of(CalendarMeeting).find(space=work.scope.own):
        them = [each for each in row.guests if each.email in mails or each.name.casefold() in names]
        if them or any(name in row.title.casefold() for name in names):
            mails |= {each.email for each in them if each.email}
            await uow.of(CalendarMeeting).remove(row.id)
    for mail in sorted(mails):
        await uow.of(UnknownGuest).put(
            UnknownGuest(
                id=guest_id(work.scope.workspace, work.scope.own, mail),
                workspace=work.scope.workspace,
                space=work.scope.own,
                created_at=work.now,
                state=GuestState.NEVER,
            )
        )
