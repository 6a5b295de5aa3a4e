"""What the core itself handles: the member's schedule, and clocks of contacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.clocks import set_clocks
from bot.core.commands import Command
from bot.core.contacts import Contact
from bot.core.dialogue import forget_erased_names, forget_removed
from bot.core.events import Added, Change, Changed, Erased, Events, Removed
from bot.core.members import Departure, Member
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.schedule.commands import AdaptSchedule, Awaken, LookAgain
from bot.core.schedule.on_time import adapt_schedule, look_again
from bot.core.settings import MemberSettings, Wishes, WorkspaceDefaults
from bot.core.told import forget_erased
from bot.core.turn import Handler
from bot.core.withdrawal_jobs import redraw_posts, report_withdrawal
from bot.core.withdrawing import RedrawPosts, ReportWithdrawal, Withdrawn, queue_redraws

HANDLERS: dict[type[Command], Handler] = {
    AdaptSchedule: adapt_schedule,
    Awaken: adapt_schedule,
    LookAgain: look_again,
    RedrawPosts: redraw_posts,
    ReportWithdrawal: report_withdrawal,
}


async def _schedule_anew(uow: UnitOfWork, work: Work[Any], _: Sequence[Change]) -> None:
    """Bring the member's schedule in line with their settings."""
    uow.enqueue(AdaptSchedule(), key=work.new_id("agenda"))


async def _schedule_of_returned(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Schedule for a member who is back; whoever was erased has nothing that could come."""
    if await uow.of(Member).count(id=work.scope.member):
        await _schedule_anew(uow, work, changes)


async def _schedule_of_member(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Bring the member's schedule in line where what decides on it has changed: their zone or role."""
    for change in changes:
        before, after = change.before, change.after
        if before is None or (before.zone, before.role) != (after.zone, after.role):
            await _schedule_anew(uow, work, changes)


async def _schedule_of_everybody(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Bring everybody's schedule in line with the workspace's defaults, where their wishes changed."""
    if all(_wished(each.before) == _wished(each.after) for each in changes):
        return
    for member in await uow.member_ids():
        uow.enqueue(AdaptSchedule(), key=work.new_id("agenda"), member=member)


def _wished(defaults: WorkspaceDefaults | None) -> Wishes:
    return defaults.wishes if defaults is not None else Wishes()


EVENTS: Events = {
    Added(Member): _schedule_of_member,
    Changed(Member): _schedule_of_member,
    Removed(Departure): _schedule_of_returned,
    Added(MemberSettings): _schedule_anew,
    Changed(MemberSettings): _schedule_anew,
    Removed(MemberSettings): _schedule_anew,
    Added(WorkspaceDefaults): _schedule_of_everybody,
    Changed(WorkspaceDefaults): _schedule_of_everybody,
    Removed(WorkspaceDefaults): _schedule_of_everybody,
    Changed(Touch): set_clocks,
    Removed(Touch): set_clocks,
    Erased(Contact): (forget_erased, forget_erased_names),
    Removed(Contact): forget_removed,
    Removed(Note): forget_removed,
    Removed(Commitment): forget_removed,
    Withdrawn: queue_redraws,
}
"""What follows from changes of the rows that no feature owns."""
