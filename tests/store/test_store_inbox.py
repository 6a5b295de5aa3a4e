from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.codec import write_job
from bot.core.commands import Apologize, Origin, Surface
from bot.core.ports.errors import Unavailable
from bot.core.ports.queues import Claimed
from bot.store.store import SqlStore, open_store
from tests.support.stores import START, HandClock, envelope


async def claim(store: SqlStore, limit: int = 50) -> list[Claimed]:
    return await store.inbox.claim(limit=limit, lease_seconds=30)


def keys(claimed: list[Claimed]) -> list[str]:
    return [each.envelope.key for each in claimed]


async def test_a_key_is_accepted_once_also_when_it_comes_twice_at_once(store: SqlStore) -> None:
    assert await store.inbox.accept(envelope("a"))
    assert not await store.inbox.accept(envelope("a"))
    answers = await asyncio.gather(*(store.inbox.accept(envelope(f"b{n % 10}")) for n in range(50)))
    assert answers == [True] * 10 + [False] * 40
    assert await store.counts() == {"inbox waiting": 11}


async def test_what_is_claimed_is_what_was_accepted(store: SqlStore) -> None:
    sent = envelope("a", payload={"text": "é\n'\"", "nested": [1, None, {"x": True}]}, ordering_key="own")
    await store.inbox.accept(sent)
    assert [each.envelope for each in await claim(store)] == [sent]


async def test_members_run_side_by_side_and_each_in_order(store: SqlStore) -> None:
    for n in range(3):
        for member in ("U1", "U2"):
            await store.inbox.accept(envelope(f"{member}-{n}", member))
    await store.inbox.accept(envelope("other", "U1", workspace="T2"))
    for n in range(3):
        held = await claim(store)
        expected = [f"U1-{n}", f"U2-{n}"] + (["other"] if n == 0 else [])
        assert keys(held) == expected
        assert await claim(store) == []
        for each in held:
            await store.inbox.finish(each)
    assert await claim(store) == []


async def test_work_of_a_killed_worker_comes_back_when_its_lease_ends(
    store: SqlStore, clock: HandClock
) -> None:
    await store.inbox.accept(envelope("a"))
    await store.inbox.accept(envelope("b"))
    first = await claim(store)
    clock.pass_seconds(29)
    assert await claim(store) == []
    await store.inbox.renew(first, lease_seconds=30)
    clock.pass_seconds(29)
    assert await claim(store) == []
    clock.pass_seconds(2)
    second = await claim(store)
    assert keys(second) == ["a"]
    assert (second[0].attempt, second[0].abandoned) == (1, 1)
    await store.inbox.renew(first, lease_seconds=1000)
    clock.pass_seconds(31)
    assert keys(await claim(store)) == ["a"], "a lost lease is not renewed"


async def test_moving_the_clock_of_the_rules_ends_no_lease(store: SqlStore, clock: HandClock) -> None:
    await store.inbox.accept(envelope("a"))
    await claim(store)
    clock.time += timedelta(days=400)
    assert await claim(store) == []


async def test_work_to_be_tried_again_holds_up_its_lane_alone(store: SqlStore, clock: HandClock) -> None:
    for key, member in (("a1", "U1"), ("a2", "U1"), ("b1", "U2")):
        await store.inbox.accept(envelope(key, member))
    held = await claim(store)
    await store.inbox.retry(held[0], after_seconds=60, error="ValueError", reference="7F3K")
    await store.inbox.finish(held[1])
    assert await claim(store) == []
    clock.pass_seconds(60)
    assert keys(await claim(store)) == ["a1"]


async def test_work_that_is_not_due_holds_up_nobody_and_comes_first_once_it_is(
    store: SqlStore, clock: HandClock
) -> None:
    await store.inbox.accept(envelope("later", due=START + timedelta(hours=1)))
    await store.inbox.accept(envelope("now"))
    held = await claim(store)
    assert keys(held) == ["now"]
    clock.time += timedelta(hours=1)
    assert await claim(store) == [], "one of a lane at a time"
    await store.inbox.finish(held[0])
    await store.inbox.accept(envelope("next"))
    assert keys(await claim(store)) == ["later"]


async def test_what_is_given_up_is_listed_without_its_text_and_can_be_replayed(
    store: SqlStore, clock: HandClock
) -> None:
    job = write_job(Apologize("X"), Origin(surface=Surface.JOB))
    await store.inbox.accept(envelope("a", source="command", payload=job))
    await store.inbox.accept(envelope("b"))
    held = await claim(store)
    await store.inbox.bury(held[0], error="ValueError at x.py:1", reference="7F3K", then=envelope("sorry"))
    letter = (await store.inbox.dead_letters())[0]
    assert (letter.key, letter.kind, letter.error, letter.reference, letter.attempts) == (
        "a",
        "Apologize",
        "ValueError at x.py:1",
        "7F3K",
        1,
    )
    assert letter.died_at.timestamp() == clock.elapsed
    assert await store.inbox.replay("a")
    assert not await store.inbox.replay("a")
    assert not await store.inbox.replay("unknown")
    replayed = await claim(store)
    assert keys(replayed) == ["a"]
    assert replayed[0].attempt == 1
    assert replayed[0].envelope.payload == job


async def test_a_lost_claim_buries_nothing_and_says_nothing(store: SqlStore, clock: HandClock) -> None:
    await store.inbox.accept(envelope("a"))
    lost = await claim(store)
    clock.pass_seconds(31)
    await claim(store)
    await store.inbox.bury(lost[0], error="x", reference="x", then=envelope("sorry"))
    assert await store.counts() == {"inbox claimed": 1}


async def test_payloads_go_after_hours_and_keys_stay_for_duplicates(
    store: SqlStore, clock: HandClock
) -> None:
    for key in ("done", "dead", "open"):
        await store.inbox.accept(envelope(key, key))
    held = {each.envelope.key: each for each in await claim(store)}
    await store.inbox.finish(held["done"])
    await store.inbox.bury(held["dead"], error="x", reference="x", then=None)
    clock.pass_seconds(3 * 3600)
    assert await store.inbox.prune(payloads_after_hours=4, keys_after_hours=48) == 0
    assert await store.inbox.prune(payloads_after_hours=2, keys_after_hours=48) == 1
    assert not await store.inbox.accept(envelope("done"))
    clock.pass_seconds(48 * 3600)
    assert await store.inbox.prune(payloads_after_hours=2, keys_after_hours=48) == 2
    assert await store.inbox.accept(envelope("done"))
    assert keys(await claim(store)) == ["open", "done"], "unfinished work is never pruned"


async def test_claimers_at_the_same_time_never_share_a_lane(
    store: SqlStore, database_url: str, clock: HandClock
) -> None:
    other = await open_store(database_url, clock, seconds=clock.seconds, migrated=True)
    try:
        for n in range(60):
            await store.inbox.accept(envelope(f"{n}", f"U{n % 12}"))
        seen: list[str] = []
        while len(seen) < 60:
            batches = await asyncio.gather(*(claim(each, 5) for each in (store, other, store, other)))
            held = [each for batch in batches for each in batch]
            ordering_keys = [each.envelope.ordering_key for each in held]
            assert len(ordering_keys) == len(set(ordering_keys))
            seen += keys(held)
            for each in held:
                await store.inbox.finish(each)
        assert sorted(seen, key=int) == [str(n) for n in range(60)]
        for ordering_key in range(12):
            assert [key for key in seen if int(key) % 12 == ordering_key] == [
                str(n) for n in range(ordering_key, 60, 12)
            ]
    finally:
        await other.close()


async def test_what_was_worked_on_is_blanked_a_day_later(store: SqlStore, clock: HandClock) -> None:
    await store.inbox.accept(envelope("a"))
    await store.inbox.finish((await claim(store))[0])
    assert await store.prune(24) == 0
    clock.pass_seconds(25 * 3600)
    assert await store.prune(24) == 1
    assert not await store.inbox.accept(envelope("a"))


async def test_new_work_wakes_a_waiting_worker_of_the_same_process(store: SqlStore) -> None:
    waiting = asyncio.create_task(store.inbox.wait(30))
    await store.inbox.accept(envelope("a"))
    await asyncio.wait_for(waiting, 20)
    await asyncio.wait_for(store.inbox.wait(0.01), 20)


async def test_a_fresh_start_need_not_wait_for_the_leases_of_the_dead(store: SqlStore) -> None:
    await store.inbox.accept(envelope("a"))
    await claim(store)
    assert await store.release_all() == 1
    assert [(each.attempt, each.abandoned) for each in await claim(store)] == [(1, 1)]


async def test_a_database_that_is_not_there_is_unavailable(clock: HandClock) -> None:
    with pytest.raises(Unavailable):
        await open_store("sqlite:////nowhere/at/all.db", clock)
    with pytest.raises(Unavailable):
        await open_store("postgresql://u@127.0.0.1:1/x", clock)


async def test_leases_run_by_the_databases_own_clock(database_url: str, clock: HandClock) -> None:
    store = await open_store(database_url, clock, migrated=True)
    try:
        await store.inbox.accept(envelope("a"))
        first = await store.inbox.claim(limit=1, lease_seconds=30)
        assert await store.inbox.claim(limit=1, lease_seconds=30) == []
        await store.inbox.renew(first, lease_seconds=-1)
        assert keys(await store.inbox.claim(limit=1, lease_seconds=30)) == ["a"]
    finally:
        await store.close()


async def test_work_of_others_is_found_behind_a_long_lane_that_is_blocked(store: SqlStore) -> None:
    for n in range(450):
        await store.inbox.accept(envelope(f"long{n}", "U1"))
    await store.inbox.accept(envelope("other", "U2"))
    await store.inbox.accept(envelope("third", "U3"))
    held = await claim(store, limit=1)
    assert keys(held) == ["long0"]
    assert keys(await claim(store, limit=1)) == ["other"]
    assert keys(await claim(store)) == ["third"]
    assert await claim(store) == []
    await store.inbox.finish(held[0])
    assert keys(await claim(store)) == ["long1"]


async def test_four_claimers_at_once_share_what_there_is_and_nothing_twice(
    store: SqlStore, database_url: str, clock: HandClock
) -> None:
    others = [await open_store(database_url, clock, seconds=clock.seconds, migrated=True) for _ in range(3)]
    try:
        for n in range(60):
            await store.inbox.accept(envelope(f"k{n}", f"U{n % 20}"))
        claimed: list[str] = []
        while len(claimed) < 60:
            found = await asyncio.gather(*(claim(each, limit=8) for each in (store, *others)))
            members = [each.envelope.member for held in found for each in held]
            assert len(members) == len(set(members)), "one of a lane at a time"
            for each, held in zip((store, *others), found, strict=True):
                claimed += keys(held)
                await asyncio.gather(*(each.inbox.finish(one) for one in held))
        assert len(set(claimed)) == 60
        assert [key for key in claimed if key in {"k0", "k20", "k40"}] == ["k0", "k20", "k40"]
    finally:
        for each in others:
            await each.close()
