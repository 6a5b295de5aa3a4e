"""The outbox: durable deliveries, in order, at the pace that the platform allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete, null, select

from bot import codec
from bot.core.deliveries import Show
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Conflict, Unreadable
from bot.core.ports.queues import DeadLetter, Outgoing, Posted
from bot.store.claims_sql import claim_outbox
from bot.store.connection import DatabaseConnection
from bot.store.database import Database
from bot.store.dead_letters import dead_letter, dead_rows, revive
from bot.store.grouping import Grouped
from bot.store.queues import (
    DEAD,
    DONE,
    WAITING,
    WakeUp,
    claiming,
    extend,
    give_back,
    hold,
    outbox,
    paces,
    posts_about,
    prune_finished,
    settle,
    typed,
    wake,
)

_DONE = (
    "UPDATE outbox SET state = 'done', conversation = :conversation, message = :message, finished_at = {0}, "
    "delivery = CASE WHEN :erased THEN NULL ELSE delivery END "
    "WHERE id = :id AND lease = :of_lease AND state = 'claimed'"
)
_PACING = (
    "INSERT INTO paces (workspace, lane, next_at) VALUES (:workspace, :lane, {0} + :add) "
    "ON CONFLICT (workspace, lane) DO UPDATE "
    "SET next_at = CASE WHEN paces.next_at > {0} THEN paces.next_at ELSE {0} END + :add"
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
        self._claiming = claiming(claim_outbox(database.clock, sqlite=database.is_sqlite), outbox)
        self._pacing = typed(_PACING.format(database.clock))
        self._done = typed(_DONE.format(database.clock))
        self._delivered = Grouped(self._mark_delivered)

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Outgoing]:
        """Take due deliveries: in order per channel, at each channel's pace, fair between workspaces."""
        try:
            async with self._database.begin_write(by_index=True) as connection:
                wanted = {
                    "most": limit,
                    "burst": self._pace.workspace_burst,
                    "a_second": self._pace.workspace_per_second,
                    **self._database.clock_values(),
                }
                lease, rows = await hold(connection, self._claiming, lease_seconds=lease_seconds, **wanted)
                await self._keep_pace(connection, [row for row in rows if row.paced])
        except Conflict:  # another worker was faster with one of the ordering keys
            return []
        return [outgoing for row in rows if (outgoing := await self._read(row, lease)) is not None]

    async def _read(self, row: Any, lease: str) -> Outgoing | None:
        """Read a claimed row as a value; one that cannot be read any more does not hold up the others."""
        try:
            return _outgoing(row, lease)
        except Unreadable:
            async with self._database.begin_write() as connection:
                dead = {"state": DEAD, "error": "Unreadable", "finished_at": self._database.seconds()}
                await settle(connection, outbox, row.id, lease, **dead)
            return None

    async def _keep_pace(self, connection: DatabaseConnection, rows: Sequence[Any]) -> None:
        """Write down when each ordering key and workspace may post next, in the commit that claims the
        posts."""
        lanes = [(row.workspace, row.lane, self._pace.channel_seconds) for row in rows]
        counts = Counter(row.workspace for row in rows)
        whole = [(name, "", count / self._pace.workspace_per_second) for name, count in counts.items()]
        seconds = self._database.clock_values()
        changes = [
            {"workspace": workspace, "lane": lane, "add": add, **seconds}
            for workspace, lane, add in sorted(
                lanes + whole
            )  # in one order, so that two never wait in a circle
        ]
        if changes:
            await connection.execute(self._pacing, changes)

    async def renew(self, held: Sequence[Outgoing], *, lease_seconds: float) -> None:
        """Hold deliveries longer; what was taken over meanwhile stays taken over."""
        until = self._database.seconds() + lease_seconds
        async with self._database.begin_write() as connection:
            await extend(connection, outbox, [(each.id, each.lease) for each in held], until)

    async def mark_delivered(self, outgoing: Outgoing, posted: Posted) -> None:
        """Record that it was posted, and where."""
        await self._delivered.put((outgoing, posted))
        self._wake_up.notify()

    async def _mark_delivered(self, delivered: Sequence[tuple[Outgoing, Posted]]) -> Sequence[None]:
        """Record in one commit where several were posted, those that their leases still hold."""
        changes = [
            {
                "id": outgoing.id,
                "of_lease": outgoing.lease,
                "conversation": posted.conversation,
                "message": posted.message,
                "erased": bool(_emptied(outgoing)),
                **self._database.clock_values(),
            }
            for outgoing, posted in delivered
        ]
        async with self._database.begin_write(by_index=True) as connection:
            await connection.execute(self._done, changes)
        return [None] * len(delivered)

    async def retry(
        self,
        outgoing: Outgoing,
        *,
        after_seconds: float,
        error: str,
        counts: bool = True,
        may_be_posted: bool = True,
        waits_for: str | None = None,
    ) -> None:
        """Give it back, to be tried again later; what has its ordering key waits as long. `counts`: it failed
        by itself; else it may be woken when what it `waits_for` is back."""
        c = outbox.c
        await self._settle(
            outgoing,
            state=WAITING,
            not_before=self._database.seconds() + after_seconds,
            error=error,
            attempts=c.attempts if counts else c.attempts - 1,
            unsure=c.unsure + (c.abandoned + 1 if may_be_posted else c.abandoned),
            abandoned=0,
            waits_for=waits_for,
        )

    async def give_back(
        self, held: Sequence[Outgoing], *, may_be_posted: bool, after_seconds: float = 0.0
    ) -> None:
        """Give back what was not begun, or not finished before a stop."""
        left = [(each.id, each.lease) for each in held]
        async with self._database.begin_write() as connection:
            not_before = self._database.seconds() + after_seconds if after_seconds else 0.0
            unsure = outbox.c.unsure + int(may_be_posted)
            await give_back(connection, outbox, left, not_before=not_before, unsure=unsure)
        self._wake_up.notify()

    async def wake(self, dependency: str | None = None) -> int:
        """Let deliveries that wait for a dependency, or for any, be claimed at once; how many there were."""
        async with self._database.begin_write() as connection:
            woken = await wake(connection, outbox, dependency)
        self._wake_up.notify()
        return woken

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

    async def wait(self, timeout_seconds: float) -> bool:
        """Return True early when there may be something to deliver (same process), else False later."""
        return await self._wake_up.wait(timeout_seconds)

    async def _settle(self, outgoing: Outgoing, **values: Any) -> None:
        async with self._database.begin_write() as connection:
            await settle(connection, outbox, outgoing.id, outgoing.lease, **values)
        self._wake_up.notify()


async def find_post(
    connection: DatabaseConnection, workspace: WorkspaceId, member: MemberId, subject: str
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


def _emptied(outgoing: Outgoing) -> dict[str, Any]:
    """Return what else to write when a delivery is settled: a private form leaves nothing behind (S1)."""
    private = isinstance(outgoing.delivery, Show) and outgoing.delivery.private
    return {"delivery": null()} if private else {}


def _outgoing(row: Any, lease: str) -> Outgoing:
    unsure = max(row.unsure + row.abandoned, row.attempts - 1)
    return Outgoing(
        id=row.id,
        workspace=WorkspaceId(row.workspace),
        member=MemberId(row.member),
        delivery=codec.read_delivery(row.delivery),
        attempt=row.attempts,
        attempted=unsure > 0,
        unsure=unsure,
        abandoned=row.abandoned,
        lease=lease,
    )
