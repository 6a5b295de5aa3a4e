"""The schedule in SQL: due jobs are taken in batches, each occurrence once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)

from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.notes import CommitmentState
from bot.core.ports.errors import OutOfScope
from bot.core.ports.queues import Envelope
from bot.core.schedule.jobs import ScheduledJob, read_recurrence, write_recurrence
from bot.store.connection import DatabaseConnection
from bot.store.database import Database, rows_of
from bot.store.entries import put_in
from bot.store.queues import WakeUp
from bot.store.tables import commitments, contacts, metadata
from bot.store.types import UtcTime

schedule = Table(
    "agenda",
    metadata,
    Column("workspace", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("recurrence", Text, nullable=False),
    Column("next_at", UtcTime, nullable=False),
    Column("key", Text, nullable=False),
    Column("last_key", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "member", "kind", "subject"),
    Index("ix_agenda_next_at", "next_at"),
)

Taker = Callable[[ScheduledJob], tuple[Envelope | None, ScheduledJob | None]]
"""Says what is to be queued for a due job, and when the job comes again."""


class SqlSchedule:
    """All members' scheduled jobs in a database: keys and times, nothing else."""

    def __init__(self, database: Database, work_wake_up: WakeUp) -> None:
        self._database = database
        self._wake_up = work_wake_up

    async def take(self, now: datetime, taker: Taker, *, limit: int) -> int:
        """Queue work for due jobs and move them on, in one commit; returns how many there were."""
        async with self._database.begin_write() as connection:
            rows = await rows_of(connection, _DUE, {"now": now, "most": limit})
            due = [job_of(row) for row in rows]
            taken = [(each, *taker(each)) for each in due]
            envelopes = [envelope for _, envelope, _ in taken if envelope is not None]
            if envelopes:
                await put_in(connection, envelopes)
            moved = [{**_this(old), **_row(new)} for old, _, new in taken if new is not None]
            ended = [_this(old) for old, _, new in taken if new is None]
            for statement, changed in ((_MOVE, moved), (_END, ended)):
                if changed:
                    await connection.execute(statement, changed)
        if envelopes:
            self._wake_up.notify()
        return len(due)

    async def find_unscheduled(
        self, now: datetime, kind: str, *, after: tuple[str, str], limit: int
    ) -> list[tuple[WorkspaceId, MemberId]]:
        """Find members with a contact or commitment due but no scheduled job of this kind, from a key on."""
        workspace, member = after
        values = {
            "now": now,
            "tomorrow": (now + _AHEAD).date(),  # the next working day, wherever today is over first
            "kind": kind,
            "after_workspace": workspace,
            "after_space": f"m:{member}",
            "most": limit,
        }
        async with self._database.begin_read(alone=True) as connection:
            rows = (await connection.execute(select_unscheduled(), values)).all()
        return [(WorkspaceId(workspace), MemberId(space.removeprefix("m:"))) for workspace, space in rows]


_AHEAD = timedelta(days=4)
"""What is due on a Monday is mentioned on Friday morning, and so is looked for from Thursday on."""


@cache
def select_unscheduled() -> Select[Any]:
    """Select the spaces of members with something due and no scheduled job of a `kind`, by indexes alone."""
    now, tomorrow = bindparam("now", type_=UtcTime()), bindparam("tomorrow", type_=Date())
    # Each of them distinct already: PostgreSQL then expects few, and sorts no hundred thousand for the union.
    people = select(contacts.c.workspace, contacts.c.space).where(contacts.c.touch_due_at <= now).distinct()
    promises = (
        select(commitments.c.workspace, commitments.c.space)
        .where(commitments.c.state == CommitmentState.OPEN.value, commitments.c.due_on <= tomorrow)
        .distinct()
    )
    # PostgreSQL would ask the conditions at the end of each contact, then expect few and look for each one.
    due = people.union(promises).cte("due").prefix_with("MATERIALIZED", dialect="postgresql")
    attended = exists().where(
        schedule.c.workspace == due.c.workspace,
        schedule.c.member == func.substr(due.c.space, 3),
        schedule.c.kind == bindparam("kind"),
    )
    left = select(due.c.workspace, due.c.space).where(~attended).cte("unattended")
    left = left.prefix_with("MATERIALIZED", dialect="postgresql")
    after = tuple_(bindparam("after_workspace", type_=Text()), bindparam("after_space", type_=Text()))
    return (
        select(left.c.workspace, left.c.space)
        .where(left.c.space.like("m:%"), tuple_(left.c.workspace, left.c.space) > after)
        .order_by(left.c.workspace, left.c.space)
        .limit(bindparam("most", type_=Integer()))
    )


def _this(job: ScheduledJob) -> dict[str, str]:
    return {f"of_{name}": getattr(job, name) for name in _IDENTITY}


_IDENTITY = ("workspace", "member", "kind", "subject")
_IS = and_(*(schedule.c[name] == bindparam(f"of_{name}") for name in _IDENTITY))
_DUE = (
    select(schedule)
    .where(schedule.c.next_at <= bindparam("now"))
    .order_by(schedule.c.next_at)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
_MOVE, _END, _NEW = update(schedule).where(_IS), delete(schedule).where(_IS), insert(schedule)
_OF_MEMBER = (
    select(schedule)
    .where(*(schedule.c[name] == bindparam(f"of_{name}") for name in ("workspace", "member")))
    .order_by(schedule.c.next_at)
)
_OF_MEMBER_LOCKED = _OF_MEMBER.with_for_update()


async def scheduled_jobs(
    connection: DatabaseConnection, scope: Scope, *, for_change: bool = False
) -> list[ScheduledJob]:
    """The scheduled jobs of a scope's member, the next first; locked where they are about to be changed."""
    statement = _OF_MEMBER_LOCKED if for_change else _OF_MEMBER
    member = {"of_workspace": scope.workspace, "of_member": scope.member}
    return [job_of(row) for row in await rows_of(connection, statement, member)]


async def put(connection: DatabaseConnection, scope: Scope, job: ScheduledJob) -> None:
    """Insert or replace a scheduled job of the scope's member; raises OutOfScope for another's."""
    if (job.workspace, job.member) != (scope.workspace, scope.member):
        raise OutOfScope("ScheduledJob")
    await connection.execute(_END, _this(job))
    await connection.execute(_NEW, _row(job))


async def cancel(connection: DatabaseConnection, scope: Scope, kind: str, subject: str) -> None:
    """Remove a scheduled job of the scope's member; nothing happens where there is none."""
    this = dict(zip(_IDENTITY, (scope.workspace, scope.member, kind, subject), strict=True))
    await connection.execute(_END, {f"of_{name}": value for name, value in this.items()})


def _row(job: ScheduledJob) -> dict[str, Any]:
    names = ("workspace", "member", "kind", "subject", "zone", "next_at", "key", "last_key", "turn")
    values = {name: getattr(job, name) for name in names}
    return values | {"recurrence": write_recurrence(job.recurrence)}


def job_of(row: Any) -> ScheduledJob:
    """The scheduled job of a row."""
    return ScheduledJob(
        workspace=WorkspaceId(row["workspace"]),
        member=MemberId(row["member"]),
        kind=row["kind"],
        subject=row["subject"],
        zone=row["zone"],
        recurrence=read_recurrence(row["recurrence"]),
        next_at=row["next_at"],
        key=row["key"],
        last_key=row["last_key"],
        turn=row["turn"],
    )
