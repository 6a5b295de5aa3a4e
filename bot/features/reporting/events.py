"""What follows when a reporting line ends, and for lines when a manager's account is erased (T5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change
from bot.core.identity import WORKSPACE_SPACE
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.withdrawing import Withdrawn
from bot.features.reporting.contracts import LineState, ReportingLine, above, sight_of


async def end_lines_to(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """End the lines to managers who are gone for good.

    Those of sellers who are gone stay: along them what they shared is shown still.
    """
    live = (LineState.CONFIRMED.value, LineState.REQUESTED.value)
    for line in await uow.of(ReportingLine).find(manager=tuple(change.id for change in changes), state=live):
        await uow.of(ReportingLine).put(replace(line, state=LineState.ENDED))


async def end_sight(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Draw anew what everybody above was sent of what they saw along a line that ended."""
    lines = await uow.of(ReportingLine).find(space=WORKSPACE_SPACE)
    for before, after in ((change.before, change.after) for change in changes):
        still = after is not None and after.state is LineState.CONFIRMED
        if before.state is LineState.CONFIRMED and not still:
            readers = {before.manager, *above(lines, before.manager)}
            uow.publish(Withdrawn(ids=(sight_of(before),), readers=tuple(sorted(readers))))
