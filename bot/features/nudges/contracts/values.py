"""The values that other features may use: nudges (B3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.core.contacts import Contact, Standing, Tier
from bot.core.identity import Space, WorkspaceId

NudgeId = NewType("NudgeId", str)


AHEAD = timedelta(days=1)
"""A promise is mentioned from the day before it is due."""


class NudgeState(StrEnum):
    """What became of a nudge."""

    POSTED = "posted"
    SNOOZED = "snoozed"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A nudge that was posted; `about` is the id of the contact or commitment, dates are the member's."""

    id: NudgeId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    about: str
    contact_id: str
    """The person, empty for a promise with nobody named."""
    on: date
    again_on: date
    """Not to be mentioned again before."""
    wording: str
    """The beginning that was used, so that the next one differs."""
    state: NudgeState = NudgeState.POSTED
    counts: bool = True
    """Whether it takes a place of the budget; one that stood in a digest does not."""

    @property
    def subject(self) -> str:
        """What its card is posted as."""
        return f"nudge:{self.id}"


def touch_due_at(contact: Contact) -> datetime | None:
    """The UTC time from which a strategic contact is past its cadence; None for one that has none."""
    if contact.tier is not Tier.STRATEGIC or contact.cadence_days is None:
        return None
    if contact.standing in (Standing.PARKED, Standing.RELEASED):
        return None
    return (contact.last_touch_at or contact.created_at) + timedelta(days=contact.cadence_days)


def quiet(nudges: Iterable[Nudge], today: date) -> frozenset[str]:
    """What was mentioned or snoozed and is not to be mentioned again yet.

    The newest nudge counts; one that was taken back does not hold back what is due once more.
    """
    newest: dict[str, Nudge] = {}
    for nudge in sorted(nudges, key=lambda each: each.created_at):
        newest[nudge.about] = nudge
    return frozenset(
        about
        for about, nudge in newest.items()
        if nudge.again_on > today and nudge.state is not NudgeState.TAKEN_BACK
    )
