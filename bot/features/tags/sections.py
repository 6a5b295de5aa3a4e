"""What tags add to the Home tab, below the settings: their rhythms (B3, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.tags.cards.rhythms import rhythms_at_home


async def tag_rhythms_at_home(_: StoreReader, turn: Turn[Any], __: Member) -> tuple[Told, ...]:
    """The rhythms of tags, the shortest first; nothing where there is none."""
    found = sorted(turn.people.tag_rhythms, key=lambda each: (each.days, each.tag))
    return tell(rhythms_at_home(found), (each.id for each in found))


SECTIONS = (Section(HOME, 112, tag_rhythms_at_home),)
