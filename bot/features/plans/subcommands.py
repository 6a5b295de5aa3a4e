"""What can be typed after `/tactegic`: plans (R1)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.plans.commands import AddActivity, ShowPlan


def _plan(rest: str) -> Command:
    name, colon, text = rest.strip().partition(":")
    if not colon:
        return parse_paged(
            re.sub(r"^for\s+", "", rest.strip(), flags=re.I), lambda n, page: ShowPlan(n, page=page)
        )
    name = re.sub(r"^(?:add|for)\b\s*", "", name.strip(), flags=re.I)
    if not text.strip():
        raise Incomplete("What will you do, and when? Write it after the colon.")
    return AddActivity(text.strip(), unquote(name))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="plan",
        arguments="[NAME] or NAME: WHAT AND WHEN",
        parse=_plan,
        summary="show a relationship plan, or put an activity on it",
        example="plan Ana: visit her warehouse on 3 December",
        topic="plans",
        aliases=("plans",),
        takes_colon=True,
    ),
)
