"""F3: at most three key goals a period, for a relationship or the member; the fourth needs one to go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.features.goals.contracts import Goal, GoalPeriod, GoalState, first_day, next_first_day

MOST_GOALS = 3
"""Key goals per relationship, or per member, and period (F3)."""


_NUMBERED = re.compile(r"(?:^|[\s,;])(?:\(?\d\)|\d\.(?=\s)|[-*\u2022](?=\s))\s*")
_LISTED = re.compile(r"\s*[;\n]\s*")
_AND = re.compile(r"\s*(?:,\s*and|,|\band)\s+", re.IGNORECASE)
_FEWEST_WORDS = 2


def goals_listed(text: str) -> tuple[str, ...]:
    """The goals that words list: by numbers, lines or semicolons, or by commas where each is a whole one."""
    for parting in (_NUMBERED, _LISTED):
        parts = _parts(parting, text)
        if len(parts) > 1:
            return parts
    parts = _parts(_AND, text)
    whole = len(parts) > 1 and all(len(part.split()) >= _FEWEST_WORDS for part in parts)
    return parts if whole else _parts(_LISTED, text)


def _parts(parting: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part for each in parting.split(text) if (part := each.strip(" .,;\n")))


class TooManyGoals(Exception):
    """A fourth goal: one of the three has to go first."""

    def __init__(self, present: tuple[Goal, ...]) -> None:
        super().__init__("three goals a period")
        self.present = present
        """The three."""


def goals_beside(goals: Iterable[Goal], like: Goal) -> tuple[Goal, ...]:
    """The other open goals of the same contact, or of the member, in the same period as `like`."""
    return tuple(
        goal
        for goal in goals
        if goal.id != like.id
        and goal.state is GoalState.OPEN
        and (goal.contact_id, goal.period, goal.begins) == (like.contact_id, like.period, like.begins)
    )


def check_room(goals: Iterable[Goal], new: Goal) -> None:
    """Raise TooManyGoals when a goal would be the fourth."""
    present = goals_beside(goals, new)
    if len(present) >= MOST_GOALS:
        raise TooManyGoals(present)


def room_beside(goals: Iterable[Goal], new: Goal) -> int:
    """How many more goals there may be of the contact and the period of `new`."""
    return max(0, MOST_GOALS - len(goals_beside(goals, new)))


def is_over(goal: Goal, today: date) -> bool:
    """Whether a goal's period has passed."""
    return today > goal.ends


def open_first(goals: Iterable[Goal]) -> list[Goal]:
    """Open goals by the end of their period; then the settled ones, the latest first."""
    everything = list(goals)
    still_open = [each for each in everything if each.state is GoalState.OPEN]
    settled = [each for each in everything if each.state is not GoalState.OPEN]
    still_open.sort(key=lambda each: (each.ends, each.period, each.created_at))
    settled.sort(key=lambda each: (each.ends, each.created_at), reverse=True)
    return [*still_open, *settled]


def first_day_of_carried(goal: Goal, today: date) -> date:
    """The first day of the period that a goal is carried into.

    That is the present period where the goal's own is over, else the next one.
    """
    if is_over(goal, today):
        return first_day(goal.period, today)
    return next_first_day(goal.period, goal.begins)


_LAST_DAYS = {GoalPeriod.WEEK: 2, GoalPeriod.MONTH: 2, GoalPeriod.QUARTER: 6}
"""So many days before its end a period has no time left for a goal; a week ends on Sunday, work on Friday."""


def ends_at_once(goal: Goal, today: date) -> bool:
    """Whether a goal is set on the last days of its period, so that the next one is offered."""
    return 0 <= (goal.ends - today).days <= _LAST_DAYS[goal.period]


def moved_on(goal: Goal) -> Goal:
    """The same goal in the period after its own."""
    return replace(goal, begins=next_first_day(goal.period, goal.begins))
