"""What can be typed after `/tactegic`: leavers."""

from __future__ import annotations

from bot.core.from_words import as_bare
from bot.core.subcommand import Subcommand, parse_paged
from bot.features.leavers.commands import ListLeavers

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="leavers",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListLeavers(page)),
        from_words=as_bare(lambda _: ListLeavers()),
        summary="for admins: who left, and when what they kept is erased",
        example="leavers",
        topic="settings",
    ),
)
