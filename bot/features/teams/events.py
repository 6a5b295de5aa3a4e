"""What follows for the others when somebody changes who is on an account team (S6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.teams.commands import TakeBackShared, TellTeam


async def tell_members(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Tell those who came and those who left; what the latter shared with the team is taken back."""
    me = work.scope.member
    for before, after in ((change.before, change.after) for change in changes):
        was, now, team = (
            before.members if before else (me,),
            after.members if after else (me,),
            after or before,
        )
        for member in (
            *(each for each in now if each not in was),
            *(each for each in was if each not in now),
        ):
            if member == me:
                continue
            told = TellTeam(team.id, team.account, me, left=member not in now)
            uow.enqueue(told, key=work.new_id("told", team.id, member), member=member)
            if member not in now:
                uow.enqueue(TakeBackShared(team.id), key=work.new_id("back", team.id, member), member=member)
