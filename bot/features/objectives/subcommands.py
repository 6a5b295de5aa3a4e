"""What can be typed after `/tactegic`: objectives (F7)."""

from __future__ import annotations

from bot.core.from_words import with_whom
from bot.core.subcommand import Subcommand, require
from bot.features.objectives.commands import ShowObjective

_objective = require(ShowObjective, "An objective with whom? Write the name after the command.")


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="objective",
        arguments="NAME",
        parse=_objective,
        from_words=with_whom(_objective),
        summary="what you want to reach together, with the benefit to each side",
        example="objective Ana",
        topic="meetings",
        aliases=("mutual",),
    ),
)
