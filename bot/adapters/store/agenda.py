"""The agenda: when what is due for whom, taken in batches, each occurrence once (DESIGN.md 7)."""

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
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store.database import Database, rows_of
from bot.adapters.store.inbox import put_in
from bot.adapters.store.queues import Bell
from bot.adapters.store.tables import commitments, contacts, metadata
from bot.adapters.store.types import UtcTime
from bot.domain.agenda import Appointment, read, written
from bot.domain.identity import MemberId, Scope, WorkspaceId
from bot.domain.notes import CommitmentState
from bot.ports import Envelope, OutOfScope

agenda = Table(
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

Taker = Callable[[Appointment], tuple[Envelope | None, Appointment | None]]
"""What is to be queued for a due appointment, and when it comes again."""


class SqlAgenda:
    """All members' appointments on a database; nothing but keys and times."""

    def __init__(self, database: Database, work_bell: Bell) -> None:
        self._database = database
        self._bell = work_bell

    async def take(self, now: datetime, taker: Taker, *, limit: int) -> int:
        """Queue work for appointments that are due and move them on, in one commit; how many there were."""
        async with self._database.writing() as connection:
            rows = await rows_of(connection, _DUE, {"now": now, "most": limit})
            due = [appointment_of(row) for row in rows]
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
            self._bell.ring()
        return len(due)

    async def unattended(
        self, now: datetime, kind: str, *, after: tuple[str, str], limit: int
    ) -> list[tuple[WorkspaceId, MemberId]]:
        """Members with a contact or commitment due but no such kind of appointment, from a key on."""
        workspace, member = after
        values = {
            "now": now,
            "tomorrow": (now + timedelta(days=1)).date(),  # wherever today is over first
            "kind": kind,
            "after_workspace": workspace,
            "after_space": f"m:{member}",
            "most": limit,
        }
        async with self._database.reading() as connection:
            rows = (await connection.execute(unattended(), values)).all()
        return [(WorkspaceId(workspace), MemberId(space.removeprefix("m:"))) for workspace, space in rows]


@cache
def unattended() -> Select[Any]:
    """Spaces of members with something due and no appointment of a `kind`: keys only, out of two indexes."""
    now, tomorrow = bindparam("now", type_=UtcTime()), bindparam("tomorrow", type_=Date())
    # Each of them distinct already: PostgreSQL then expects few, and sorts no hundred thousand for the union.
    people = select(contacts.c.workspace, contacts.c.space).where(contacts.c.touch_due_at <= now).distinct()
    promises = (
        select(commitments.c.workspace, commitments.c.space)
        .where(commitments.c.state == CommitmentState.OPEN.value, commitments.c.due_on <= tomorrow)
        .distinct()
    )
    due = people.union(promises).subquery("due")
    attended = exists().where(
        agenda.c.workspace == due.c.workspace,
        agenda.c.member == func.substr(due.c.space, 3),
        agenda.c.kind == bindparam("kind"),
    )
    after = tuple_(bindparam("after_workspace", type_=Text()), bindparam("after_space", type_=Text()))
    return (
        select(due.c.workspace, due.c.space)
        .where(due.c.space.like("m:%"), tuple_(due.c.workspace, due.c.space) > after)
        .where(~attended)
        .order_by(due.c.workspace, due.c.space)
        .limit(bindparam("most", type_=Integer()))
    )


def _this(appointment: Appointment) -> dict[str, str]:
    return {f"of_{name}": getattr(appointment, name) for name in _IDENTITY}


_IDENTITY = ("workspace", "member", "kind", "subject")
_IS = and_(*(agenda.c[name] == bindparam(f"of_{name}") for name in _IDENTITY))
_DUE = (
    select(agenda)
    .where(agenda.c.next_at <= bindparam("now"))
    .order_by(agenda.c.next_at)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
_MOVE, _END, _NEW = update(agenda).where(_IS), delete(agenda).where(_IS), insert(agenda)


async def appointments(
    connection: AsyncConnection, scope: Scope, *, for_change: bool = False
) -> list[Appointment]:
    """The appointments of a scope's member, the next first; locked where they are about to be changed."""
    c = agenda.c
    statement = (
        select(agenda).where(c.workspace == scope.workspace, c.member == scope.member).order_by(c.next_at)
    )
    if for_change:
        statement = statement.with_for_update()
    return [appointment_of(row) for row in await rows_of(connection, statement)]


async def put(connection: AsyncConnection, scope: Scope, appointment: Appointment) -> None:
    """Insert or replace an appointment of the scope's member; raises OutOfScope for another's."""
    if (appointment.workspace, appointment.member) != (scope.workspace, scope.member):
        raise OutOfScope("Appointment")
    await connection.execute(_END, _this(appointment))
    await connection.execute(_NEW, _row(appointment))


async def cancel(connection: AsyncConnection, scope: Scope, kind: str, subject: str) -> None:
    """Take an appointment of the scope's member out; nothing happens where there is none."""
    c = agenda.c
    mine = and_(c.workspace == scope.workspace, c.member == scope.member)
    await connection.execute(delete(agenda).where(mine, c.kind == kind, c.subject == subject))


def _row(appointment: Appointment) -> dict[str, Any]:
    names = ("workspace", "member", "kind", "subject", "zone", "next_at", "key", "last_key", "turn")
    values = {name: getattr(appointment, name) for name in names}
    return values | {"recurrence": written(appointment.recurrence)}


def appointment_of(row: Any) -> Appointment:
    """An appointment out of its row."""
    return Appointment(
        workspace=WorkspaceId(row["workspace"]),
        member=MemberId(row["member"]),
        kind=row["kind"],
        subject=row["subject"],
        zone=row["zone"],
        recurrence=read(row["recurrence"]),
        next_at=row["next_at"],
        key=row["key"],
        last_key=row["last_key"],
        turn=row["turn"],
    )
