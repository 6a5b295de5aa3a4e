"""Copies what one member may see from one store into another, with the member's schedule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.core.commands import Command, Origin, Surface
from bot.core.identity import Scope, Space
from bot.core.ports.work import Work
from bot.core.schedule.commands import LookAgain
from bot.core.schedule.jobs import ScheduledJob
from bot.store.kinds import every_kind
from bot.store.store import SqlStore


async def copy_of_member(source: SqlStore, target: SqlStore, scope: Scope, now: datetime) -> None:
    """Copy every row that the scope may see, and the member's scheduled jobs; raises Unavailable.

    The target is to be one in which nothing follows from changes, so that all of it stays as it is.
    """
    rows, jobs = await _read(source, scope)
    spaces = frozenset(Space(row.space) for row in rows)
    work: Work[Command] = Work(
        key="copy",
        scope=Scope(scope.workspace, scope.member, scope.teams | spaces),
        command=LookAgain(),
        origin=Origin(surface=Surface.JOB),
        now=now,
    )
    async with target.write(work) as uow:
        for row in rows:
            await uow.of(type(row)).put(row)
        for job in jobs:
            await uow.schedule(job)


async def _read(source: SqlStore, scope: Scope) -> tuple[list[Any], list[ScheduledJob]]:
    async with source.read(scope) as reader:
        rows = [row for kind in every_kind() for row in await reader.of(kind.type).find()]
        return rows, await reader.scheduled_jobs()
