"""The worker and the deliverer on a real inbox and outbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from random import Random
from typing import Any, cast

import pytest
import structlog
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.codec import read_job, write_job
from bot.core.commands import Apologize, Command, Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import Conflict, Disconnected, RetryLater, Unavailable, Undeliverable, Unreadable
from bot.core.ports.queues import Envelope, Outgoing, Posted
from bot.core.ports.work import Work
from bot.core.turn import Ports
from bot.store.queues import inbox
from bot.store.store import SqlStore
from bot.worker.delivering import Deliverer, MayLeave
from bot.worker.trying import RetryPolicy, pause_before, reference_of
from bot.worker.working import Do, Worker
from tests.support.stores import ANA, BEN, HandClock, contact, envelope, say, work

# The tests' clock makes leaps: no lease but the one of the test about leases runs out on the way.
LIMITS = RetryPolicy(poll=0.01, lease=1e9, grace=5.0, attempts=3, attempts_unavailable=6, side_by_side=4)


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(30):
        while not await condition():
            await asyncio.sleep(0.002)


def said(key: str, text: str, member: str = "U1") -> Envelope:
    origin = Origin(surface=Surface.DIRECT, conversation="D1", thread="7.0")
    return envelope(key, member, source="command", payload=write_job(Said(text), origin))


class Office:
    """Handlers that do what the words say, and remember what they did."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.done: list[str] = []
        self.apologies: list[Work[Apologize]] = []
        self.side_by_side = self.most = 0
        self.gate = asyncio.Event()

    async def handle(self, work: Work[Said], ports: Ports) -> None:
        self.side_by_side += 1
        self.most = max(self.most, self.side_by_side)
        try:
            await self._do(work, ports)
            self.done.append(work.key)
        finally:
            self.side_by_side -= 1

    async def _do(self, work: Work[Said], ports: Ports) -> None:
        match work.command.text.split():
            case ["fail", "until", attempt] if work.attempt < int(attempt):
                raise ValueError("Ana's secret")
            case ["unavailable", "until", attempt] if work.attempt < int(attempt):
                raise Unavailable("model")
            case ["wait"]:
                await self.gate.wait()
            case ["save"]:
                async with ports.store.write(work) as uow:
                    await uow.of(Contact).put(contact(work.scope, id=work.new_id()))
                    uow.say(say("saved"))

    async def apologize(self, work: Work[Apologize], _: Ports) -> None:
        self.apologies.append(work)


async def read(envelope: Envelope) -> tuple[Command, Origin] | None:
    return None if envelope.source == "ignored" else read_job(envelope.payload)


async def scope_of(workspace: WorkspaceId, member: MemberId) -> Scope:
    return Scope(workspace, member)


@pytest.fixture
def office(store: SqlStore) -> Office:
    return Office(store)


def worker(office: Office, clock: HandClock, do: Do | None = None) -> Worker:
    ports = Ports(
        store=office.store,
        **dict.fromkeys(
            (
                "memory",
                "coach",
                "directory",
                "files",
                "progress",
                "knowledge",
                "documents",
                "calendars",
                "apart",
            ),
            cast(Any, None),
        ),
    )

    async def handle(work: Work[Any]) -> None:
        handler = office.apologize if isinstance(work.command, Apologize) else office.handle
        await handler(work, ports)

    return Worker(
        office.store.inbox,
        interpret=read,
        do=do or handle,
        scope_of=scope_of,
        clock=clock,
        random=Random(1),
        limits=LIMITS,
    )


@asynccontextmanager
async def running(loop: Worker | Deliverer) -> AsyncIterator[None]:
    task = asyncio.create_task(loop.run())
    try:
        yield
    finally:
        loop.stop()
        await task


def settled(store: SqlStore, **states: int) -> Callable[[], Any]:
    async def check() -> bool:
        counts = await store.counts()
        return {name.removeprefix("inbox "): n for name, n in counts.items() if "inbox" in name} == states

    return check


async def settled_after(store: SqlStore, clock: HandClock, seconds: float, **states: int) -> bool:
    clock.pass_seconds(seconds)
    return await settled(store, **states)()


async def test_work_is_done_in_order_for_each_member_and_side_by_side(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    for n in range(20):
        await store.inbox.accept(said(f"{n}", "save", f"U{n % 5}"))
    async with running(worker(office, clock)):
        await until(settled(store, done=20))
    for ordering_key in range(5):
        assert [key for key in office.done if int(key) % 5 == ordering_key] == [
            str(n) for n in range(ordering_key, 20, 5)
        ]
    assert 1 < office.most <= LIMITS.side_by_side
    async with store.read(ANA) as reader:
        assert await reader.of(Contact).count() == 4


async def test_work_that_asks_for_nothing_and_work_that_changes_nothing_is_done(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    await store.inbox.accept(envelope("a", source="ignored"))
    await store.inbox.accept(said("b", "nothing"))
    async with running(worker(office, clock)):
        await until(settled(store, done=2))
    assert office.done == ["b"]


async def test_a_failure_is_tried_again_with_growing_pauses_and_then_works(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    await store.inbox.accept(said("a", "fail until 3"))
    async with running(worker(office, clock)):
        await until(lambda: settled_after(store, clock, 1, done=1))
    assert office.done == ["a"]
    assert office.apologies == []


async def test_what_keeps_failing_is_given_up_with_an_apology_where_it_was_asked(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    await store.inbox.accept(said("a", "fail until 99"))
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs:
        async with running(worker(office, clock)):
            await until(lambda: settled_after(store, clock, 100, dead=1, done=1))
    reference = reference_of("a")
    apology = office.apologies[0]
    assert apology.command == Apologize(reference)
    assert (apology.origin.conversation, apology.origin.thread) == ("D1", "7.0")
    letter = (await store.inbox.dead_letters())[0]
    assert (letter.key, letter.kind, letter.reference, letter.attempts) == ("a", "Said", reference, 3)
    assert letter.error.startswith("ValueError at working.py:")
    failures = [entry for entry in logs if entry["event"] == "work failed"]
    assert [entry["reference"] for entry in failures] == [reference] * 3
    assert {entry["work"] for entry in failures} == {"a"}
    assert "secret" not in repr(logs) + repr(letter)


async def test_a_service_that_is_away_is_waited_for_longer(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    await store.inbox.accept(said("a", "unavailable until 5"))
    async with running(worker(office, clock)):
        await until(lambda: settled_after(store, clock, 1000, done=1))
    assert office.done == ["a"]


async def test_a_conflict_is_tried_again_at_once_and_is_no_attempt(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    tried: list[int] = []

    async def conflicting(work: Work[Any]) -> None:
        tried.append(work.attempt)
        if len(tried) <= LIMITS.conflicts:
            raise Conflict("Contact")

    await store.inbox.accept(said("a", "save"))
    async with running(worker(office, clock, do=conflicting)):  # the clock stands: no pause would end
        await until(settled(store, done=1))
    assert tried == [1] * (LIMITS.conflicts + 1)


async def test_a_conflict_without_end_is_given_up_like_any_failure(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    tried: list[int] = []

    async def conflicting(work: Work[Any]) -> None:
        if isinstance(work.command, Apologize):
            office.apologies.append(work)
            return
        tried.append(work.attempt)
        raise Conflict("Contact")

    loop = worker(office, clock, do=conflicting)
    await store.inbox.accept(said("a", "save"))
    async with running(loop):
        await until(lambda: settled_after(store, clock, 100, dead=1, done=1))
        assert tried == [1] * (LIMITS.conflicts + 1) + [2, 3]
        assert [each.command for each in office.apologies] == [Apologize(reference_of("a"))]
        assert (await store.inbox.dead_letters())[0].error.startswith("Conflict at ")

        tried.clear()
        assert await store.inbox.replay("a")
        await until(lambda: settled_after(store, clock, 100, dead=1, done=1))
    assert tried == [1] * (LIMITS.conflicts + 1) + [2, 3], "a replayed dead letter begins anew"


async def test_work_that_waits_for_a_token_uses_up_no_attempt(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    tried: list[int] = []

    async def refused(work: Work[Any]) -> None:
        tried.append(work.attempt)
        if len(tried) <= LIMITS.attempts_unavailable:
            raise Disconnected("token_revoked")

    await store.inbox.accept(said("a", "save"))
    async with running(worker(office, clock, do=refused)):
        await until(lambda: settled_after(store, clock, 10, done=1))
    assert tried == [1] * (LIMITS.attempts_unavailable + 1)


async def test_nothing_is_claimed_while_paused_and_what_is_held_is_done(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    paused, asked = False, list[bool]()
    loop = worker(office, clock)

    def is_paused() -> bool:
        asked.append(paused)
        return paused

    async def asked_thrice() -> bool:
        return asked.count(True) > 2

    loop._is_paused = is_paused
    await store.inbox.accept(said("a", "wait"))
    async with running(loop):
        await until(settled(store, claimed=1))
        paused = True
        office.gate.set()
        await until(settled(store, done=1))
        await store.inbox.accept(said("b", "save"))
        asked.clear()
        await until(asked_thrice)
        assert await settled(store, done=1, waiting=1)()
        paused = False
        await until(settled(store, done=2))
    assert office.done == ["a", "b"]


@pytest.mark.parametrize(
    "payload", [{}, {"command": {"command": "Nonsense"}}, {"command": 7, "origin": None}]
)
async def test_what_cannot_be_read_is_given_up_at_once(
    store: SqlStore, office: Office, clock: HandClock, payload: dict[str, object]
) -> None:
    await store.inbox.accept(envelope("a", source="command", payload=payload))
    await store.inbox.accept(said("b", "save"))
    async with running(worker(office, clock)):
        await until(settled(store, dead=1, done=2))
    assert office.done == ["b"]
    assert [each.command for each in office.apologies] == [Apologize(reference_of("a"))]


async def test_nobody_apologizes_for_an_apology(store: SqlStore, office: Office, clock: HandClock) -> None:
    payload = write_job(Apologize("X"), Origin(surface=Surface.JOB))
    await store.inbox.accept(envelope("a", source="command", payload=payload))

    async def unreadable(work: Work[Any]) -> None:
        raise Unreadable("nobody takes this")

    async with running(worker(office, clock, do=unreadable)):
        await until(settled(store, dead=1))


async def test_a_stop_finishes_what_runs_and_gives_back_what_was_only_claimed(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    for n in range(6):
        await store.inbox.accept(said(f"{n}", "wait", f"U{n}"))
    loop = worker(office, clock)
    task = asyncio.create_task(loop.run())
    await until(settled(store, claimed=6))
    loop.stop()
    office.gate.set()
    await task
    assert len(office.done) == 4
    assert await settled(store, done=4, waiting=2)()


async def test_a_cancelled_worker_gives_back_at_once_all_that_it_holds(
    store: SqlStore, office: Office, clock: HandClock
) -> None:
    for n in range(6):
        await store.inbox.accept(said(f"{n}", "wait", f"U{n}"))
    task = asyncio.create_task(worker(office, clock).run())
    await until(settled(store, claimed=6))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await settled(store, waiting=6)()
    assert office.done == []


async def test_long_work_keeps_its_lease(store: SqlStore, office: Office, clock: HandClock) -> None:
    await store.inbox.accept(said("a", "wait"))
    loop = worker(office, clock)
    loop._limits = RetryPolicy(poll=0.01, lease=0.06)
    async with running(loop):
        await until(settled(store, claimed=1))
        clock.pass_seconds(0.05)

        async def renewed() -> bool:
            async with store._database.begin_read() as connection:
                end: float = (await connection.execute(select(inbox.c.lease_until))).scalar_one()
            return end > clock.elapsed + 0.05

        await until(renewed)
        clock.pass_seconds(0.05)
        assert await store.inbox.claim(limit=1, lease_seconds=30) == []
        office.gate.set()
        await until(settled(store, done=1))
    assert office.done == ["a"]


def test_pauses_grow_spread_and_end() -> None:
    random = Random(7)
    for attempt in range(1, 40):
        expected = min(4.0 ** (attempt - 1), 900)
        assert 0.5 * expected <= pause_before(attempt, RetryPolicy(), random) <= 1.5 * expected


def test_a_reference_is_short_and_the_same_each_time() -> None:
    assert reference_of("k1") == reference_of("k1") != reference_of("k2")
    assert len(reference_of("k1")) == 4


class Post:
    """A platform that refuses as it is told to."""

    def __init__(self, *troubles: Exception) -> None:
        self.troubles = list(troubles)
        self.sent: list[Outgoing] = []

    async def send(self, outgoing: Outgoing) -> Posted:
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append(outgoing)
        return Posted(conversation="D1", message=f"{len(self.sent)}.0")


async def always(_: Outgoing) -> bool:
    return True


def deliverer(store: SqlStore, post: Post, may_leave: MayLeave = always) -> Deliverer:
    return Deliverer(store.outbox, post.send, may_leave=may_leave, random=Random(1), limits=LIMITS)


async def deliver_all(store: SqlStore, clock: HandClock, post: Post, **states: int) -> None:
    async with running(deliverer(store, post)):

        async def finished() -> bool:
            clock.pass_seconds(5)
            counts = await store.counts()
            return {name.removeprefix("outbox "): n for name, n in counts.items()} == states

        await until(finished)


async def test_deliveries_are_sent_and_recorded(store: SqlStore, clock: HandClock) -> None:
    for scope, key in ((ANA, "k1"), (BEN, "k2")):
        async with store.write(work(scope, key)) as uow:
            uow.say(say("1", subject="q"), say("2"))
    post = Post()
    await deliver_all(store, clock, post, done=4)
    assert len(post.sent) == 4
    assert await store.outbox.find_post(ANA.workspace, ANA.member, "q") is not None


async def test_what_may_not_leave_now_waits_untried_and_lets_answers_pass(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.write(work()) as uow:
        uow.say(say("a nudge", subject="nudge"), say("an answer"))
    post, night = Post(), True

    async def by_day(outgoing: Outgoing) -> bool:
        return not night or outgoing.delivery != say("a nudge", subject="nudge")

    async with running(deliverer(store, post, by_day)):
        await until(lambda: _sent(post, clock, 1))
        assert [each.delivery for each in post.sent] == [say("an answer")]
        night = False
        clock.pass_seconds(301)
        await until(lambda: _sent(post, clock, 2))
    assert (post.sent[1].attempt, post.sent[1].attempted) == (1, False)


async def _sent(post: Post, clock: HandClock, count: int) -> bool:
    clock.pass_seconds(5)
    return len(post.sent) == count


async def test_a_delivery_comes_again_after_the_time_that_the_platform_says(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.write(work()) as uow:
        uow.say(say("1"))
    post = Post(RetryLater(4.0), TimeoutError(), Unavailable("x"))
    await deliver_all(store, clock, post, done=1)
    assert [(each.attempt, each.attempted) for each in post.sent] == [(4, True)]


async def test_what_the_platform_refuses_for_good_is_given_up_and_the_next_is_sent(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.write(work()) as uow:
        uow.say(say("1"), say("2"))
    post = Post(Undeliverable("channel_not_found"))
    await deliver_all(store, clock, post, done=1, dead=1)
    assert [each.error for each in await store.outbox.dead_letters()] == ["channel_not_found"]


async def test_errors_that_nobody_expected_are_tried_a_few_times_only(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.write(work()) as uow:
        uow.say(say("1"))
    await deliver_all(store, clock, Post(*(KeyError("token") for _ in range(3))), dead=1)
    letter = (await store.outbox.dead_letters())[0]
    assert letter.error.startswith("KeyError at ")
    assert (letter.attempts, letter.reference) == (3, reference_of(letter.key))


async def test_a_delivery_that_waits_for_a_token_is_not_given_up_nor_taken_for_posted(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.write(work()) as uow:
        uow.say(say("1"))
    post = Post(*(Disconnected("account_inactive") for _ in range(LIMITS.attempts_unavailable + 1)))
    await deliver_all(store, clock, post, done=1)
    assert [(each.attempt, each.attempted) for each in post.sent] == [(1, False)]


async def test_a_rate_limit_is_waited_for_as_the_platform_says_and_hardly_longer(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.write(work()) as uow:
        uow.say(say("1"), say("2"))
    post = Post(*(RetryLater(1.0, asked=True) for _ in range(12)), RetryLater(45.0, asked=True))
    with capture_logs() as logs:
        await deliver_all(store, clock, post, done=2)
    assert [(each.attempt, each.attempted) for each in post.sent] == [(1, False), (1, False)]
    pauses = [line["seconds"] for line in logs if line["event"] == "delivery waits as asked"]
    assert pauses == [1, 1, 1, 1, 1, 2, 4, 8, 16, 30, 30, 30, 45]
