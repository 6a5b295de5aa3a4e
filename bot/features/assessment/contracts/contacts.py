"""Keeps assessments in line with the contacts they are about (B6)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.coaching.investment import Assessment
from bot.core.contacts import ContactId
from bot.core.ports.books import UnitOfWork


async def follow(uow: UnitOfWork, gone: ContactId, new: ContactId | None) -> None:
    """Let assessments of a contact that is gone be about the one that stays, or about nobody."""
    for assessment in await uow.of(Assessment).find(contact_ids=gone):
        ids = [new if id == gone else id for id in assessment.contact_ids]
        kept = tuple(dict.fromkeys(id for id in ids if id is not None))
        await uow.of(Assessment).put(replace(assessment, contact_ids=kept))
