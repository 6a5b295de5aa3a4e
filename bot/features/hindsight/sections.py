"""What looking back adds to a member's own figures (R2)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.rich import Rich
from bot.core.sections import OWN_FIGURES, Section
from bot.core.turn import Turn
from bot.features.hindsight.cards import record_figure
from bot.features.hindsight.contracts.looking import read_track_record


async def read_record(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[tuple[str, Rich], ...]:
    """How often what the member expected came true; nothing while none of it is decided."""
    record = await read_track_record(reader, turn)
    return record_figure(record) if record.decided else ()


SECTIONS = (Section(OWN_FIGURES, 10, read_record),)
