"""The outbox: durable deliveries, in order, at the pace that the platform allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    and_,
    bindparam,
    delete,
    func,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.core.deliveries import Show
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Unreadable
from bot.core.ports.queues import DeadLetter, Outgoing, Posted
from bot.store.database import Database, insert_new
from bot.store.dead_letters import dead_letter, dead_rows, revive
from bot.store.posts import find_posts_about
from bot.store.queues import (
    CLAIMED,
    DEAD,
    DONE,
    WAITING,
    WakeUp,
    extend,
    hold,
    hold_statement,
    later_of,
    outbox,
    paces,
    posts_about,
    prune_finished,
    ready,
    settle,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast posts may leave."""

    channel_seconds: float = 1.0
    """Between two posts in one channel."""
    workspace_per_second: float = 5.0
    """Posts of a whole workspace, over time."""
    workspace_burst: int = 50
    """Posts that may leave at once after a quiet time."""


class SqlOutbox:
    """The outbox on a database; pace and leases are measured by the database's own clock."""

    def __init__(self, database: Database, wake_up: WakeUp, pace: Pace) -> None:
        self._database = database
        self._wake_up = wake_up
        self._pace = pace
        self._claiming = self._claim(database.seconds())

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Outgoing]:
        """Take due deliveries: in order per channel, at each channel's pace, fair between workspaces."""
        try:
            async with self._database.begin_write() as connection:
                rows = await hold(connection, self._claiming, lease_seconds=lease_seconds, most=limit)
                paced = [row for row in rows if row["paced"]]
                await self._keep_pace(connection, paced, self._database.seconds())
        except IntegrityError:  # another worker was faster with one of the ordering keys
            return []
        return [outgoing for row in rows if (outgoing := await self._read(row)) is not None]

    async def _read(self, row: Any) -> Outgoing | None:
        """Read a claimed row as a value; one that cannot be read any more does not hold up the others."""
        try:
            return _outgoing(row)
        except Unreadable:
            async with self._database.begin_write() as connection:
                dead = {"state": DEAD, "error": "Unreadable", "finished_at": self._database.seconds()}
                await settle(connection, outbox, row["id"], row["lease"], **dead)
            return None

    def _claim(self, seconds: ColumnElement[float]) -> Executable:
        picked = (
            select(outbox.c.seq)
            .where(outbox.c.seq.in_(self._fair(seconds)), _free(seconds))
            .with_for_update(skip_locked=True)
        )
        return hold_statement(outbox, picked, seconds)

    def _fair(self, seconds: ColumnElement[float]) -> Any:
        """Return the next rows, one of each workspace after the other, within each workspace's pace."""
        own, whole = paces.alias("own"), paces.alias("whole")
        turn = func.row_number().over(
            partition_by=(outbox.c.workspace, outbox.c.paced), order_by=outbox.c.seq
        )
        ahead_by = later_of(func.coalesce(whole.c.next_at, seconds), seconds) - seconds
        allowed = self._pace.workspace_burst - ahead_by * self._pace.workspace_per_second
        first = (
            select(outbox.c.seq, outbox.c.paced, turn.label("turn"), allowed.label("allowed"))
            .outerjoin(
                own, and_(own.c.workspace == outbox.c.workspace, own.c.ordering_key == outbox.c.ordering_key)
            )
            .outerjoin(whole, and_(whole.c.workspace == outbox.c.workspace, whole.c.ordering_key == ""))
            .where(ready(outbox, seconds))
            .where(or_(~outbox.c.paced, own.c.next_at.is_(None), own.c.next_at <= seconds))
            .subquery("first")
        )
        return (
            select(first.c.seq)
            .where(or_(~first.c.paced, first.c.turn <= first.c.allowed))
            .order_by(first.c.turn, first.c.seq)
            .limit(bindparam("most", type_=Integer()))
        )

    async def _keep_pace(
        self, connection: AsyncConnection, rows: Sequence[Any], seconds: ColumnElement[float]
    ) -> None:
        """Write down when each ordering key and workspace may post next, in the commit that claims the
        posts."""
        for row in rows:
            await _set_pace(
                connection, row["workspace"], row["ordering_key"], seconds, self._pace.channel_seconds
            )
        for workspace in sorted({row["workspace"] for row in rows}):
            count = sum(row["workspace"] == workspace for row in rows)
            await _set_pace(connection, workspace, "", seconds, count / self._pace.workspace_per_second)

    async def renew(self, held: Sequence[Outgoing], *, lease_seconds: float) -> None:
        """Hold deliveries longer; what was taken over meanwhile stays taken over."""
        until = self._database.seconds() + lease_seconds
        async with self._database.begin_write() as connection:
            await extend(connection, outbox, [(each.id, each.lease) for each in held], until)

    async def mark_delivered(self, outgoing: Outgoing, posted: Posted) -> None:
        """Record that it was posted, and where."""
        await self._settle(
            outgoing,
            state=DONE,
            conversation=posted.conversation,
            message=posted.message,
            finished_at=self._database.seconds(),
            **_emptied(outgoing),
        )

    async def retry(self, outgoing: Outgoing, *, after_seconds: float, error: str) -> None:
        """Give it back, to be tried again later; what has its ordering key waits as long."""
        not_before = self._database.seconds() + after_seconds
        await self._settle(outgoing, state=WAITING, not_before=not_before, error=error)

    async def put_off(self, outgoing: Outgoing, *, after_seconds: float) -> None:
        """Give back what was not tried, as its member is not to be written to now.

        It waits under an ordering key of its own, so that answers to what the member asks meanwhile go on.
        """
        await self._settle(
            outgoing,
            state=WAITING,
            ordering_key=f"later:{outgoing.member}",
            not_before=self._database.seconds() + after_seconds,
            attempts=outbox.c.attempts - 1,
        )

    async def give_up(self, outgoing: Outgoing, *, error: str, reference: str) -> None:
        """Leave it undelivered as a dead letter; what has its ordering key goes on."""
        await self._settle(
            outgoing,
            state=DEAD,
            error=error,
            reference=reference,
            finished_at=self._database.seconds(),
            **_emptied(outgoing),
        )

    async def find_post(self, workspace: WorkspaceId, member: MemberId, subject: str) -> Posted | None:
        """Return where the latest delivery with this subject was posted, if it was."""
        async with self._database.begin_read() as connection:
            return await find_post(connection, workspace, member, subject)

    async def posts_about(self, workspace: WorkspaceId, ids: Sequence[str]) -> list[Posted]:
        """Return every message that speaks of one of these contacts, notes or accounts (for erasure)."""
        async with self._database.begin_read() as connection:
            return await find_posts_about(connection, workspace, ids)

    async def dead_letters(self, limit: int = 50) -> list[DeadLetter]:
        """Return what was given up, the newest first."""
        rows = await dead_rows(self._database, outbox, limit)
        return [dead_letter(row, source="outbox", kind=(row["delivery"] or {}).get("kind")) for row in rows]

    async def replay(self, id: str) -> bool:
        """Put a dead letter back to be tried again; False when there is none."""
        found = await revive(self._database, outbox, "delivery", id)
        self._wake_up.notify()
        return found

    async def prune(self, *, deliveries_after_hours: float, rows_after_hours: float) -> int:
        """Blank the content of what was delivered, and later drop where it was; how many were changed."""
        seconds = self._database.seconds()
        old = and_(outbox.c.state.in_([DONE, DEAD]), outbox.c.finished_at < seconds - rows_after_hours * 3600)
        gone = select(outbox.c.id).where(old)
        async with self._database.begin_write() as connection:
            await connection.execute(delete(posts_about).where(posts_about.c.outbox_id.in_(gone)))
            dropped = (await connection.execute(delete(outbox).where(old))).rowcount
            await connection.execute(delete(paces).where(paces.c.next_at < seconds - 3600))
            blanked = await prune_finished(connection, outbox, "delivery", seconds, deliveries_after_hours)
        return dropped + blanked

    async def wait(self, timeout_seconds: float) -> None:
        """Return early when there may be something to deliver (same process), else after the time."""
        await self._wake_up.wait(timeout_seconds)

    async def _settle(self, outgoing: Outgoing, **values: Any) -> None:
        async with self._database.begin_write() as connection:
            await settle(connection, outbox, outgoing.id, outgoing.lease, **values)
        self._wake_up.notify()


async def find_post(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, subject: str
) -> Posted | None:
    """Return where the latest delivery with this subject was posted, if it was."""
    found = and_(
        outbox.c.workspace == workspace,
        outbox.c.member == member,
        outbox.c.subject == subject,
        outbox.c.state == DONE,
        outbox.c.message.is_not(None),
    )
    statement = select(outbox).where(found).order_by(outbox.c.seq.desc()).limit(1)
    row = (await connection.execute(statement)).mappings().first()
    return None if row is None else Posted(conversation=row["conversation"], message=row["message"])


async def _set_pace(
    connection: AsyncConnection, workspace: str, ordering_key: str, seconds: ColumnElement[float], add: float
) -> None:
    new = insert_new(connection, paces).values(
        workspace=workspace, ordering_key=ordering_key, next_at=seconds
    )
    await connection.execute(new)
    await connection.execute(
        update(paces)
        .where(paces.c.workspace == workspace, paces.c.ordering_key == ordering_key)
        .values(next_at=later_of(paces.c.next_at, seconds) + add)
    )


def _free(seconds: ColumnElement[float]) -> ColumnElement[bool]:
    """Return the condition that a row is free; it is checked again on the locked row."""
    return or_(outbox.c.state == WAITING, and_(outbox.c.state == CLAIMED, outbox.c.lease_until <= seconds))


def _emptied(outgoing: Outgoing) -> dict[str, Any]:
    """Return what else to write when a delivery is settled: a private form leaves nothing behind (S1)."""
    private = isinstance(outgoing.delivery, Show) and outgoing.delivery.private
    return {"delivery": null()} if private else {}


def _outgoing(row: Any) -> Outgoing:
    return Outgoing(
        id=row["id"],
        workspace=WorkspaceId(row["workspace"]),
        member=MemberId(row["member"]),
        delivery=codec.read_delivery(row["delivery"]),
        attempt=row["attempts"],
        attempted=row["attempts"] > 1,
        lease=row["lease"],
    )
