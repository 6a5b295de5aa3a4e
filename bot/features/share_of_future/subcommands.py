"""Subcommands about the share of future, as they are typed (T6)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, number_in
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


_FRACTIONS = {"tenth": 10, "eighth": 12, "fifth": 20, "quarter": 25, "third": 33, "half": 50}


def _future_from_words(words: PlainWords) -> Command:
    """Set the floor where one is named, "at least a fifth of my time"; list where a list is asked for."""
    if words.has("floor", "at least", "minimum", "no less than"):
        share = next((n for word, n in _FRACTIONS.items() if words.has(word)), number_in(words.text))
        if share is None:
            raise Incomplete("Which share shall be the least? Write it in percent, for example 15.")
        return _future(f"floor {share}")
    return ListDeeds() if words.has("list", "details", "counted", "what counts") else ShowShare()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="future",
        arguments="[list | floor PERCENT]",
        parse=_future,
        from_words=_future_from_words,
        summary="see which share of your time serves the future",
        example="future floor 15",
        topic="rounds",
        aliases=("share-of-future",),
    ),
)
