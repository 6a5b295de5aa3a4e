"""Subcommands about nudges, as they are typed (B3)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand, parse_paged
from bot.features.nudges.commands import ListNudges

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="nudges",
        arguments="[page 2]",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListNudges(page)),
        summary="see who and what is coming, and when",
        example="nudges",
        topic="nudges",
        aliases=("coming", "reminders"),
    ),
)
