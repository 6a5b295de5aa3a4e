"""What follows for shared objectives when a member leaves an account team (F7, S6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change, hide_from_leavers, share_no_more
from bot.core.identity import Space
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.objectives.contracts.values import MutualObjective
from bot.features.teams.contracts.leaving import find_leavers

unshare = share_no_more()
"""Objectives that a team no longer sees go from what its members were sent."""


async def hide(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Take the team's objectives out of what those were sent who are no longer on it."""
    for team, leavers in find_leavers(changes):
        await hide_from_leavers(uow, team.shared_space, leavers, (MutualObjective,))


async def take_back(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Take back what a member who left a team by themselves had shared with it."""
    me = work.scope.member
    for before, after in ((change.before, change.after) for change in changes):
        if me in before.members and me not in after.members:
            await take_back_from(uow, work, before.shared_space)


async def take_back_from(uow: UnitOfWork, work: Work[Any], space: Space) -> None:
    """Share the member's objectives with this team's space no more."""
    for objective in await uow.of(MutualObjective).find(space=work.scope.own, shared_with=space):
        left = tuple(each for each in objective.shared_with if each != space)
        await uow.of(MutualObjective).put(replace(objective, shared_with=left))
