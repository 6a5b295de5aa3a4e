"""What follows for the schedule when reminders or their member's zone change (B8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.events import Change
from bot.core.members import Member
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.schedule.jobs import ScheduledJob
from bot.core.schedule.recurrence import utc_of
from bot.core.schedule.times import REMINDER
from bot.features.reminders.contracts import Reminder, ReminderState


async def follow_reminders(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Bring the schedule in line with reminders that were set, changed, taken away or restored."""
    member = await uow.of(Member).one(work.scope.member)
    for change in changes:
        if member is None or change.after is None or change.after.state is not ReminderState.WAITING:
            await uow.cancel(REMINDER, change.id)
    if member is not None:
        waiting = (change.after for change in changes if change.after is not None)
        await _schedule(uow, member, waiting)


async def follow_zone(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Let reminders keep their local time where the member moved to another zone."""
    for change in changes:
        before, after = change.before, change.after
        if before is not None and after is not None and before.zone != after.zone:
            waiting = await uow.of(Reminder).find(state=ReminderState.WAITING)
            await _schedule(uow, after, waiting)


async def _schedule(uow: UnitOfWork, member: Member, reminders: Iterable[Reminder]) -> None:
    zone = ZoneInfo(member.zone)
    for reminder in reminders:
        if reminder.state is ReminderState.WAITING:
            await uow.schedule(
                ScheduledJob(
                    workspace=reminder.workspace,
                    member=member.id,
                    kind=REMINDER,
                    subject=reminder.id,
                    zone=member.zone,
                    next_at=utc_of(reminder.on, reminder.at, zone),
                    key=f"{reminder.on.isoformat()}T{reminder.at:%H:%M}#{reminder.set_count}",
                )
            )
