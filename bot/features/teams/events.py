"""What follows for the others when somebody changes who is on an account team (S6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change, hide_from_leavers
from bot.core.notes import Note
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.teams.commands import TakeBackShared, TellDocumentChange, TellTeam
from bot.features.teams.contracts.leaving import find_leavers
from bot.features.teams.contracts.values import AccountTeam
from bot.features.teams.rules import TeamDocument


async def hide(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Take the team's notes and document out of what those were sent who are no longer on it."""
    for team, leavers in find_leavers(changes):
        await hide_from_leavers(uow, team.shared_space, leavers, (Note, TeamDocument))


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


async def tell_of_document(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Have each other member of the team told what a new version of its document changed."""
    for version in (change.after for change in changes):
        team = await uow.of(AccountTeam).one(version.team_id) if version else None
        for member in team.members if team else ():
            if member != version.author:
                told = TellDocumentChange(version.id)
                uow.enqueue(told, key=work.new_id("told", version.id, member), member=member)
