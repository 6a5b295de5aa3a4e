"""The subcommand of `/tactegic` that takes back the latest change."""

from __future__ import annotations

from bot.core.commands import Undo
from bot.core.subcommand import Subcommand

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="undo",
        parse=lambda _: Undo(""),
        summary="take back your latest change",
        example="undo",
        topic="changes",
    ),
)
