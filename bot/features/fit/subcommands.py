"""What can be typed after `/tactegic`: fit (F5)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand, require
from bot.features.fit.commands import ReviewFit

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="fit",
        arguments="NAME",
        parse=require(lambda name: ReviewFit(name), "Whose fit shall we look at? Write the name."),
        summary="ask whether a relationship still fits, in both directions",
        example="fit Ana",
        topic="fit",
    ),
)
