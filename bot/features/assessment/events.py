"""What follows for assessments when a contact is merged, deleted or erased (B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.coaching.investment import Assessment
from bot.core.events import Change, ContactReplaced
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work


async def follow_contact(uow: UnitOfWork, _: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Let assessments of a contact that is gone be about the one that stays, or about nobody."""
    for event in events:
        for assessment in await uow.of(Assessment).find(contact_ids=event.gone):
            ids = [event.by if id == event.gone else id for id in assessment.contact_ids]
            kept = tuple(dict.fromkeys(id for id in ids if id is not None))
            await uow.of(Assessment).put(replace(assessment, contact_ids=kept))


async def erase(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Remove the assessments of actions toward an erased contact alone."""
    for change in changes:
        for assessment in await uow.of(Assessment).find(contact_ids=change.id):
            if len(assessment.contact_ids) == 1:
                await uow.of(Assessment).remove(assessment.id)
