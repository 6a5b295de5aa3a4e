"""The values that other features may use: goals (F3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId

GoalId = NewType("GoalId", str)


class GoalPeriod(StrEnum):
    """How long a goal is set for."""

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
    for_partner: bool = False
    """Whether the member marked it as something that the other side may read (F4)."""

    @property
    def ends(self) -> date:
        """Last local day of the period."""
        return last_day(self.period, self.begins)

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which quotes it speaks of."""
        return (self.id, self.contact_id) if self.contact_id else (self.id,)


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
