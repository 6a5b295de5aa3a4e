"""What this feature adds to an agenda: the activities that are done, and those to come (R1, F4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.contacts import Contact
from bot.core.meeting_points import MeetingPoint
from bot.core.ports.store import StoreReader
from bot.core.sections import MEETING, Section
from bot.core.turn import Turn
from bot.features.plans.cards import points
from bot.features.plans.contracts import Activity, ActivityState

_MOST = 3
"""Activities to come that an agenda offers."""


async def meeting_points(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """What was done of the plan, and what it has next, what is overdue first."""
    done = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.DONE)
    planned = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.PLANNED)
    planned.sort(key=lambda each: (each.on or date.max, each.created_at))
    next_ones = [points.planned_point(each, turn.today) for each in planned[:_MOST]]
    return (*map(points.done_point, done), *next_ones)


SECTIONS = (Section(MEETING, 20, meeting_points),)
