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

    A clock that stands for the day of that one already, and not for a touch that went, stays as it is: a
    member who has gone to another time zone since would only change the row, and what was done to the contact
    earlier could not be undone any more.
    """
    member = await uow.of(Member).get(work.scope.member)
    ids = {touch.contact_id for change in changes for touch in (change.before, change.after) if touch}
    changed = {change.id for change in changes}
    earlier = [change.before for change in changes if change.before is not None]
    for contact in await uow.of(Contact).find(id=tuple(sorted(ids)), space=work.scope.own):
        left = await uow.of(Touch).find(contact_id=contact.id)
        gone = [touch for touch in earlier if touch.contact_id == contact.id]
        before = [*gone, *(touch for touch in left if touch.id not in changed)]
        day = _latest_day(left)
        is_set = (
            day == _latest_day(before)
            and contact.last_touch_at not in _times(gone, member)
            and _stands_for(contact.last_touch_at, day)
        )
        latest = max(_times(left, member), default=None)
        if latest != contact.last_touch_at and not is_set:
            await uow.of(Contact).put(replace(contact, last_touch_at=latest))


def _times(touches: Sequence[Touch], member: Member) -> list[datetime]:
    return [touch_time(each.occurred_on, member.zone, each.created_at) for each in touches]


def _latest_day(touches: Sequence[Touch]) -> date | None:
    return max((each.occurred_on for each in touches), default=None)


def _stands_for(clock: datetime | None, day: date | None) -> bool:
    """Whether a clock is the noon of a day somewhere on earth, or before it on the same day there."""
    if clock is None or day is None:
        return False
    noon = datetime.combine(day, time(12), UTC)
    return noon - _EAST <= clock <= noon + _WEST
