"""The values that other features may use: objectives (F7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.core.contacts import AccountId, ContactId
from bot.core.identity import MemberId, Space, WorkspaceId

ObjectiveId = NewType("ObjectiveId", str)


@dataclass(frozen=True, slots=True)
class Benefit:
    """What one party has of a relationship."""

    party: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualObjective:
    """One version of a mutual objective; versions are only ever added.

    The first benefit is that of the member's side, the second that of the other side.
    """

    id: ObjectiveId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    author: MemberId
    version: int
    text: str
    benefits: tuple[Benefit, ...]
    contact_id: ContactId | None = None
    account_id: AccountId | None = None
    shared_with: tuple[Space, ...] = ()
    """Spaces of the account teams that may read it; its author's colleagues never change it."""
    name: str = ""
    """With whom, by name: a colleague knows the same person under another id."""
    company: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which quotes it speaks of."""
        return tuple(id for id in (self.id, self.contact_id, self.account_id) if id)


def current(versions: Iterable[MutualObjective]) -> MutualObjective | None:
    """The version that counts: the latest; None where there is none."""
    return max(versions, key=lambda each: (each.version, each.created_at), default=None)
