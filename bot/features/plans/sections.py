"""What this feature adds to an agenda: the activities that are done (R1, F4)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.meeting_points import MeetingPoint
from bot.core.ports.store import StoreReader
from bot.core.sections import MEETING, Section
from bot.core.turn import Turn
from bot.features.plans.cards import points
from bot.features.plans.contracts import Activity, ActivityState


async def meeting_points(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """What was done of the plan."""
    done = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.DONE)
    return tuple(map(points.done_point, done))


SECTIONS = (Section(MEETING, 20, meeting_points),)
