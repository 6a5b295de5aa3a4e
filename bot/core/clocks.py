"""Keeps a contact's clock in line with the touches that are on record (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.core.contacts import Contact
from bot.core.events import Change
from bot.core.members import Member
from bot.core.notes import Touch
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.touching import touch_time

_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
"""How far the clocks of time zones are ahead of UTC at most, and behind it."""


async def set_clocks(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Set the last touch of contacts whose touches were moved or removed to the latest one that is left.

    Where that is on the same day as before, a clock that was set for this day stays as it is: a member who
    has gone to another time zone would only change the row, and earlier changes of it could not be undone.
    """
    member = await uow.of(Member).get(work.scope.member)
    ids = {touch.contact_id for change in changes for touch in (change.before, change.after) if touch}
    for contact in await uow.of(Contact).find(id=tuple(sorted(ids)), space=work.scope.own):
        left = await uow.of(Touch).find(contact_id=contact.id)
        times = [touch_time(touch.occurred_on, member.zone, touch.created_at) for touch in left]
        latest = max(times, default=None)
        if latest != contact.last_touch_at and not _is_set(contact, left, changes):
            await uow.of(Contact).put(replace(contact, last_touch_at=latest))


def _is_set(contact: Contact, left: Sequence[Touch], changes: Sequence[Change]) -> bool:
    """Whether the latest day of a touch stays, and the clock stands for it in some time zone."""
    changed = {change.id for change in changes}
    gone = [change.before for change in changes if change.before is not None]
    before = [*gone, *(touch for touch in left if touch.id not in changed)]
    day = _latest_day(contact, left)
    return day is not None and day == _latest_day(contact, before) and _stands_for(contact.last_touch_at, day)


def _latest_day(contact: Contact, touches: Sequence[Touch]) -> date | None:
    return max((each.occurred_on for each in touches if each.contact_id == contact.id), default=None)


def _stands_for(clock: datetime | None, day: date) -> bool:
    """Whether a clock is the noon of a day somewhere on earth, or before it on the same day there."""
    if clock is None:
        return False
    noon = datetime.combine(day, time(12), UTC)
    return noon - _EAST <= clock <= noon + _WEST
