"""Tells a member that something failed for good."""

from __future__ import annotations

from bot.messages.commands import Apologize
from bot.messages.deliveries import UNSAID
from bot.texts import general
from bot.usecases.turn import Turn


async def apologize(turn: Turn[Apologize]) -> None:
    """Say that it did not work, with the reference that the log has too."""
    await turn.answer(general.went_wrong(turn.command.reference), about=UNSAID)
