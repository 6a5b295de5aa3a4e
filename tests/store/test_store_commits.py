from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.codec import read_job
from bot.core.commands import Apologize, Surface
from bot.core.contacts import Contact
from bot.core.ports.errors import Conflict, LeaseLost, OutOfScope
from bot.core.ports.queues import Claimed
from bot.store.store import SqlStore
from tests.support.stores import ANA, BEN, START, HandClock, contact, envelope, say, work


async def claimed(store: SqlStore, key: str = "k1") -> Claimed:
    await store.inbox.accept(envelope(key))
    return (await store.inbox.claim(limit=1, lease_seconds=30))[0]


async def test_everything_is_committed_at_once_with_the_work_done(store: SqlStore) -> None:
    held = await claimed(store)
    async with store.write(work(lease=held.lease)) as uow:
        await uow.of(Contact).put(contact())
        uow.say(say("one"), say("two"))
        uow.enqueue(Apologize("7F3K"), key="later")
    assert await store.counts() == {"inbox done": 1, "inbox waiting": 1, "outbox waiting": 2}
    assert len(await store.outbox.claim(limit=5, lease_seconds=30)) == 1


async def test_an_error_inside_commits_nothing_and_leaves_the_work_held(store: SqlStore) -> None:
    held = await claimed(store)

    async def fail() -> None:
        async with store.write(work(lease=held.lease)) as uow:
            await uow.of(Contact).put(contact())
            uow.say(say())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await store.counts() == {"inbox claimed": 1}
    async with store.read(ANA) as reader:
        assert await reader.of(Contact).count() == 0


async def test_a_refused_put_that_is_not_caught_commits_nothing(store: SqlStore) -> None:
    async def overreach() -> None:
        async with store.write(work()) as uow:
            uow.say(say())
            await uow.of(Contact).put(contact(BEN))

    with pytest.raises(OutOfScope):
        await overreach()
    assert await store.counts() == {}


async def test_a_worker_whose_work_was_taken_over_commits_nothing(store: SqlStore, clock: HandClock) -> None:
    first = await claimed(store)
    clock.pass_seconds(31)
    second = (await store.inbox.claim(limit=1, lease_seconds=30))[0]
    assert (second.attempt, second.abandoned) == (1, 1)
    with pytest.raises(LeaseLost):
        async with store.write(work(lease=first.lease)) as uow:
            uow.say(say())
    async with store.write(work(lease=second.lease)) as uow:
        uow.say(say())
    with pytest.raises(LeaseLost):
        async with store.write(work(lease=second.lease)) as uow:
            uow.say(say())
    await store.inbox.retry(first, after_seconds=0, error="late", reference="X")
    await store.inbox.finish(first)
    assert await store.counts() == {"inbox done": 1, "outbox waiting": 1}


async def test_a_lease_that_ran_out_untaken_still_commits(store: SqlStore, clock: HandClock) -> None:
    held = await claimed(store)
    clock.pass_seconds(300)
    async with store.write(work(lease=held.lease)) as uow:
        uow.say(say())
    assert await store.counts() == {"inbox done": 1, "outbox waiting": 1}


async def test_two_workers_with_one_claim_commit_once(store: SqlStore) -> None:
    held = await claimed(store)

    async def write() -> str:
        try:
            async with store.write(work(lease=held.lease)) as uow:
                await uow.of(Contact).put(contact())
                uow.say(say())
            return "committed"
        except (LeaseLost, Conflict):
            return "refused"

    assert sorted(await asyncio.gather(write(), write(), write())) == ["committed", "refused", "refused"]
    assert await store.counts() == {"inbox done": 1, "outbox waiting": 1}


async def test_follow_ups_are_queued_once_by_key_for_the_same_member_where_they_asked(
    store: SqlStore,
) -> None:
    for key, scope in (("k1", ANA), ("k2", ANA), ("k3", BEN)):
        async with store.write(work(scope, key)) as uow:
            uow.enqueue(Apologize("A"), key="weekly:2026-W10", ordering_key="rounds")
    jobs = await store.inbox.claim(limit=5, lease_seconds=30)
    assert len(jobs) == 1, "one lane"
    command, origin = read_job(jobs[0].envelope.payload)
    assert command == Apologize("A")
    assert (origin.surface, origin.conversation, origin.thread) == (Surface.JOB, "D1", "1.0")
    assert await store.counts() == {"inbox claimed": 1, "inbox waiting": 1}


async def test_a_follow_up_waits_until_it_is_due_by_the_clock_of_the_rules(
    store: SqlStore, clock: HandClock
) -> None:
    async with store.write(work()) as uow:
        uow.enqueue(Apologize("A"), key="tomorrow", due=START + timedelta(days=1))
    assert await store.inbox.claim(limit=5, lease_seconds=30) == []
    clock.time += timedelta(days=1)
    assert len(await store.inbox.claim(limit=5, lease_seconds=30)) == 1


async def test_ids_made_by_a_repeated_work_are_the_same(store: SqlStore) -> None:
    for _ in range(2):
        async with store.write(work()) as uow:
            await uow.of(Contact).put(contact(id=work().new_id("contact", 0)))
            uow.say(say())
    assert await store.counts() == {"outbox waiting": 1}
    async with store.read(ANA) as reader:
        assert await reader.of(Contact).count() == 1


async def test_two_who_change_one_row_at_once_lose_no_change_unseen(store: SqlStore) -> None:
    async with store.write(work()) as uow:
        await uow.of(Contact).put(contact())
    together = asyncio.Barrier(2)

    async def rename(key: str, name: str) -> str:
        try:
            async with store.write(work(key=key)) as uow:
                there = await uow.of(Contact).get("c1")
                with suppress(TimeoutError, asyncio.BrokenBarrierError):  # on SQLite the other still queues
                    await asyncio.wait_for(together.wait(), 0.3)
                await uow.of(Contact).put(contact(name=there.name + name))
            return name
        except Conflict:
            return ""

    done = await asyncio.gather(rename("k2", "-x"), rename("k3", "-y"))
    async with store.read(ANA) as reader:
        assert (await reader.of(Contact).get("c1")).name == "Ana Ruiz" + "".join(done)
    assert any(done)
