"""What the first day adds to the Home tab: where the member stopped (B4, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.first_day import cards
from bot.features.first_day.rules import FirstDay


async def first_day_at_home(reader: StoreReader, _: Turn[Any], member: Member) -> tuple[Told, ...]:
    """Where the member stopped, as long as the steps are not over; nothing for who never began."""
    day = await reader.of(FirstDay).one(member.id)
    return () if day is None or day.is_over else tell(cards.at_home(day.at), ())


SECTIONS = (Section(HOME, 24, first_day_at_home),)
