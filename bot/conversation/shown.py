"""Takes in the forms that only show something."""

from __future__ import annotations

from bot.core.commands import Sent
from bot.core.turn import Turn


async def only_shown(turn: Turn[Sent]) -> None:
    """Do nothing: a form that only showed something was closed with its button."""
