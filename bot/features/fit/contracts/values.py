"""What other features may use: fit (F5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.core.contacts import ContactId
from bot.core.identity import MemberId, Space, WorkspaceId, derive_id


class FitOutcome(StrEnum):
    """What a fit review decides."""

    KEEP = "keep"
    PARK = "park"
    HAND_OVER = "hand over"
    RELEASE = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class FitReview:
    """One review that was decided; times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: ContactId
    outcome: FitOutcome


class HandOverState(StrEnum):
    """How a hand-over stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class HandedNote:
    """A copy of a note that the giver picked."""

    text: str
    occurred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A contact offered to another member with picked notes; lies with the giver, shown to the receiver."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    giver: MemberId
    giver_name: str
    receiver: MemberId
    shared_with: tuple[Space, ...]
    contact_id: ContactId
    name: str
    title: str
    company: str
    words: str
    notes: tuple[HandedNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAnswer:
    """What the receiver said; lies with the receiver, shown to the giver."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    hand_over_id: str
    receiver_name: str
    state: HandOverState
    shared_with: tuple[Space, ...]


def answer_id(hand_over_id: str) -> str:
    """The id of the answer to a hand-over: there is one at most."""
    return derive_id("hand-over-answer", hand_over_id)
