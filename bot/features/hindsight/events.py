"""What follows for answers when the note that they are about is gone (R2, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.hindsight.contracts.values import ExpectationOutcome


async def follow_note(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Remove the answers about expectations of notes that are gone."""
    ids = tuple(change.id for change in changes)
    for row in await uow.of(ExpectationOutcome).find(note_id=ids, space=work.scope.own):
        await uow.of(ExpectationOutcome).remove(row.id)
