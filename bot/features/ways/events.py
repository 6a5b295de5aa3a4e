"""What follows for what a member shares of whom they know: who sees it no more reads it no more (B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change, hide_from_leavers, sees_less
from bot.core.identity import WORKSPACE_SPACE, Space
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.withdrawing import Withdrawn
from bot.features.teams.contracts.leaving import find_leavers
from bot.features.ways.values import Acquaintance


async def unshare(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Draw anew every answer that shows what was taken back, or reads otherwise now, for whoever got one."""
    for change in changes:
        before, after = change.before, change.after
        said_less = after is not None and (before.name, before.company, before.closeness) != (
            after.name,
            after.company,
            after.closeness,
        )
        if not sees_less(before, after) and not said_less:
            continue
        readers = set(await uow.members_of(set(before.shared_with)))
        if WORKSPACE_SPACE in before.shared_with:
            readers |= set(await uow.member_ids())
        owner = work.scope.member
        uow.publish(Withdrawn(ids=(change.id,), readers=tuple(sorted(readers)), owner=owner))


async def hide(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Take what a team shared out of what those were sent who are no longer on it."""
    for team, leavers in find_leavers(changes):
        await hide_from_leavers(uow, team.shared_space, leavers, (Acquaintance,))


async def take_back(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Take back what a member who left a team by themselves had shared with it."""
    me = work.scope.member
    for before, after in ((change.before, change.after) for change in changes):
        if me in before.members and (after is None or me not in after.members):
            await take_back_from(uow, work, before.shared_space)


async def take_back_from(uow: UnitOfWork, work: Work[Any], space: Space) -> None:
    """Share nothing with this team's space any more; what is shared with nobody else goes."""
    for one in await uow.of(Acquaintance).find(space=work.scope.own, shared_with=space):
        left = tuple(each for each in one.shared_with if each != space)
        if left:
            await uow.of(Acquaintance).put(replace(one, shared_with=left))
        else:
            await uow.of(Acquaintance).remove(one.id)
