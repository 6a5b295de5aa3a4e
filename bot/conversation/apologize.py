"""Tells a member that something failed for good."""

from __future__ import annotations

from bot.conversation.cards import general
from bot.core.commands import Apologize
from bot.core.deliveries import NOTHING
from bot.core.turn import Turn


async def apologize(turn: Turn[Apologize]) -> None:
    """Say that it did not work, with the reference that the log has too."""
    await turn.answer(general.went_wrong(turn.command.reference), about=NOTHING)
