"""What follows for the levels of focus when an activity is erased (S2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.focus.contracts import FocusChoice


async def erase(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Remove the choice of a level for erased activities."""
    for choice in await uow.of(FocusChoice).find(activity_id=tuple(change.id for change in changes)):
        await uow.of(FocusChoice).remove(choice.id)
