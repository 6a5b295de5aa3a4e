"""What can be typed after `/tactegic`: all that a member owns (B6)."""

from __future__ import annotations

from bot.core.from_words import as_bare
from bot.core.subcommand import Subcommand
from bot.features.own_data.commands import ExportOwn, OpenErasure, OpenMemberErasure

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="export",
        parse=lambda _: ExportOwn(),
        from_words=as_bare(lambda _: ExportOwn()),
        summary="get everything you keep with me, as one file",
        example="export",
        topic="settings",
    ),
    Subcommand(
        name="erase-me",
        parse=lambda _: OpenErasure(),
        from_words=as_bare(lambda _: OpenErasure()),
        summary="erase everything you keep with me, for good, once you confirmed it",
        example="erase-me",
        topic="settings",
        aliases=("forget-me", "erase"),
    ),
    Subcommand(
        name="erase-member",
        parse=lambda _: OpenMemberErasure(),
        from_words=as_bare(lambda _: OpenMemberErasure()),
        summary="for admins: have everything of a member erased, as that person wishes",
        example="erase-member",
        topic="settings",
    ),
)
