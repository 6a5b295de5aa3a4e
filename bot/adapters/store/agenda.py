"""The agenda: when what is due for whom, taken in batches, each occurrence once (DESIGN.md 7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Select,
    Table,
    Text,
    and_,
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
        picked = (
            select(agenda)
            .where(agenda.c.next_at <= now)
            .order_by(agenda.c.next_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.writing() as connection:
            due = [appointment_of(row) for row in await rows_of(connection, picked)]
            taken = [(each, *taker(each)) for each in due]
            envelopes = [envelope for _, envelope, _ in taken if envelope is not None]
            if envelopes:
                await put_in(connection, envelopes)
            for appointment, _, following in taken:
                await _move(connection, appointment, following)
        if envelopes:
            self._bell.ring()
        return len(due)

    async def unattended(
        self, now: datetime, kind: str, *, after: tuple[str, str], limit: int
    ) -> list[tuple[WorkspaceId, MemberId]]:
        """Members with a contact or commitment due but no such kind of appointment, from a key on."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(unattended(now, kind, after, limit))).all()
        return [(WorkspaceId(workspace), MemberId(space.removeprefix("m:"))) for workspace, space in rows]


def unattended(now: datetime, kind: str, after: tuple[str, str], limit: int) -> Select[Any]:
    """Spaces of members with something due and no such appointment: keys only, out of two indexes."""
    people = select(contacts.c.workspace, contacts.c.space).where(contacts.c.touch_due_at <= now)
    tomorrow = (now + timedelta(days=1)).date()  # wherever today is over first
    promises = select(commitments.c.workspace, commitments.c.space).where(
        commitments.c.state == CommitmentState.OPEN.value, commitments.c.due_on <= tomorrow
    )
    due = people.union(promises).subquery("due")
    attended = exists().where(
        agenda.c.workspace == due.c.workspace,
        agenda.c.member == func.substr(due.c.space, 3),
        agenda.c.kind == kind,
    )
    workspace, member = after
    return (
        select(due.c.workspace, due.c.space)
        .where(due.c.space.like("m:%"), tuple_(due.c.workspace, due.c.space) > (workspace, f"m:{member}"))
        .where(~attended)
        .order_by(due.c.workspace, due.c.space)
        .limit(limit)
    )


async def _move(connection: AsyncConnection, old: Appointment, new: Appointment | None) -> None:
    if new is None:
        await connection.execute(delete(agenda).where(_is(old)))
    else:
        await connection.execute(update(agenda).where(_is(old)).values(_row(new)))


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
    await connection.execute(delete(agenda).where(_is(appointment)))
    await connection.execute(insert(agenda).values(_row(appointment)))


async def cancel(connection: AsyncConnection, scope: Scope, kind: str, subject: str) -> None:
    """Take an appointment of the scope's member out; nothing happens where there is none."""
    c = agenda.c
    mine = and_(c.workspace == scope.workspace, c.member == scope.member)
    await connection.execute(delete(agenda).where(mine, c.kind == kind, c.subject == subject))


def _is(appointment: Appointment) -> ColumnElement[bool]:
    c = agenda.c
    return and_(
        c.workspace == appointment.workspace,
        c.member == appointment.member,
        c.kind == appointment.kind,
        c.subject == appointment.subject,
    )


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
