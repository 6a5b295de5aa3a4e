"""Nudges and what they depend on, as other features may use them (B3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.core.deliveries import About
from bot.core.identity import Space, WorkspaceId

NudgeId = NewType("NudgeId", str)


AHEAD = timedelta(days=1)
"""A promise is mentioned from the day before it is due."""


class NudgeState(StrEnum):
    """Whether a nudge is posted, rests, or was taken back."""

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
    """The local date before which it is not mentioned again."""
    wording: str
    """The beginning that was used, so that the next one differs."""
    state: NudgeState = NudgeState.POSTED
    counts: bool = True
    """Whether it counts against the budget; one that stood in a digest does not."""

    @property
    def subject(self) -> str:
        """The subject that its card is posted under."""
        return f"nudge:{self.id}"

    @property
    def ids(self) -> About:
        """Ids of the contact and the commitment that it is about."""
        return tuple(dict.fromkeys(id for id in (self.about, self.contact_id) if id))


def find_resting(nudges: Iterable[Nudge], today: date) -> frozenset[str]:
    """Find the contacts and commitments that were mentioned or snoozed and are to rest until a later day.

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
