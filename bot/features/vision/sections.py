"""What the vision adds to the Home tab: the picture of the future in one line (P4, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.vision.cards import home as cards
from bot.features.vision.contracts import find_gaps, find_present_path


async def vision_at_home(_: StoreReader, turn: Turn[Any], __: Member) -> tuple[Told, ...]:
    """The vision in one line with the number of its gaps, or how to write one."""
    path = await find_present_path(turn)
    if path is None:
        return tell(cards.no_vision(), ())
    by_id: dict[str, Contact] = {each.id: each for each in turn.people.contacts}
    return tell(cards.vision(path.vision, len(find_gaps(path.needs, by_id))), (path.vision.id,))


SECTIONS = (Section(HOME, 90, vision_at_home),)
