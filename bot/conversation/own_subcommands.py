"""The subcommand of `/tactegic` that explains the others (B4)."""

from __future__ import annotations

from bot.core.commands import Help
from bot.core.subcommand import Subcommand, unquote

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="help",
        arguments="[TOPIC]",
        parse=lambda rest: Help(unquote(rest)),
        summary="explain a topic or a command",
        example="help contacts",
        topic="help",
        aliases=("?", "hilfe", "aide"),
    ),
)
