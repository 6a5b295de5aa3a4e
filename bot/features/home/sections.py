"""What newcomers find on the Home tab: what they can write (B5)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.home.cards.first import examples, good_start

_SETTLED_IN = 3
"""From so many people on, no more examples are needed."""


async def start(_: StoreReader, turn: Turn[Any], __: Member) -> tuple[Told, ...]:
    """What to write first; for whoever knows nobody yet."""
    return () if turn.people.contacts else tell(good_start(), ())


async def tries(_: StoreReader, turn: Turn[Any], __: Member) -> tuple[Told, ...]:
    """What else can be written; for whoever knows one or two people."""
    return tell(examples(), ()) if 0 < len(turn.people.contacts) < _SETTLED_IN else ()


SECTIONS = (Section(HOME, 25, start), Section(HOME, 105, tries))
