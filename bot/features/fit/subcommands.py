"""What can be typed after `/tactegic`: fit (F5)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.from_words import one_person
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Subcommand, require
from bot.features.fit.commands import ReviewFit

_fit = require(lambda name: ReviewFit(name), "Whose fit shall we look at? Write the name.")


def _fit_from_words(words: PlainWords) -> Command:
    """The one whose fit is asked for: Ana of "hand Ana over to Mira", and of "Mira takes over Ana"."""
    if words.has("takes? over") and len(words.people) > 1:
        return _fit(words.people[1])
    return _fit(words.person if words.has("hand(?:ing)?", "handover") else one_person(words))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="fit",
        arguments="NAME",
        parse=_fit,
        from_words=_fit_from_words,
        summary="ask whether a relationship still fits, in both directions",
        example="fit Ana",
        topic="fit",
        aliases=("handover",),
    ),
)
