"""What follows in the store when a member leaves, comes back, or is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.events import Added, Changed, Event, Removed
from bot.core.identity import WORKSPACE_SPACE, Scope, own_space
from bot.core.members import Departure, DepartureKind, Member
from bot.core.notes import Commitment, Note
from bot.core.ports.errors import NotFound
from bot.core.ports.queues import Posted
from bot.core.schedule.commands import AdaptSchedule
from bot.core.threads import Draft
from bot.features.leavers.commands import TellOfLeaver
from bot.features.mindset.contracts import Attitude
from bot.features.reporting.contracts import LineId, LineState, ReportingLine
from bot.features.rounds.contracts.values import SharedRound
from bot.store.store import SqlStore
from tests.store.test_store_events import example
from tests.store.test_store_events_queued import NORTH, ana, ben, promise, put, queued, team
from tests.support.stores import ANA, BEN, START, HandClock, contact, note, say, work

HELD: set[Event] = {Added(Departure), Changed(Departure), Removed(Departure), Removed(Member)}
"""Events of the table that the tests of this file hold."""
departure = Departure(
    id=ANA.member,
    workspace=ANA.workspace,
    space=WORKSPACE_SPACE,
    created_at=START,
    name="Ana",
    kind=DepartureKind.LEFT,
)
attitude = example("Attitude", id="a1")


async def write(store: SqlStore, *rows: object, key: str = "change", scope: Scope = ANA) -> None:
    async with store.write(work(scope, key)) as uow:
        for row in rows:
            await uow.of(type(row)).put(row)


async def jobs(store: SqlStore) -> list[tuple[str, timedelta]]:
    async with store.read(ANA) as reader:
        return [(job.kind, job.next_at - START) for job in await reader.scheduled_jobs()]


async def count(store: SqlStore, kind: type[Any], scope: Scope = ANA) -> int:
    async with store.read(scope) as reader:
        return await reader.of(kind).count()


@pytest.mark.parametrize("before", [None, replace(departure, kind=DepartureKind.GUEST)])
async def test_a_departure_begins_the_wait_tells_admins_once_and_erases_private_answers(
    store: SqlStore, before: Departure | None
) -> None:
    await put(store, ana, replace(ben, is_admin=True), attitude, *([before] if before else []))
    assert await jobs(store) == []

    await write(store, departure)

    assert await jobs(store) == [("leaver", timedelta(days=30))]
    assert await count(store, Attitude) == 0
    assert await queued(store) == [(BEN.member, TellOfLeaver(ANA.member))]


async def test_a_guest_waits_without_an_end_and_nobody_is_told(store: SqlStore) -> None:
    await put(store, ana, replace(ben, is_admin=True), attitude)
    await write(store, replace(departure, kind=DepartureKind.GUEST))
    assert await jobs(store) == []
    assert await count(store, Attitude) == 1
    assert await queued(store) == []


async def test_the_end_of_a_departure_ends_the_wait_and_schedules_anew(store: SqlStore) -> None:
    await put(store, ana, departure)
    async with store.write(work(ANA, "back")) as uow:
        await uow.of(Departure).remove(ANA.member)
    assert await jobs(store) == []
    assert await queued(store) == [(ANA.member, AdaptSchedule())]


async def test_lines_to_a_manager_who_is_gone_end_and_those_of_a_seller_stay(store: SqlStore) -> None:
    line = ReportingLine(
        id=LineId("l1"),
        workspace=ANA.workspace,
        space=WORKSPACE_SPACE,
        created_at=START,
        seller=BEN.member,
        manager=ANA.member,
        set_by=BEN.member,
        state=LineState.CONFIRMED,
    )
    theirs = replace(line, id=LineId("l2"), seller=ANA.member, manager=BEN.member)
    await put(store, ana, ben, line, theirs)
    async with store.write(work(ANA, "gone")) as uow:
        await uow.of(Member).remove(ANA.member)
    async with store.read(BEN) as reader:
        states = {each.id: each.state for each in await reader.of(ReportingLine).find()}
    assert states == {"l1": LineState.ENDED, "l2": LineState.CONFIRMED}


async def test_erasing_what_is_ones_own_leaves_what_is_shared_and_what_is_others(
    store: SqlStore, clock: HandClock
) -> None:
    draft = Draft(id="d1", workspace=ANA.workspace, space=ANA.own, created_at=START, text="heliotropes")
    shared = note(id="n2", text="the crane fails", shared_with=(NORTH,))
    round = example("SharedRound", id="r1", seller=ANA.member, shared_with=(own_space(BEN.member),))
    await put(store, ana, ben, team, contact(), note(text="heliotropes"), shared, promise, draft, round)
    await put(store, contact(BEN, "c2"), note(BEN, "n3", "tulips"))
    async with store.write(work(ANA, "said")) as uow:
        uow.say(say("heliotropes", conversation="D1", about=("n1",)), say("more"), say("waits"))
        uow.enqueue(AdaptSchedule(), key="later")
    [first] = await store.outbox.claim(limit=1, lease_seconds=30)
    await store.outbox.mark_delivered(first, Posted(conversation="D1", message="1.0"))

    async with store.write(work(ANA, "erase")) as uow:
        assert await uow.erase_own() == [Posted(conversation="D1", message="1.0")]

    kinds: tuple[type[Any], ...] = (Contact, Commitment, Draft)
    assert [await count(store, kind) for kind in kinds] == [0, 0, 0]
    async with store.read(Scope(BEN.workspace, BEN.member, frozenset({NORTH}))) as reader:
        assert {each.id for each in await reader.of(Note).find()} == {"n2", "n3"}
        assert [each.id for each in await reader.of(SharedRound).find()] == ["r1"]
        assert await reader.search_notes("crane", limit=5)
        assert await reader.of(Contact).count() == 1
    async with store.read(ANA) as reader:
        assert [hit.note_id for hit in await reader.search_notes("heliotropes", limit=5)] == []
    assert await queued(store) == []
    clock.pass_seconds(100)
    assert await store.outbox.claim(limit=5, lease_seconds=30) == []
    async with store.write(work(ANA, "undo")) as uow:
        with pytest.raises(NotFound):
            await uow.undo(work(ANA, f"before {contact()!r}").change)


async def test_admins_are_found_as_far_as_they_are_known(store: SqlStore) -> None:
    await put(store, ana, replace(ben, is_admin=True))
    async with store.write(work(ANA, "look")) as uow:
        assert await uow.member_ids(admins=True) == [BEN.member]
        assert await uow.member_ids() == [ANA.member, BEN.member]
        uow.say(say("x", about=NOTHING))
