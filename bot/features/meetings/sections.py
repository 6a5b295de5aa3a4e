"""What agendas and summaries are drafted from besides what other features add: the promises (F4).

Notes are private, so nothing of them is among these: a member may tick sentences of notes later.
"""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.meeting_points import MeetingPoint
from bot.core.notes import Commitment, CommitmentState
from bot.core.ports.store import StoreReader
from bot.core.sections import MEETING, Section
from bot.core.turn import Turn
from bot.features.meetings.cards import points


async def kept_promises(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """Promises that were kept, on both sides."""
    kept = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.KEPT)
    return tuple(points.kept_point(each, contact.name) for each in kept)


async def open_promises(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """Promises that are open, on both sides."""
    promises = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.OPEN)
    return tuple(points.promise_point(each, contact.name) for each in promises)


SECTIONS = (Section(MEETING, 30, kept_promises), Section(MEETING, 50, open_promises))
