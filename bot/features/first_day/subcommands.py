"""What can be typed after `/tactegic`: the first steps (B4)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand
from bot.features.first_day.commands import StartFirstDay

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="start",
        parse=lambda _: StartFirstDay(),
        from_words=lambda _: StartFirstDay(),
        summary="begin in two minutes, or go on where you stopped",
        example="start",
        topic="settings",
        aliases=("begin", "onboarding"),
    ),
)
