"""The subcommand of `/tactegic` for a brief (B2)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand, require
from bot.features.briefs.commands import Brief

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="brief",
        arguments="NAME",
        parse=require(Brief, "For a talk with whom? Write the name after the command."),
        summary="prepare you for a talk with somebody",
        example="brief Ana",
        topic="questions",
        aliases=("prepare",),
    ),
)
