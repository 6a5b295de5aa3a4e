"""What can be typed after `/tactegic`: whom somebody should meet (R1)."""

from __future__ import annotations

from bot.core.from_words import one_person
from bot.core.subcommand import Subcommand, unquote
from bot.features.introductions.commands import SuggestIntroductions

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="introduce",
        arguments="NAME",
        parse=lambda rest: SuggestIntroductions(unquote(rest)),
        from_words=lambda words: SuggestIntroductions(one_person(words)),
        summary="find whom somebody should meet among the people you know, and why",
        example="introduce Ana",
        topic="contacts",
        aliases=("introductions",),
    ),
)
