"""What can be typed after `/tactegic` about thanks."""

from __future__ import annotations

from bot.core.from_words import with_text
from bot.core.subcommand import Subcommand, unquote
from bot.features.thanks.commands import Thank


def _parse(rest: str) -> Thank:
    """ "Ana Ruiz for the map" as a name and a reason."""
    name, _, reason = rest.partition(" for ")
    return Thank(unquote(name), unquote(reason))


SUBCOMMANDS = (
    Subcommand(
        name="thank",
        arguments="[PERSON for REASON]",
        parse=_parse,
        from_words=with_text(_parse),
        summary="write down what you want to thank somebody for",
        example="thank Ana Ruiz for the map",
        topic="touches",
    ),
)
