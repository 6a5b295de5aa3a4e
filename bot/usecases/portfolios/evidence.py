"""Gathers what is on record about one relationship, for its score and its fit review (S3, F5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.contacts import Contact
from bot.domain.notes import Commitment, Note, Touch
from bot.domain.objectives import MutualObjective
from bot.domain.score import RelationshipRecord, ScoreSource, SourceKind
from bot.ports import StoreReader
from bot.usecases.planning.shared_objectives import find_shared_about

Objectives = Callable[[StoreReader, Contact], Awaitable[tuple[ScoreSource, ...]]]


async def find_written_objectives(reader: StoreReader, contact: Contact) -> tuple[ScoreSource, ...]:
    """Mutual objectives that are kept for a contact (F7)."""
    found = await reader.of(MutualObjective).find(contact_id=contact.id)
    return tuple(ScoreSource(SourceKind.OBJECTIVE, each.id, each.created_at.date()) for each in found)


async def find_shared_objectives(reader: StoreReader, contact: Contact) -> tuple[ScoreSource, ...]:
    """Mutual objectives with a contact or its company that colleagues share with the member (F7)."""
    found = await find_shared_about(reader, contact)
    return tuple(ScoreSource(SourceKind.OBJECTIVE, each.id, each.created_at.date()) for each in found)


OBJECTIVES: tuple[Objectives, ...] = (find_written_objectives, find_shared_objectives)
"""Who can say that a mutual objective is written down; each gives its records."""


async def read_relationship(reader: StoreReader, contact: Contact) -> RelationshipRecord:
    """Touches, notes, promises and objectives of one contact."""
    about: dict[str, Any] = {"contact_id": contact.id}
    objectives = [source for provide in OBJECTIVES for source in await provide(reader, contact)]
    return RelationshipRecord(
        contact=contact,
        touches=tuple(await reader.of(Touch).find(**about)),
        notes=tuple(await reader.of(Note).find(contact_ids=contact.id)),
        commitments=tuple(await reader.of(Commitment).find(**about)),
        objectives=tuple(objectives),
    )
