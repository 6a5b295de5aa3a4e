"""What can be typed after `/tactegic`: focus (S2)."""

from __future__ import annotations

from bot.core.from_words import as_bare
from bot.core.subcommand import Subcommand
from bot.features.focus.commands import ShowFocus

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="focus",
        parse=lambda _: ShowFocus(),
        from_words=as_bare(lambda _: ShowFocus()),
        summary="sort what you plan into three levels",
        example="focus",
        topic="focus",
        aliases=("levels",),
    ),
)
