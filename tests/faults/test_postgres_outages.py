"""A PostgreSQL that stops, crashes, starts late, turns read-only or drops connections while work runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import asyncpg
import pytest

from bot.core.contacts import Contact
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import Damaged, Outage
from bot.core.ports.queues import Outgoing, Posted
from bot.core.ports.work import Work
from bot.schedule import Ticker
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store
from bot.system_clock import SystemClock
from bot.worker.delivering import Deliverer
from bot.worker.trying import RetryPolicy
from bot.worker.working import Worker
from tests.support.databases import postgres_or_skip
from tests.support.own_postgres import OwnPostgres, own_postgres
from tests.support.stores import contact, envelope, say

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

LIMITS = RetryPolicy(poll=0.05, lease=30.0, side_by_side=4)
PACE = Pace(channel_seconds=0.0, workspace_per_second=1e6, workspace_burst=1000)
RETURN_SECONDS = 5.0
"""Within this work must go on once the database is back."""


@pytest.fixture(scope="module")
def server() -> Iterator[OwnPostgres]:
    postgres_or_skip()
    with own_postgres() as made:
        made.start()
        yield made


class Bot:
    """Worker, deliverer and ticks on one database, with handlers that note down what they did."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.posted: list[str] = []
        self.tries: list[int] = []
        self.began = asyncio.Event()
        self.worker = Worker(
            store.inbox,
            interpret=self._interpret,
            do=self._do,
            scope_of=self._scope_of,
            clock=SystemClock(),
            random=Random(1),
            limits=LIMITS,
        )
        self.deliverer = Deliverer(
            store.outbox, self._send, may_leave=self._may_leave, random=Random(1), limits=LIMITS
        )
        self.ticker = Ticker(store.schedule, store.inbox, SystemClock(), tick_seconds=0.2, sweep_seconds=0.2)

    async def _interpret(self, _: object) -> Any:
        from bot.core.commands import Origin, Said, Surface

        return Said("x"), Origin(surface=Surface.DIRECT, conversation="D1")

    async def _scope_of(self, workspace: WorkspaceId, member: MemberId) -> Scope:
        await self.store.team_spaces(workspace, member)
        return Scope(workspace, member)

    async def _do(self, work: Work[Any]) -> None:
        self.tries.append(work.attempt)
        async with self.store.write(work) as uow:
            await uow.of(Contact).put(contact(work.scope, id=work.new_id()))
            uow.say(say(work.key))
            self.began.set()
            await asyncio.sleep(0.01)  # time in which the server may end inside of a transaction

    async def _may_leave(self, _: Outgoing) -> bool:
        return True

    async def _send(self, outgoing: Outgoing) -> Posted:
        if not (outgoing.attempted and outgoing.id in self.posted):
            self.posted.append(outgoing.id)
        return Posted(conversation="D1", message=outgoing.id)


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Bot]:
    store = await open_store(url, SystemClock(), pace=PACE)
    bot = Bot(store)
    parts = (bot.worker, bot.deliverer, bot.ticker)
    tasks = [asyncio.create_task(part.run()) for part in parts]
    try:
        yield bot
        assert not [task for task in tasks if task.done()], "a loop ended by itself"
    finally:
        for part in parts:
            part.stop()
        await asyncio.gather(*tasks)
        await store.close()


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 30.0) -> float:
    started = asyncio.get_running_loop().time()
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)
    return asyncio.get_running_loop().time() - started


def settled(bot: Bot, count: int) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        try:
            counts = await bot.store.counts()
        except Outage:
            return False
        return counts == {"inbox done": count, "outbox done": count}

    return check


async def fill(bot: Bot, start: int, count: int) -> None:
    for n in range(start, start + count):
        await bot.store.inbox.accept(envelope(f"e{n}", f"U{n % 7}"))


async def emptied(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    await connection.close()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_a_server_that_stops_while_work_runs_is_waited_for_and_nothing_is_lost_or_done_twice(
    server: OwnPostgres, mode: str
) -> None:
    await emptied(server.url)
    async with running(server.url) as bot:
        await fill(bot, 0, 60)
        await bot.began.wait()
        await asyncio.to_thread(server.stop, mode)

        async def noticed() -> bool:
            return bool(bot.store.health.problem)

        await until(noticed)
        with pytest.raises(Outage):
            await bot.store.inbox.accept(envelope("refused"))
        await asyncio.to_thread(server.start)
        done_before = len(bot.tries)

        async def goes_on() -> bool:
            return len(bot.tries) > done_before or await settled(bot, 60)()

        assert await until(goes_on) < RETURN_SECONDS
        await until(settled(bot, 60))
        assert set(bot.tries) == {1}, "an outage is no attempt"
        assert len(bot.posted) == len(set(bot.posted)) == 60
        assert await bot.store.dead_letters(10) == []
        await fill(bot, 60, 1)
        await until(settled(bot, 61))


async def test_connections_that_are_cut_again_and_again_cost_nothing(server: OwnPostgres) -> None:
    await emptied(server.url)
    async with running(server.url) as bot:
        await fill(bot, 0, 80)
        other = await asyncpg.connect(server.url)
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        for at_least in range(5, 65, 10):

            async def far_enough(wanted: int = at_least) -> bool:
                return len(bot.tries) >= wanted

            await until(far_enough)
            await other.execute(cut + " AND backend_type = 'client backend'")
        await other.close()
        await until(settled(bot, 80))
        assert set(bot.tries) == {1}
        assert len(bot.posted) == len(set(bot.posted)) == 80


async def test_a_server_that_turns_read_only_is_waited_for_and_said(server: OwnPostgres) -> None:
    await emptied(server.url)
    async with running(server.url) as bot:
        await fill(bot, 0, 1)
        await until(settled(bot, 1))
        other = await asyncpg.connect(server.url)
        await other.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        await other.execute("SELECT pg_reload_conf()")

        async def noticed() -> bool:
            return bot.store.write_problem == "not_writable"

        await until(noticed)
        with pytest.raises(Outage, match="may not be written"):
            await bot.store.inbox.accept(envelope("refused"))
        await bot.store.check()
        await other.execute("SET default_transaction_read_only = off")
        await other.execute("ALTER SYSTEM RESET default_transaction_read_only")
        await other.execute("SELECT pg_reload_conf()")
        await other.close()

        async def takes() -> bool:
            try:
                return await bot.store.inbox.accept(envelope("e1"))
            except Outage:
                return False

        await until(takes, RETURN_SECONDS)
        await until(settled(bot, 2), RETURN_SECONDS)


async def test_a_server_that_starts_late_is_said_in_a_sentence(server: OwnPostgres) -> None:
    await asyncio.to_thread(server.stop)
    try:
        with pytest.raises(Outage, match="The database does not answer") as raised:
            await open_store(server.url, SystemClock())
        assert not isinstance(raised.value, Damaged)
    finally:
        await asyncio.to_thread(server.start)
    store = await open_store(server.url, SystemClock())
    await store.check()
    await store.close()


async def test_a_database_that_is_not_there_and_a_user_who_may_not_are_said_in_a_sentence(
    server: OwnPostgres,
) -> None:
    for url in (server.url.replace("/postgres?", "/nowhere?"), server.url.replace("postgres@", "stranger@")):
        with pytest.raises(Outage, match="The database does not answer"):
            await open_store(url, SystemClock())
