"""Keeps a contact's clock in line with the touches that are on record (B3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact
from bot.core.notes import Touch
from bot.core.ports.books import UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.touching import touch_time
from bot.core.turn import Turn


async def recount(uow: UnitOfWork, turn: Turn[Any], contact_id: str) -> None:
    """Set a contact's last touch to the latest one that is left."""
    try:
        contact = await uow.of(Contact).get(contact_id)
    except NotFound:
        return
    left = await uow.of(Touch).find(contact_id=contact_id)
    times = [touch_time(touch.occurred_on, turn.member.zone, touch.created_at) for touch in left]
    latest = max(times, default=None)
    if latest != contact.last_touch_at:
        await uow.of(Contact).put(replace(contact, last_touch_at=latest))
