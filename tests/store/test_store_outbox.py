from __future__ import annotations

import asyncio

from sqlalchemy import update

from bot.core.cards import Card, Form, Home
from bot.core.deliveries import NOTHING, Delivery, PublishHome, Replace, Retract, Revise, Show, Whisper
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.queues import Outgoing, Posted
from bot.store.database import Database
from bot.store.queues import outbox
from bot.store.store import SqlStore, open_store
from tests.support.stores import ANA, BEN, HandClock, say, work

CARD = Card(text=("x",))


async def tell(store: SqlStore, *deliveries: Delivery, scope: Scope = ANA, key: str = "k1") -> None:
    async with store.write(work(scope, key)) as uow:
        uow.say(*deliveries)


async def claim(store: SqlStore, limit: int = 50) -> list[Outgoing]:
    return await store.outbox.claim(limit=limit, lease_seconds=30)


def texts(claimed: list[Outgoing]) -> list[str]:
    return [each.delivery.card.text[0] for each in claimed]  # type: ignore[union-attr, misc]


async def deliver(store: SqlStore, claimed: list[Outgoing]) -> None:
    for n, each in enumerate(claimed):
        await store.outbox.mark_delivered(
            each, Posted(conversation=f"D-{each.member}", message=f"{each.id}.{n}")
        )


async def test_every_kind_of_delivery_comes_out_as_it_went_in(store: SqlStore, clock: HandClock) -> None:
    sent: list[Delivery] = [
        say("a", about=("c1",), subject="q", thread="1.0"),
        Replace(card=CARD, conversation="D1", message="1.0", about=NOTHING),
        Revise(card=CARD, subject="q", about=NOTHING),
        Whisper(card=CARD, conversation="C1"),
        Show(form=Form(title="t"), view="v", about=NOTHING),
        Retract(conversation="D1", message="1.0"),
        PublishHome(home=Home(header="h"), about=NOTHING),
    ]
    await tell(store, *sent)
    seen: list[Delivery] = []
    while claimed := await claim(store):
        seen += [each.delivery for each in claimed]
        await deliver(store, claimed)
        clock.pass_seconds(1)
    assert sorted(map(repr, seen)) == sorted(map(repr, sent))


async def test_posts_to_one_member_keep_order_and_pace_however_their_conversation_is_named(
    store: SqlStore, clock: HandClock
) -> None:
    await tell(store, say("1"), say("2", conversation="D1"), say("3"))
    for n in (1, 2, 3):
        claimed = await claim(store)
        assert texts(claimed) == [f"{n}"]
        await deliver(store, claimed)
        clock.pass_seconds(0.9)
        assert await claim(store) == []
        clock.pass_seconds(0.1)


async def test_a_channel_has_one_pace_whoever_posts(store: SqlStore, clock: HandClock) -> None:
    await tell(store, say("1", conversation="C1"), say("2"))
    await tell(store, say("3", conversation="C1"), scope=BEN, key="k2")
    first = await claim(store)
    assert texts(first) == ["1", "2"]
    await deliver(store, first)
    clock.pass_seconds(1)
    assert texts(await claim(store)) == ["3"]


async def test_views_are_updated_beside_the_posts_and_in_their_own_order(store: SqlStore) -> None:
    retract = Retract(conversation="D1", message="1.0")
    await tell(store, say("1"), say("2"), Show(form=Form(title="t"), view="v", about=NOTHING), retract)
    first = await claim(store)
    assert [each.delivery.kind for each in first] == ["say", "show"]
    await deliver(store, first)
    assert [each.delivery.kind for each in await claim(store)] == ["retract"], "not paced as posts are"


async def test_a_revise_follows_the_post_it_changes(store: SqlStore) -> None:
    await tell(store, say("1", subject="q"), Revise(card=CARD, subject="q", about=NOTHING))
    first = await claim(store)
    assert texts(first) == ["1"]
    assert await store.outbox.find_post(ANA.workspace, ANA.member, "q") is None
    await deliver(store, first)
    assert [each.delivery.kind for each in await claim(store)] == ["revise"]
    assert await store.outbox.find_post(ANA.workspace, ANA.member, "q") == Posted(
        conversation="D-U1", message=f"{first[0].id}.0"
    )
    assert await store.outbox.find_post(ANA.workspace, BEN.member, "q") is None


async def test_workspaces_take_turns(store: SqlStore) -> None:
    for n in range(4):
        await tell(store, say(f"big{n}"), scope=_member(f"U{n}"), key=f"a{n}")
    await tell(store, say("small"), scope=_member("U9", "T2"), key="b")
    assert texts(await claim(store, limit=2)) == ["big0", "small"]
    assert texts(await claim(store, limit=2)) == ["big1", "big2"]


async def test_a_workspace_posts_at_its_pace_after_a_burst(store: SqlStore, clock: HandClock) -> None:
    for n in range(12):
        await tell(store, say(f"{n}"), scope=_member(f"U{n}"), key=f"a{n}")
    assert len(await claim(store)) == 4, "the burst"
    assert await claim(store) == []
    clock.pass_seconds(1)
    assert len(await claim(store)) == 2, "two a second"
    clock.pass_seconds(20)
    assert len(await claim(store)) == 4, "quiet time is not saved up beyond a burst"


async def test_a_post_to_be_tried_again_holds_up_its_channel_and_says_it_was_tried(
    store: SqlStore, clock: HandClock
) -> None:
    await tell(store, say("1"), say("2"))
    await tell(store, say("other"), scope=BEN, key="k2")
    first, other = await claim(store)
    assert not first.attempted
    await store.outbox.retry(first, after_seconds=20, error="RetryLater")
    await deliver(store, [other])
    clock.pass_seconds(19)
    assert await claim(store) == []
    clock.pass_seconds(1)
    again = await claim(store)
    assert texts(again) == ["1"]
    assert again[0].attempted
    assert again[0].attempt == 2


async def test_a_crash_between_post_and_record_brings_the_post_back_as_tried(
    store: SqlStore, clock: HandClock
) -> None:
    await tell(store, say("1"))
    await claim(store)
    clock.pass_seconds(31)
    again = await claim(store)
    assert (texts(again), again[0].attempted) == (["1"], True)
    await store.outbox.renew(again, lease_seconds=100)
    clock.pass_seconds(60)
    assert await claim(store) == []


async def test_what_cannot_be_delivered_is_listed_and_lets_the_next_one_pass(
    store: SqlStore, clock: HandClock
) -> None:
    await tell(store, say("1"), say("2"))
    held = await claim(store)
    await store.outbox.give_up(held[0], error="channel_not_found", reference="7F3K")
    clock.pass_seconds(1)
    second = await claim(store)
    assert texts(second) == ["2"]
    await deliver(store, second)
    letter = (await store.dead_letters(10))[0]
    assert (letter.key, letter.source, letter.kind, letter.error, letter.reference) == (
        held[0].id,
        "outbox",
        "say",
        "channel_not_found",
        "7F3K",
    )
    clock.pass_seconds(1)
    assert await store.replay(letter.key)
    assert texts(await claim(store)) == ["1"]


async def test_a_row_that_cannot_be_read_any_more_becomes_a_dead_letter_alone(
    store: SqlStore, database_url: str
) -> None:
    await tell(store, say("1"))
    await tell(store, say("2"), scope=BEN, key="k2")
    database = Database(database_url)
    async with database.begin_write() as connection:
        broken = {"kind": "say", "card": {"no": "card"}}
        await connection.execute(update(outbox).where(outbox.c.member == "U1").values(delivery=broken))
    await database.close()
    assert texts(await claim(store)) == ["2"]
    assert [each.error for each in await store.outbox.dead_letters()] == ["Unreadable"]


async def posts_about(store: SqlStore, ids: list[str]) -> list[Posted]:
    async with store.read(ANA) as reader:
        return await reader.find_posts_about(ids)


async def test_posts_about_somebody_are_found_until_their_rows_are_dropped(
    store: SqlStore, clock: HandClock
) -> None:
    await tell(
        store,
        say("1", about=("c1", "n1", "c1")),
        Replace(card=CARD, conversation="D1", message="9", about=("c1",)),
    )
    await tell(store, say("3", about=("c1",)), scope=_member("U1", "T2"), key="k2")
    claimed = await claim(store)
    await deliver(store, claimed)
    found = await posts_about(store, ["c1"])
    assert len(found) == 2
    assert await posts_about(store, ["n1", "c9"]) == [
        Posted(conversation="D-U1", message=f"{claimed[0].id}.0")
    ]
    clock.pass_seconds(10 * 3600)
    assert await store.outbox.prune(deliveries_after_hours=2, rows_after_hours=100) == 3
    assert len(await posts_about(store, ["c1"])) == 2
    clock.pass_seconds(100 * 3600)
    assert await store.outbox.prune(deliveries_after_hours=2, rows_after_hours=100) == 3
    assert await posts_about(store, ["c1"]) == []


async def test_deliverers_at_the_same_time_never_share_a_lane_nor_break_its_pace(
    store: SqlStore, database_url: str, clock: HandClock
) -> None:
    other = await open_store(database_url, clock, seconds=clock.seconds, migrated=True)
    try:
        for n in range(24):
            scope = _member(f"U{n % 6}", f"T{n % 6}")
            await tell(store, say(f"{n}"), scope=scope, key=f"k{n}")
        seen: list[str] = []
        for _ in range(24):
            batches = await asyncio.gather(*(claim(each, 4) for each in (store, other, store)))
            held = [each for batch in batches for each in batch]
            assert len({each.member for each in held}) == len(held)
            seen += texts(held)
            await deliver(store, held)
            clock.pass_seconds(1)
        assert sorted(seen, key=int) == [str(n) for n in range(24)]
        for ordering_key in range(6):
            assert [each for each in seen if int(each) % 6 == ordering_key] == [
                str(n) for n in range(ordering_key, 24, 6)
            ]
    finally:
        await other.close()


def _member(member: str, workspace: str = "T1") -> Scope:
    return Scope(WorkspaceId(workspace), MemberId(member))
