"""What is a failure of the work and what one of its surroundings, with the worker on a real inbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.codec import read_job, write_job
from bot.core.commands import Command, Origin, Said, Surface
from bot.core.guarding import Guard
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import Dependency, Outage, OutOfScope, Permanent, RetryLater, Unavailable
from bot.core.ports.queues import Envelope, Outgoing, Posted
from bot.core.ports.work import Work
from bot.store.queues import inbox
from bot.store.store import SqlStore
from bot.worker.delivering import Deliverer
from bot.worker.trying import RetryPolicy, probation
from bot.worker.waking import Waker
from bot.worker.working import Worker
from tests.support.stores import HandClock, envelope, say, work

LIMITS = RetryPolicy(poll=0.01, lease=1e9, grace=5.0, side_by_side=4, first_pause=1.0, probation=0.0)
Handle = Callable[[Work[Any]], Awaitable[None]]


def said(key: str, member: str = "U1") -> Envelope:
    origin = Origin(surface=Surface.DIRECT, conversation="D1", thread="7.0")
    return envelope(key, member, source="command", payload=write_job(Said("x"), origin))


async def read(envelope: Envelope) -> tuple[Command, Origin]:
    return read_job(envelope.payload)


async def scope_of(workspace: WorkspaceId, member: MemberId) -> Scope:
    return Scope(workspace, member)


def worker(store: SqlStore, clock: HandClock, handle: Handle, limits: RetryPolicy = LIMITS) -> Worker:
    return Worker(
        store.inbox,
        interpret=read,
        do=handle,
        scope_of=scope_of,
        clock=clock,
        random=Random(1),
        limits=limits,
    )


@asynccontextmanager
async def running(*loops: Worker | Deliverer | Waker) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(loop.run()) for loop in loops]
    try:
        yield
    finally:
        for loop in loops:
            loop.stop()
        await asyncio.gather(*tasks)


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        while not await condition():
            await asyncio.sleep(0.002)


def counted(store: SqlStore, queue: str, **states: int) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        counts = await store.counts()
        return {n.removeprefix(f"{queue} "): c for n, c in counts.items() if queue in n} == states

    return check


async def abandon(store: SqlStore, clock: HandClock, times: int) -> None:
    """Claim everything and die, so many times."""
    for _ in range(times):
        await store.inbox.claim(limit=50, lease_seconds=30)
        clock.pass_seconds(31)


async def test_work_waits_for_a_dependency_without_using_up_attempts_and_is_woken_in_order(
    store: SqlStore, clock: HandClock
) -> None:
    guard, tried, done = Guard(Dependency.INDEX.value), list[int](), list[str]()
    for n in range(6):
        await store.inbox.accept(said(f"{n}", f"U{n}"))
    for _ in range(3):
        guard.failed("away")

    async def index(work: Work[Any]) -> None:
        tried.append(work.attempt)
        if guard.is_open:
            raise Outage(Dependency.INDEX, "away")
        done.append(work.key)

    waker = Waker([guard], (store.inbox.wake, store.outbox.wake))
    async with running(worker(store, clock, index), waker):

        async def all_wait() -> bool:
            async with store._database.begin_read() as connection:
                waiting = select(func.count()).where(inbox.c.waits_for == Dependency.INDEX.value)
                return (await connection.execute(waiting)).scalar_one() == 6

        for tries in range(1, 21):  # an outage of twenty minutes

            async def all_tried(tries: int = tries) -> bool:
                return len(tried) >= 6 * tries

            await until(all_tried)
            await until(all_wait)
            clock.pass_seconds(61 if tries < 20 else 1)
        assert set(tried) == {1}
        guard.succeeded()  # the clock stands: nothing but the return lets them go
        await until(counted(store, "inbox", done=6))
    assert sorted(done) == [str(n) for n in range(6)]
    assert done[0] == "0"


async def test_what_waited_when_a_process_ended_is_tried_when_the_next_begins(
    store: SqlStore, clock: HandClock
) -> None:
    await store.inbox.accept(said("a"))
    claimed = (await store.inbox.claim(limit=1, lease_seconds=30))[0]
    await store.inbox.retry(
        claimed, after_seconds=1000, error="e", reference="r", counts=False, waits_for="slack"
    )
    done: list[str] = []

    async def handle(work: Work[Any]) -> None:
        done.append(work.key)

    async with running(worker(store, clock, handle), Waker([], (store.inbox.wake,))):
        await until(counted(store, "inbox", done=1))
    assert done == ["a"]


@pytest.mark.parametrize("error", [Permanent("database: 22003"), OutOfScope("x")])
async def test_what_cannot_succeed_is_given_up_at_once_and_the_next_goes_on(
    store: SqlStore, clock: HandClock, error: Exception
) -> None:
    done: list[str] = []

    async def handle(work: Work[Any]) -> None:
        if work.key == "bad":
            raise error
        done.append(work.key)

    for key in ("bad", "good"):
        await store.inbox.accept(said(key))
    async with running(worker(store, clock, handle)):  # the clock stands: no pause would end
        await until(counted(store, "inbox", dead=1, done=2))
    assert done == ["good", "bad:apology"]


async def test_a_wrong_statement_is_permanent_and_quotes_nobody(store: SqlStore, clock: HandClock) -> None:
    async def handle(work: Work[Any]) -> None:
        if isinstance(work.command, Said):
            async with store._database.begin_write() as connection:
                await connection.execute(text("SELECT secret FROM nowhere WHERE name = 'Ana'"))

    await store.inbox.accept(said("bad"))
    async with running(worker(store, clock, handle)):
        await until(counted(store, "inbox", dead=1, done=1))
    letter = (await store.inbox.dead_letters())[0]
    assert letter.error.startswith("Permanent at ")
    assert "Ana" not in repr(letter)


async def test_what_keeps_failing_holds_up_its_lane_for_seconds(store: SqlStore, clock: HandClock) -> None:
    done: list[str] = []

    async def handle(work: Work[Any]) -> None:
        if work.key.startswith("bad"):
            raise ValueError("forged")
        done.append(work.key)

    for key in ("bad", "good"):
        await store.inbox.accept(said(key))
    begun = clock.elapsed
    async with running(worker(store, clock, handle)):

        async def good() -> bool:
            if not (await store.counts()).get(
                "inbox claimed"
            ):  # time passes while it waits, not while it runs
                clock.pass_seconds(0.1)
            return "good" in done

        await until(good)
    assert clock.elapsed - begun < 12


async def test_work_that_ends_its_process_each_time_is_given_up_and_takes_nobody_with_it(
    store: SqlStore, clock: HandClock
) -> None:
    """Each worker here stands for a process: it is cancelled without a word when it meets the killer."""
    deaths, done = list[int](), list[str]()
    for n in range(12):
        await store.inbox.accept(said("killer" if n == 5 else f"{n}", f"U{n}"))

    for _ in range(20):
        died = asyncio.Event()

        async def handle(work: Work[Any], died: asyncio.Event = died) -> None:
            if work.key == "killer":
                deaths.append(len(deaths))
                died.set()
                await asyncio.Event().wait()
            await asyncio.sleep(0)
            done.append(work.key)

        process = _Process(store, clock, handle)
        task = asyncio.create_task(process.run())
        finished = asyncio.create_task(until(counted(store, "inbox", dead=1, done=12)))
        dying = asyncio.create_task(died.wait())
        await asyncio.wait({dying, finished}, return_when=asyncio.FIRST_COMPLETED)
        if finished.done():
            process.stop()
            dying.cancel()
            await task
            break
        process.dies()
        finished.cancel()
        task.cancel()
        await asyncio.gather(task, finished, return_exceptions=True)
        clock.pass_seconds(2e9)
    assert len(deaths) == LIMITS.abandoned + 1
    assert sorted(set(done)) == sorted([*(str(n) for n in range(12) if n != 5), "killer:apology"])
    letter = (await store.inbox.dead_letters())[0]
    assert (letter.key, letter.attempts) == ("killer", 1)
    assert letter.error.startswith("Abandoned")


class _Process(Worker):
    """A worker that, once it died, gives nothing back."""

    def __init__(self, store: SqlStore, clock: HandClock, handle: Handle) -> None:
        super().__init__(
            store.inbox,
            interpret=read,
            do=handle,
            scope_of=scope_of,
            clock=clock,
            random=Random(1),
            limits=LIMITS,
        )
        self._is_dead = False

    def dies(self) -> None:
        self._is_dead = True

    async def _give_back(self, held: Any, *, begun: bool, after_seconds: float = 0.0) -> None:
        if not self._is_dead:
            await super()._give_back(held, begun=begun, after_seconds=after_seconds)


async def test_processes_that_are_killed_use_up_no_attempt(store: SqlStore, clock: HandClock) -> None:
    await store.inbox.accept(said("a"))
    await abandon(store, clock, LIMITS.abandoned)
    done: list[int] = []

    async def handle(work: Work[Any]) -> None:
        done.append(work.attempt)

    async with running(worker(store, clock, handle)):
        await until(counted(store, "inbox", done=1))
    assert done == [1]


async def test_a_process_that_has_not_lived_for_a_while_takes_no_blame_for_anybody(
    store: SqlStore, clock: HandClock
) -> None:
    """Processes that die soon after their start, of whatever it is, do not have suspected work in hand."""
    await store.inbox.accept(said("suspected"))
    await abandon(store, clock, LIMITS.suspect)
    await store.inbox.accept(said("other", "U2"))
    done: list[str] = []

    async def handle(work: Work[Any]) -> None:
        done.append(work.key)

    for _ in range(2 * LIMITS.abandoned):
        async with running(worker(store, clock, handle, replace(LIMITS, probation=1e9))):
            await until(counted(store, "inbox", waiting=1, done=1))
        clock.pass_seconds(2e9)
        assert await store.release_all() == 0  # what the next start finds in the hands of the dead
    assert done == ["other"]

    async with running(worker(store, clock, handle)):
        await until(counted(store, "inbox", done=2))
    assert done == ["other", "suspected"]


def test_a_process_has_to_live_longer_the_more_often_work_was_abandoned() -> None:
    waits = [probation(times, RetryPolicy()) for times in range(2, 8)]
    assert waits == [2.0, 4.0, 8.0, 15.0, 15.0, 15.0]


async def test_an_honest_failure_ends_a_row_of_abandoned_tries(store: SqlStore, clock: HandClock) -> None:
    await store.inbox.accept(said("a"))
    await abandon(store, clock, 3)
    claimed = (await store.inbox.claim(limit=1, lease_seconds=30))[0]
    assert claimed.abandoned == 3
    await store.inbox.retry(claimed, after_seconds=0, error="e", reference="r")
    again = (await store.inbox.claim(limit=1, lease_seconds=30))[0]
    assert (again.attempt, again.abandoned) == (2, 0)


async def test_stops_use_up_no_attempt(store: SqlStore, clock: HandClock) -> None:
    await store.inbox.accept(said("a"))
    for _ in range(10):
        claimed = (await store.inbox.claim(limit=1, lease_seconds=30))[0]
        assert (claimed.attempt, claimed.abandoned) == (1, 0)
        await store.inbox.give_back([claimed])


class Post:
    """A platform that is away until it is not."""

    def __init__(self) -> None:
        self.away: Exception | None = RetryLater(0.0)
        self.sent: list[Outgoing] = []
        self.calls = 0

    async def send(self, outgoing: Outgoing) -> Posted:
        self.calls += 1
        if self.away is not None:
            raise self.away
        self.sent.append(outgoing)
        return Posted(conversation="D1", message=outgoing.id)


async def may_leave(_: Outgoing) -> bool:
    return True


@pytest.mark.parametrize("trouble", [RetryLater(0.0), Unavailable("x"), Outage(Dependency.SLACK, "x")])
async def test_an_outage_of_slack_gives_up_no_delivery_and_each_is_looked_for_before_it_is_posted_again(
    store: SqlStore, clock: HandClock, trouble: Exception
) -> None:
    async with store.write(work()) as uow:
        uow.say(say("1"))
    post = Post()
    post.away = trouble
    away = [True]
    deliverer = Deliverer(
        store.outbox,
        post.send,
        may_leave=may_leave,
        random=Random(1),
        limits=LIMITS,
        is_away=lambda: away[0],
    )
    async with running(deliverer):

        async def often() -> bool:
            clock.pass_seconds(100)
            return post.calls > 2 * LIMITS.attempts_unavailable

        await until(often)
        post.away, away[0] = None, False

        async def sent() -> bool:
            clock.pass_seconds(100)
            return await counted(store, "outbox", done=1)()

        await until(sent)
    assert [(each.attempt, each.attempted) for each in post.sent] == [(1, True)]
