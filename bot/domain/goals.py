"""Three key goals a period (F3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.contacts import ContactId
from bot.domain.identity import Space, WorkspaceId

GoalId = NewType("GoalId", str)
MOST_GOALS = 3
"""Key goals per relationship, or per member, and period (F3)."""


class GoalPeriod(StrEnum):
    """What a goal is set for."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class GoalState(StrEnum):
    """How a goal stands."""

    OPEN = "open"
    REACHED = "reached"
    MISSED = "missed"
    DROPPED = "dropped"
    CARRIED = "carried over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A key goal for one relationship (or for the member themself) in one period."""

    id: GoalId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    text: str
    period: GoalPeriod
    begins: date
    """First local day of the period."""
    contact_id: ContactId | None = None
    state: GoalState = GoalState.OPEN
    carried_from: GoalId | None = None

    @property
    def ends(self) -> date:
        """Last local day of the period."""
        return last_day(self.period, self.begins)


class TooManyGoals(Exception):
    """A fourth goal: one of the three has to go first."""

    def __init__(self, present: tuple[Goal, ...]) -> None:
        super().__init__("three goals a period")
        self.present = present


def first_day(period: GoalPeriod, day: date) -> date:
    """The first day of the period that a day lies in; weeks begin on Monday."""
    match period:
        case GoalPeriod.WEEK:
            return day - timedelta(days=day.weekday())
        case GoalPeriod.MONTH:
            return day.replace(day=1)
        case GoalPeriod.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def last_day(period: GoalPeriod, first: date) -> date:
    """The last day of the period that begins on a day."""
    return next_first_day(period, first) - timedelta(days=1)


def next_first_day(period: GoalPeriod, first: date) -> date:
    """The first day of the period after the one that begins on a day."""
    length = {GoalPeriod.WEEK: 7, GoalPeriod.MONTH: 31, GoalPeriod.QUARTER: 95}[period]
    return first_day(period, first + timedelta(days=length))


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
