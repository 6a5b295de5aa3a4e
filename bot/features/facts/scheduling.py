"""Puts the next reminder of an important day on the schedule (B8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.events import Change
from bot.core.facts.values import Fact, FactKind
from bot.core.members import Member
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.schedule.jobs import ScheduledJob
from bot.core.schedule.on_time import read_settings
from bot.core.schedule.recurrence import utc_of
from bot.core.schedule.times import IMPORTANT_DATE
from bot.features.facts.rules import reminds_on

_REMINDING = (FactKind.DATE, FactKind.BIRTHDAY)


async def schedule_fact(uow: UnitOfWork, member: Member, fact: Fact, on: date | None, at: time) -> None:
    """Schedule the reminder of a fact for a local day; without a day there is none."""
    if on is None:
        await uow.cancel(IMPORTANT_DATE, fact.id)
        return
    await uow.schedule(
        ScheduledJob(
            workspace=fact.workspace,
            member=member.id,
            kind=IMPORTANT_DATE,
            subject=fact.id,
            zone=member.zone,
            next_at=utc_of(on, at, ZoneInfo(member.zone)),
            key=f"{fact.on or fact.value}@{on.isoformat()}",
        )
    )


async def follow_days(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Bring the schedule in line with important days and birthdays that were told, changed or taken away."""
    reminding = [each for each in changes if (each.after or each.before).kind in _REMINDING]
    if not reminding:
        return
    member = await uow.of(Member).one(work.scope.member)
    if member is None:
        return
    hours = (await read_settings(uow, work.scope)).hours
    today = work.now.astimezone(ZoneInfo(member.zone)).date()
    for change in reminding:
        fact: Fact | None = change.after
        if fact is None or fact.space != work.scope.own:
            await uow.cancel(IMPORTANT_DATE, change.id)
            continue
        on = reminds_on(fact, today, hours.weekdays)
        await schedule_fact(uow, member, fact, on, hours.begin)


async def follow_zone(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Let important days come at the same local hour where the member moved to another zone."""
    for change in changes:
        before, after = change.before, change.after
        if before is None or after is None or before.zone == after.zone:
            continue
        hours = (await read_settings(uow, work.scope)).hours
        today = work.now.astimezone(ZoneInfo(after.zone)).date()
        for kind in _REMINDING:
            for fact in await uow.of(Fact).find(space=work.scope.own, kind=kind.value):
                on = reminds_on(fact, today, hours.weekdays)
                await schedule_fact(uow, after, fact, on, hours.begin)
