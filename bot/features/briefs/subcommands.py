"""The subcommand of `/tactegic` for a brief (B2)."""

from __future__ import annotations

from bot.core.from_words import with_whom
from bot.core.subcommand import Subcommand, require
from bot.features.briefs.commands import Brief

_brief = require(Brief, "For a talk with whom? Write the name after the command.")


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="brief",
        arguments="NAME",
        parse=_brief,
        from_words=with_whom(_brief),
        summary="prepare you for a talk with somebody",
        example="brief Ana",
        topic="questions",
        aliases=("prepare",),
    ),
)
