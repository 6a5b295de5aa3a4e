"""What can be typed after `/tactegic`: goals (F3)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.goals.commands import AddGoal, ReviewGoals, ShowGoals
from bot.features.goals.rules import goals_listed

_PERIOD = re.compile(
    r"^(?P<name>.*?)[\s,]*(?:\b(?:this|for (?:this|the)|a)\s+)?\b(?P<period>week|month|quarter)s?$",
    re.IGNORECASE,
)


_BY = re.compile(r"\w\s+(?:by|until|till|before)\s+\S", re.IGNORECASE)
"""Words behind `goals` that set one by their day: "goal win Tollgate by March"."""
_FEWEST = 3
_BARE_GOAL = (
    r"^(?:(?:new|my|a|set|add)\s+)*goals?\s+(?!(?:with|of|for|review|is|are|this|to)\b)"
    r"(?P<goal>[^:]+\s(?:by|until|till|before)\s+\S.*)$"
)
_MINE = frozenset({"me", "myself", "my", "own"})


def _goals(rest: str) -> Command:
    name, colon, text = rest.strip().partition(":")
    if not colon:
        if unquote(rest).casefold() in ("review", "over"):
            return ReviewGoals()
        if len(rest.split()) >= _FEWEST and _BY.search(rest):
            return AddGoal(unquote(rest))
        return parse_paged(
            rest, lambda who, page: ShowGoals("" if who.casefold() in _MINE else who, page=page)
        )
    if not text.strip():
        raise Incomplete("What do you want to reach? Write it after the colon.")
    found = _PERIOD.match(name.strip())
    period, who = (found["period"].lower(), found["name"]) if found else ("", name)
    who = re.sub(r"^(?:with|for)\s+", "", unquote(who), flags=re.I)
    return AddGoal(text.strip(), period, "" if who.casefold() in _MINE else who)


_SETS = ("set", "add", "new", "my goal", "our goal", "goal is", "make", "goal for", "goals? with", "another")
_GOAL_TEXT = (
    r"\b(?:goals?|targets?|aims?)\b[^:]*:",
    r"\b(?:goals?|targets?|aims?)\b.*?\b(?:is|are|will be)\b(?: to\b)?",
    r"\bgoals?\b\s*[,\u2013-]\s",
)


def _goals_from_words(words: PlainWords) -> Command:
    """Set a goal where the words say one, review where the period's end is meant, else show the goals."""
    if words.has("review", "go through", "look back", "settle", "wrap up"):
        return ReviewGoals()
    if due := words.find(_BARE_GOAL):
        return AddGoal(due["goal"], _period_in(words))
    set_as = words.find(
        r"^(?:this (?:week|month|quarter),? )?(?:i want to |i will )?(.+?)[,:]? (?:set|make|"
        r"put) (?:that|this|it) (?:down )?as (?:a|my) goal"
    )
    if set_as:
        return AddGoal(set_as[1], _period_in(words), words.person)
    text = text_after(words, *_GOAL_TEXT) if not words.has("what are", "show", "list", "open") else ""
    several = goals_listed(text) if words.has(_SEVERAL) else ()
    if len(several) > 1:
        lead = words.text[: words.text.find(several[0])]
        whose = words.person if words.person and words.person in lead else ""
        return AddGoal(several[0], _period_in(words), whose, more=several[1:])
    if text or (words.has(*_SETS) and not words.has("show", "list", "open", "what")):
        return AddGoal(text, _period_in(words), words.person)
    return ShowGoals(words.whom)


_SEVERAL = r"goals|targets|aims"


def _period_in(words: PlainWords) -> str:
    period = words.find(r"\b(week|month|quarter)")
    return period[1].lower() if period else "quarter" if words.has("q[1-4]") else ""


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="goals",
        arguments="[NAME], NAME week: GOAL, or review",
        parse=_goals,
        from_words=_goals_from_words,
        summary="three key goals for a week, month or quarter",
        example="goals Ana month: learn which challenges she expects for 2028",
        topic="plans",
        aliases=("goal",),
        takes_colon=True,
    ),
)
