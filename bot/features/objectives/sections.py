"""What this feature adds to a brief and to an agenda: the mutual objective (F7)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.meeting_points import MeetingPoint
from bot.core.ports.store import StoreReader
from bot.core.relations import of_contact
from bot.core.sections import BRIEF, MEETING, Section, Told, tell
from bot.core.turn import Turn
from bot.features.objectives.cards import objectives as cards
from bot.features.objectives.cards import points
from bot.features.objectives.contracts.reading import find_shared_about, versions_of
from bot.features.objectives.contracts.values import MutualObjective, current


async def objective(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """What a brief says of the objective with a contact or its company; a colleague's, where it is shared."""
    held = current(await versions_of(reader, of_contact(turn, contact)))
    if held is None and contact.account_id:
        held = current(await reader.of(MutualObjective).find(account_id=contact.account_id))
    shared = [] if held else await find_shared_about(reader, contact)
    if shared:
        return tell(cards.section(shared[0], by_colleague=True), (shared[0].id,))
    return tell(cards.section(held), (held.id,)) if held else ()


async def meeting_points(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """The objective with a contact, and what each side has of it."""
    held = current(await versions_of(reader, of_contact(turn, contact)))
    return tuple(points.objective_points(held)) if held else ()


SECTIONS = (Section(BRIEF, 30, objective), Section(MEETING, 10, meeting_points))
