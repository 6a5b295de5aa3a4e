"""What follows for the paths of visions when a contact is merged or deleted (P4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import ContactReplaced
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.vision.contracts import PathNeed


async def follow_contact(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Let needs of the member's paths be filled by the contact that stays, or by nobody any more."""
    for event in events:
        for row in await uow.of(PathNeed).find(contact_id=event.gone, space=work.scope.own):
            need = replace(row.need, contact_id=event.by) if row.need.contact_id == event.gone else row.need
            await uow.of(PathNeed).put(replace(row, need=need, contact_id=event.by))
