"""X1: whoever is thanked is thanked for one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYou:
    """What a member wants to thank a contact for."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: ContactId
    reason: str


def first_reason(words: str) -> str:
    """The first of several reasons: "the map and the tea" is "the map"."""
    return words.split(" and ")[0].strip()
