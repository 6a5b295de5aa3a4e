"""What follows for the paths of visions when a contact is merged or deleted (P4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change, ContactReplaced, hide_from_leavers
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.teams.contracts.leaving import find_leavers
from bot.features.vision.contracts import PathNeed, Vision


async def hide(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Take the team's picture of the future out of what those were sent who are no longer on it."""
    for team, leavers in find_leavers(changes):
        await hide_from_leavers(uow, team.shared_space, leavers, (Vision, PathNeed))


async def follow_contact(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Let needs of the member's paths be filled by the contact that stays, or by nobody any more."""
    for event in events:
        for row in await uow.of(PathNeed).find(contact_id=event.gone, space=work.scope.own):
            need = replace(row.need, contact_id=event.by) if row.need.contact_id == event.gone else row.need
            await uow.of(PathNeed).put(replace(row, need=need, contact_id=event.by))
