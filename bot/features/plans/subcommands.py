"""What can be typed after `/tactegic`: plans (R1)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
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


_PUTS = re.compile(
    r"^(?:put|add|schedule|place|pencil in)\s+(?P<what>.+?)\s+(?:on|to|onto|in|into)\s+(?:my|the|"
    r"our|\S+['\u2019]s)\s+"
    r"(?:relationship )?plan\b(?:\s+(?:for|with|of)\s+(?P<name>[^:\d]*?(?=\s+(?:for|on|by|next|"
    r"this|in)\b|$)))?(?P<when>.*)$",
    re.IGNORECASE,
)
_SETS_UP = re.compile(
    r"^(?:set up|schedule|arrange|book)\s+(?:an?\s+|the\s+)?(?=[^:]*\bwith\b)", re.IGNORECASE
)
_PLANNED = (
    r"\b(?:plan|activity)\b[^:]*:",
    r"\bplan(?:ning)? (?:to|on)\b",
)


def _plan_from_words(words: PlainWords) -> Command:
    """Put on the plan what the words say; without it, show the plan of whom they name."""
    if words.has("show", "open", "list", "what", "see") or words.text.casefold() in (
        "plan",
        "plans",
        "my plans",
    ):
        return ShowPlan(words.whom)
    if found := _PUTS.match(words.text):
        return AddActivity(f"{found['what']} {found['when'].strip()}".strip(), words.whom)
    if found := _SETS_UP.match(words.text):
        return AddActivity(words.text[found.end() :], words.whom)
    text = text_after(words, *_PLANNED)
    if text or words.has("add", "put", "schedule", "new", "start", "set up"):
        return AddActivity(text, words.whom)
    return ShowPlan(words.whom)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="plan",
        arguments="[NAME] or NAME: WHAT AND WHEN",
        parse=_plan,
        from_words=_plan_from_words,
        summary="show a relationship plan, or put an activity on it",
        example="plan Ana: visit her warehouse on 3 December",
        topic="plans",
        aliases=("plans",),
        takes_colon=True,
    ),
)
