"""The subcommand of `/tactegic` for the partner's view (S4)."""

from __future__ import annotations

from bot.core.from_words import with_whom
from bot.core.subcommand import Subcommand, require
from bot.features.partner_view.commands import ViewFrom

_view = require(ViewFrom, "From whose side? Write the name.")


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="view",
        arguments="NAME",
        parse=_view,
        from_words=with_whom(_view),
        summary="see how it looks from somebody's side",
        example="view Ana",
        topic="questions",
        aliases=("side", "theirs"),
    ),
)
