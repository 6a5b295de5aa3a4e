"""What settings add to the Home tab: when and how much comes by itself (B3, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.settings.cards import home as cards
from bot.features.settings.cards.model import home_words
from bot.features.settings.handlers.model import view_of


async def settings_at_home(_: StoreReader, turn: Turn[Any], member: Member) -> tuple[Told, ...]:
    """The settings that hold for the member, in a line."""
    model = home_words(view_of(turn))
    return tell(cards.settings_line(turn.settings, member, turn.today, model), ())


SECTIONS = (Section(HOME, 110, settings_at_home),)
