"""Gathers what is on record about one relationship, for its score and its fit review (S3, F5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.contacts import Contact
from bot.domain.notes import Commitment, Note, Touch
from bot.domain.objectives import MutualObjective
from bot.domain.score import Evidence, Source, SourceKind
from bot.ports import Books
from bot.usecases.planning.shared_objectives import shared_about

Objectives = Callable[[Books, Contact], Awaitable[tuple[Source, ...]]]


async def written_objectives(books: Books, contact: Contact) -> tuple[Source, ...]:
    """Mutual objectives that are kept for a contact (F7)."""
    found = await books.of(MutualObjective).find(contact_id=contact.id)
    return tuple(Source(SourceKind.OBJECTIVE, each.id, each.created_at.date()) for each in found)


async def shared_objectives(books: Books, contact: Contact) -> tuple[Source, ...]:
    """Mutual objectives with a contact or its company that colleagues share with the member (F7)."""
    found = await shared_about(books, contact)
    return tuple(Source(SourceKind.OBJECTIVE, each.id, each.created_at.date()) for each in found)


OBJECTIVES: tuple[Objectives, ...] = (written_objectives, shared_objectives)
"""Who can say that a mutual objective is written down; each gives its records."""


async def evidence_of(books: Books, contact: Contact) -> Evidence:
    """Touches, notes, promises and objectives of one contact."""
    about: dict[str, Any] = {"contact_id": contact.id}
    objectives = [source for provide in OBJECTIVES for source in await provide(books, contact)]
    return Evidence(
        contact=contact,
        touches=tuple(await books.of(Touch).find(**about)),
        notes=tuple(await books.of(Note).find(contact_ids=contact.id)),
        commitments=tuple(await books.of(Commitment).find(**about)),
        objectives=tuple(objectives),
    )
