"""Subcommands about the share of future, as they are typed (T6)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.share_of_future.commands import ListDeeds, SetFloor, ShowShare

_FLOOR = re.compile(r"^floor\s+(?:is\s+|to\s+|at\s+)?(\d{1,3})\s*(?:%|percent)?$", re.IGNORECASE)


def _future(rest: str) -> Command:
    words = unquote(rest)
    if found := _FLOOR.match(words):
        if int(found[1]) > 100:
            raise Incomplete("A share is at most 100 percent.")
        return SetFloor(int(found[1]))
    if words.casefold().startswith(("list", "details")):
        return parse_paged(words.partition(" ")[2], lambda _, page: ListDeeds(page))
    return ShowShare()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="future",
        arguments="[list | floor PERCENT]",
        parse=_future,
        summary="see which share of your time serves the future",
        example="future floor 15",
        topic="rounds",
        aliases=("share-of-future",),
    ),
)
