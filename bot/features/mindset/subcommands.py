"""What can be typed after `/tactegic`: mindset (S1)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand, unquote
from bot.features.mindset.commands import Reflect

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="mindset",
        arguments="[NAME]",
        parse=lambda rest: Reflect(name=unquote(rest)),
        from_words=lambda words: Reflect(name=words.person),
        summary="a private question about one relationship",
        example="mindset Ana",
        topic="focus",
        aliases=("reflect",),
    ),
)
