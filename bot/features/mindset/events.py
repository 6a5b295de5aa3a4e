"""What follows for private answers when their member leaves (S1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.members import DepartureKind
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.mindset.contracts import Attitude


async def forget(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Erase a leaver's answers at once: they are nobody else's, and wait for nobody."""
    if all(change.after.kind is not DepartureKind.LEFT for change in changes):
        return
    answers = await uow.of(Attitude).find(space=work.scope.own)
    if answers:
        uow.erase(())
    for answer in answers:
        await uow.of(Attitude).remove(answer.id)
