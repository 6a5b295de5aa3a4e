"""The subcommand of `/tactegic` that answers a question (B2)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand, require
from bot.features.recall.commands import Ask

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="ask",
        arguments="QUESTION",
        parse=require(Ask, "What would you like to know? Write the question after the command."),
        summary="answer a question from your notes",
        example="ask What does Ana worry about?",
        topic="questions",
        aliases=("recall", "find"),
    ),
)
