"""What can be asked for, by members, buttons and forms: goals (F3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class ShowGoals(Command):
    """Show the goals of a relationship, or all of the member's."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class AddGoal(Command):
    """Set a goal; without a text a form opens. `period` is a GoalPeriod, empty for a month."""

    text: str = ""
    period: Annotated[str, OneOf("", "week", "month", "quarter")] = ""
    name: str = ""
    contact_id: str = ""
    more: tuple[str, ...] = ()
    """Further goals that the same message sets: "my goals this quarter: a, b, c"."""


@dataclass(frozen=True, slots=True)
class SaveGoal(FormCommand):
    """Set the goal of the form."""

    contact_id: str = ""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class SwapGoal(Command):
    """Drop one goal for the fourth: a new one, or one carried over from a period that is past."""

    drop: str
    text: str = ""
    carry: str = ""
    partner: bool = False
    """Whether the partner may read the new one."""


@dataclass(frozen=True, slots=True)
class SettleGoal(Command):
    """Say how a goal stands (`state` is a GoalState)."""

    goal_id: str
    state: Annotated[str, OneOf("open", "reached", "missed", "dropped", "carried over")]


@dataclass(frozen=True, slots=True)
class CarryGoal(Command):
    """Carry a goal over into the next period, by choice."""

    goal_id: str


@dataclass(frozen=True, slots=True)
class MoveGoal(Command):
    """Move a goal that was set at the end of a period into the next one."""

    goal_id: str


@dataclass(frozen=True, slots=True)
class ReviewGoals(Command):
    """Look at the goals whose period is over, or ends soon."""

    shows: ClassVar[bool] = True
    page: int = 0
