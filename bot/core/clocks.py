"""Keeps a contact's clock in line with the touches that are on record (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact
from bot.core.events import Change
from bot.core.members import Member
from bot.core.notes import Touch
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.touching import touch_time


async def set_clocks(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Set the last touch of contacts whose touches were moved or removed to the latest one that is left."""
    member = await uow.of(Member).get(work.scope.member)
    ids = {touch.contact_id for change in changes for touch in (change.before, change.after) if touch}
    for contact in await uow.of(Contact).find(id=tuple(sorted(ids)), space=work.scope.own):
        left = await uow.of(Touch).find(contact_id=contact.id)
        times = [touch_time(touch.occurred_on, member.zone, touch.created_at) for touch in left]
        latest = max(times, default=None)
        if latest != contact.last_touch_at:
            await uow.of(Contact).put(replace(contact, last_touch_at=latest))
