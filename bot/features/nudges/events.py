"""What follows for posted nudges when their contact or promise has changed (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.nudges.commands import LookAtNudges
from bot.features.nudges.contracts.values import Nudge, NudgeState


async def look_again(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Have the posted nudges about these contacts or promises looked at: a reason may be gone."""
    ids = tuple(sorted(change.id for change in changes))
    posted = await uow.of(Nudge).find(about=ids, state=NudgeState.POSTED, space=work.scope.own)
    if about := tuple(sorted({nudge.about for nudge in posted})):
        uow.enqueue(LookAtNudges(about), key=work.new_id("nudges", *about))
