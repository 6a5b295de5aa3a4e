"""Keeps assessments in line with the contacts they are about (B6)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.contacts import ContactId
from bot.domain.investment import Assessment
from bot.ports import OpenBooks


async def follow(books: OpenBooks, gone: ContactId, new: ContactId | None) -> None:
    """Let assessments of a contact that is gone be about the one that stays, or about nobody."""
    for assessment in await books.of(Assessment).find(contact_ids=gone):
        ids = [new if id == gone else id for id in assessment.contact_ids]
        kept = tuple(dict.fromkeys(id for id in ids if id is not None))
        await books.of(Assessment).put(replace(assessment, contact_ids=kept))
