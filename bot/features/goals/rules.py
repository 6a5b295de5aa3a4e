"""Three key goals a period (F3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.features.goals.contracts import Goal, GoalState

MOST_GOALS = 3
"""Key goals per relationship, or per member, and period (F3)."""


class TooManyGoals(Exception):
    """A fourth goal: one of the three has to go first."""

    def __init__(self, present: tuple[Goal, ...]) -> None:
        super().__init__("three goals a period")
        self.present = present


def present_goals(goals: Iterable[Goal], like: Goal) -> tuple[Goal, ...]:
    """The open goals that share relationship, period and beginning with one, other than itself."""
    return tuple(
        goal
        for goal in goals
        if goal.id != like.id
        and goal.state is GoalState.OPEN
        and (goal.contact_id, goal.period, goal.begins) == (like.contact_id, like.period, like.begins)
    )


def check_room(goals: Iterable[Goal], new: Goal) -> None:
    """Raise TooManyGoals when a goal would be the fourth (F3)."""
    present = present_goals(goals, new)
    if len(present) >= MOST_GOALS:
        raise TooManyGoals(present)


def is_over(goal: Goal, today: date) -> bool:
    """Whether a goal's period has passed."""
    return today > goal.ends
