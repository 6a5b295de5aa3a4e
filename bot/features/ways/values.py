"""That a member knows somebody, as colleagues may read it: a name, a company and how well (B6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId, derive_id

AcquaintanceId = NewType("AcquaintanceId", str)


class Closeness(StrEnum):
    """How well somebody is known, as the member says it; the closest first."""

    WELL = "well"
    WORKED = "worked"
    MET = "met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """What colleagues may read of one contact: nothing of notes, promises, touches or how to reach them.

    It is taken back when the contact is renamed, moves, is merged or goes, and when its owner leaves.
    """

    id: AcquaintanceId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: ContactId
    name: str
    company: str
    closeness: Closeness
    shared_with: tuple[Space, ...] = ()
    """The workspace's space, or those of account teams."""


def acquaintance_id(contact_id: str) -> AcquaintanceId:
    """The id under which it is kept that a contact is known: a contact has one."""
    return AcquaintanceId(derive_id("acquaintance", contact_id))
