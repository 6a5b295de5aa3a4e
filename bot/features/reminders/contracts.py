"""What a reminder is: words that come back at a time, once or every so often (B8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId

ReminderId = NewType("ReminderId", str)


class Every(StrEnum):
    """How often a reminder comes."""

    ONCE = "once"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class ReminderState(StrEnum):
    """How a reminder stands."""

    WAITING = "waiting"
    SHOWN = "shown"
    """It came, and nobody said that it is done."""
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Words that come back to their member; `on` and `at` are the member's local day and time.

    It is no touch and no promise: it says nothing of what took place between people.
    """

    id: ReminderId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    text: str
    on: date
    at: time
    every: Every = Every.ONCE
    interval: int = 1
    """Comes every so many of `every`."""
    anchor: date | None = None
    """The first day of a row of them, from which the next is counted, so that the 31st stays the 31st."""
    weekdays: tuple[int, ...] = ()
    """The weekdays (Monday is 0) on which it comes; with `nth`, those that are counted in a month."""
    nth: int = 0
    """Comes on the first, second ... of `weekdays` in a month, with -1 on the last; 0 counts none."""
    until: date | None = None
    """The last day on which a row of them may come."""
    contact_id: ContactId | None = None
    permalink: str = ""
    """The address of the message that it is about."""
    conversation: str = ""
    thread: str = ""
    """Where it was asked for in the member's own conversation; it comes back there."""
    state: ReminderState = ReminderState.WAITING
    set_count: int = 0
    """How often its time was set; makes each of its times another one for the schedule."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which shows it speaks of."""
        return (self.id, self.contact_id) if self.contact_id else (self.id,)
