"""Opens transactions: one that only reads, and the one commit of a piece of work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.core.events import EventTable
from bot.core.identity import Scope
from bot.core.ports.errors import LeaseLost, Unavailable
from bot.core.ports.store import RowsSeen
from bot.core.ports.work import Work
from bot.store.connection import DatabaseConnection
from bot.store.database import Database
from bot.store.inbox import finish
from bot.store.queues import WakeUp
from bot.store.reading import SqlReader
from bot.store.receipts import mirror_receipts
from bot.store.unit_of_work import SqlUnitOfWork


class SqlTransactions:
    """Opens transactions: one that reads what a scope may see, or the one commit of a piece of work."""

    def __init__(
        self,
        database: Database,
        *,
        work_wake_up: WakeUp,
        delivery_wake_up: WakeUp,
        finished: set[tuple[str, str]],
        events: EventTable,
    ) -> None:
        """`finished` learns key and lease of the work whose commit went through."""
        self._database = database
        self._events = events
        self._finished = finished
        self._work_wake_up = work_wake_up
        self._delivery_wake_up = delivery_wake_up

    @asynccontextmanager
    async def read(self, scope: Scope, *, seen: RowsSeen | None = None) -> AsyncIterator[SqlReader]:
        """Open what a scope may see for reading, all of one moment; raises Unavailable."""
        async with self._database.begin_read() as connection:
            yield SqlReader(connection, scope, seen)

    @asynccontextmanager
    async def write(self, work: Work[Any], *, seen: RowsSeen | None = None) -> AsyncIterator[SqlUnitOfWork]:
        """Open the one commit of this work; raises LeaseLost, Conflict, Unavailable.

        Work without a lease did not come through the inbox (a command line, a test): nothing is marked.
        """
        seen = RowsSeen() if seen is None else seen
        try:
            async with self._database.begin_write(snapshot=True) as connection:
                await self._fence(connection, work)
                uow = SqlUnitOfWork(connection, work, self._events, seen)
                yield uow
                await uow.finish()
                erases = uow.erases or work.command.private
                if erases:
                    self._database.begin_forgetting()
        except BaseException:
            seen.rolled_back()
            raise
        seen.committed()
        if work.lease:
            self._finished.add((work.key, work.lease))
        self._work_wake_up.notify()
        self._delivery_wake_up.notify()
        if erases:
            with suppress(Unavailable):  # the commit stands, and what is unfinished is remembered
                if uow.erases_member and self._database.buffered is not None:
                    await self._database.buffered.drop(work.scope.workspace, work.scope.member)
                await mirror_receipts(self._database)
                await self._database.forget_log()

    async def _fence(self, connection: DatabaseConnection, work: Work[Any]) -> None:
        """Mark the work as done first: that locks its row, so nobody can take it over before the commit."""
        erase = work.command.private
        if work.lease and not await finish(connection, work.key, work.lease, self._database, erase=erase):
            raise LeaseLost(work.key)
