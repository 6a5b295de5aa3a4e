"""What can be typed after `/tactegic`: goals (F3)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.goals.commands import AddGoal, ReviewGoals, ShowGoals

_PERIOD = re.compile(
    r"^(?P<name>.*?)[\s,]*(?:\b(?:this|for (?:this|the)|a)\s+)?\b(?P<period>week|month|quarter)s?$",
    re.IGNORECASE,
)


_MINE = frozenset({"me", "myself", "my", "own"})


def _goals(rest: str) -> Command:
    name, colon, text = rest.strip().partition(":")
    if not colon:
        if unquote(rest).casefold() in ("review", "over"):
            return ReviewGoals()
        return parse_paged(
            rest, lambda who, page: ShowGoals("" if who.casefold() in _MINE else who, page=page)
        )
    if not text.strip():
        raise Incomplete("What do you want to reach? Write it after the colon.")
    found = _PERIOD.match(name.strip())
    period, who = (found["period"].lower(), found["name"]) if found else ("", name)
    who = re.sub(r"^(?:with|for)\s+", "", unquote(who), flags=re.I)
    return AddGoal(text.strip(), period, "" if who.casefold() in _MINE else who)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="goals",
        arguments="[NAME], NAME week: GOAL, or review",
        parse=_goals,
        summary="three key goals for a week, month or quarter",
        example="goals Ana month: learn which challenges she expects for 2028",
        topic="plans",
        aliases=("goal",),
        takes_colon=True,
    ),
)
