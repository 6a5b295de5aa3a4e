"""What can be typed after `/tactegic`: score (S3)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand, require
from bot.features.score.commands import ShowScore

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="score",
        arguments="NAME",
        parse=require(lambda name: ShowScore(name), "Whose relationship shall I look at? Write the name."),
        summary="see how a relationship stands, each point with its source",
        example="score Ana",
        topic="fit",
    ),
)
