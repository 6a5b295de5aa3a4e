"""Relationship plans: the activities that build and deepen a relationship, not a list of deals (R1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.core.coaching.investment import AssessmentId
from bot.core.contacts import AccountId, ContactId
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.notes import NoteId
from bot.core.ports.store import UnitOfWork

ActivityId = NewType("ActivityId", str)


class ActivityState(StrEnum):
    """How an activity stands."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity of the plan for a contact or an account; `on` is the owner's local date, times are UTC."""

    id: ActivityId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    text: str
    owner: MemberId
    contact_id: ContactId | None = None
    account_id: AccountId | None = None
    on: date | None = None
    assessment_id: AssessmentId | None = None
    """The tests that it was held against (R3)."""
    outcome: str = ""
    state: ActivityState = ActivityState.PLANNED
    assumptions: tuple[str, ...] = ()
    """Words of the text that take another's future act for a fact (R2)."""
    outcome_note_id: NoteId | None = None
    """The note that the outcome became."""
    serves_future: bool | None = None
    """Whether it serves the future rather than a current deal (T6); None where nobody said."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which quotes it and its outcome speaks of."""
        ids = (self.id, self.contact_id, self.account_id, self.outcome_note_id)
        return tuple(id for id in ids if id)


async def keep_activity(uow: UnitOfWork, activity: Activity) -> None:
    """Put an activity on its plan, or keep what changed about it."""
    await uow.of(Activity).put(activity)
