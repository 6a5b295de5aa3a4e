"""The schedule on both databases: taken once, whatever replicas, crashes and clocks do."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.codec import read_job
from bot.core.contacts import Tier
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.members import Member, Role
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser
from bot.core.ports.errors import OutOfScope
from bot.core.schedule.commands import AdaptSchedule, Awaken, Due
from bot.core.schedule.jobs import CatchUp, ScheduledJob
from bot.core.schedule.kinds import ScheduledKind, index_by_kind
from bot.core.schedule.recurrence import Weekly, next_occurrence
from bot.core.schedule.times import NUDGES
from bot.core.settings import DEFAULTS_ID, MemberSettings, Wishes, WorkspaceDefaults
from bot.schedule import Ticker, taker
from bot.store.store import SqlStore, open_store
from tests.support.stores import ANA, BEN, START, HandClock, contact, work

MONDAYS = Weekly(0, time(9))
KNOWN = index_by_kind(
    ScheduledKind(kind="round"),
    ScheduledKind(kind="stale", catch_up=CatchUp(stale_after=timedelta(days=2))),
)
LEASE = 30.0


def job(scope: Scope = ANA, kind: str = "round", **fields: object) -> ScheduledJob:
    values = {"zone": "UTC", "recurrence": MONDAYS, "next_at": START, "key": "2026-W10"}
    return ScheduledJob(workspace=scope.workspace, member=scope.member, kind=kind, **(values | fields))  # type: ignore[arg-type]


async def schedule_jobs(store: SqlStore, *rows: ScheduledJob) -> None:
    for row in rows:
        scope = Scope(row.workspace, row.member)
        async with store.write(work(scope, key=f"put {row}")) as uow:
            await uow.schedule(row)


async def held(store: SqlStore, scope: Scope = ANA) -> list[ScheduledJob]:
    async with store.read(scope) as reader:
        return await reader.scheduled_jobs()


async def queued(store: SqlStore) -> list[tuple[str, Due]]:
    """What the inbox holds, as pairs of key and command; all of it is settled."""
    found: list[tuple[str, Due]] = []
    while claimed := await store.inbox.claim(limit=100, lease_seconds=LEASE):
        for each in claimed:
            command, _ = read_job(each.envelope.payload)
            if isinstance(command, Due):
                found.append((each.envelope.key, command))
            await store.inbox.finish(each)
    return found


async def test_a_due_job_becomes_work_and_moves_on(store: SqlStore) -> None:
    await schedule_jobs(store, job())

    assert await store.schedule.take(START, taker(START, KNOWN), limit=10) == 1

    [(key, command)] = await queued(store)
    assert key == "tick:T1:U1:round::2026-W10"
    assert (command.kind, command.due, command.key) == ("round", START, "2026-W10")
    [moved] = await held(store)
    assert (moved.key, moved.last_key) == ("2026-W11", "2026-W10")
    assert moved.next_at == START + timedelta(days=7)


async def test_what_is_not_due_stays(store: SqlStore) -> None:
    await schedule_jobs(store, job(next_at=START + timedelta(seconds=1)))

    assert await store.schedule.take(START, taker(START, KNOWN), limit=10) == 0
    assert await queued(store) == []


async def test_a_kind_that_nobody_knows_any_more_ends(store: SqlStore) -> None:
    await schedule_jobs(store, job(kind="forgotten"))

    await store.schedule.take(START, taker(START, KNOWN), limit=10)

    assert await queued(store) == []
    assert await held(store) == []


async def test_two_replicas_that_tick_together_take_each_occurrence_once(
    database_url: str, clock: HandClock
) -> None:
    replicas = [await open_store(database_url, clock, migrated=True) for _ in range(2)]
    members = [Scope(WorkspaceId("T1"), MemberId(f"U{number}")) for number in range(40)]
    await schedule_jobs(replicas[0], *(job(each) for each in members))
    try:
        for _ in range(3):
            now = clock.now()
            taking = (each.schedule.take(now, taker(now, KNOWN), limit=7) for each in replicas * 12)
            await asyncio.gather(*taking)
            clock.time += timedelta(days=7)
        found = await queued(replicas[0])
    finally:
        for each in replicas:
            await each.close()

    weeks = ("2026-W10", "2026-W11", "2026-W12")
    assert sorted(key for key, _ in found) == sorted(
        f"tick:T1:{each.member}:round::{week}" for each in members for week in weeks
    )


async def test_a_tick_that_breaks_down_takes_nothing(store: SqlStore) -> None:
    await schedule_jobs(store, job(), job(BEN))
    seen: list[ScheduledJob] = []

    def breaks(row: ScheduledJob) -> tuple[None, None]:
        seen.append(row)
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        await store.schedule.take(START, breaks, limit=10)
    assert await store.schedule.take(START, taker(START, KNOWN), limit=10) == 2
    assert len(await queued(store)) == 2


@pytest.mark.parametrize(("outage", "keys"), [(1, ["2026-W10"]), (24, ["2026-W10"]), (336, ["2026-W12"])])
async def test_after_an_outage_one_occurrence_comes(store: SqlStore, outage: int, keys: list[str]) -> None:
    await schedule_jobs(store, job())
    now = START + timedelta(hours=outage)

    await store.schedule.take(now, taker(now, KNOWN), limit=10)
    await store.schedule.take(now, taker(now, KNOWN), limit=10)

    assert [command.key for _, command in await queued(store)] == keys


async def test_what_is_stale_after_an_outage_is_dropped(store: SqlStore) -> None:
    await schedule_jobs(store, job(kind="stale"))
    now = START + timedelta(days=3)

    await store.schedule.take(now, taker(now, KNOWN), limit=10)

    assert await queued(store) == []
    assert [each.key for each in await held(store)] == ["2026-W11"]


async def test_a_clock_set_back_brings_nothing_again(store: SqlStore) -> None:
    await schedule_jobs(store, job())
    for now in (START, START - timedelta(days=1), START, START + timedelta(hours=1)):
        await store.schedule.take(now, taker(now, KNOWN), limit=10)

    assert [command.key for _, command in await queued(store)] == ["2026-W10"]


async def test_an_occurrence_taken_before_a_crash_is_not_taken_again_from_an_older_row(
    store: SqlStore,
) -> None:
    await schedule_jobs(store, job())
    await store.schedule.take(START, taker(START, KNOWN), limit=10)
    await schedule_jobs(store, replace(job(), zone="Asia/Tokyo"))

    await store.schedule.take(START, taker(START, KNOWN), limit=10)

    assert [command.key for _, command in await queued(store)] == ["2026-W10"]


async def test_a_scheduled_job_is_the_members_own(store: SqlStore) -> None:
    with pytest.raises(OutOfScope):
        async with store.write(work(BEN)) as uow:
            await uow.schedule(job(ANA))
    await schedule_jobs(store, job(ANA), job(BEN))

    async with store.write(work(BEN)) as uow:
        await uow.cancel("round")

    assert await held(store, BEN) == []
    assert len(await held(store, ANA)) == 1


async def test_a_new_zone_a_new_role_and_settings_have_the_schedule_adapted(store: SqlStore) -> None:
    member = Member(
        id=ANA.member,
        workspace=ANA.workspace,
        space=ANA.own,
        name="Kim Park",
        zone="UTC",
        created_at=START,
        refreshed_at=START,
    )
    own = MemberSettings(id=ANA.member, workspace=ANA.workspace, space=ANA.own, created_at=START)
    changes: list[tuple[object, bool]] = [
        (member, True),
        (replace(member, refreshed_at=START + timedelta(days=1)), False),
        (replace(member, zone="Asia/Tokyo"), True),
        (replace(member, zone="Asia/Tokyo", role=Role.LEADER), True),
        (own, True),
        (replace(own, paused=True), True),
    ]
    for number, (row, expected) in enumerate(changes):
        async with store.write(work(ANA, key=f"k{number}")) as uow:
            await uow.of(type(row)).put(row)
        assert (await kept(store) == [ANA.member]) is expected, number


async def test_an_undone_setting_has_the_agenda_kept_again(store: SqlStore) -> None:
    own = MemberSettings(id=ANA.member, workspace=ANA.workspace, space=ANA.own, created_at=START)
    first = work(ANA)
    async with store.write(first) as uow:
        await uow.of(MemberSettings).put(own)
    await kept(store)

    async with store.write(work(ANA, key="k2")) as uow:
        await uow.undo(first.change)

    assert await kept(store) == [ANA.member]


async def test_defaults_of_the_workspace_have_everybodys_schedule_adapted(store: SqlStore) -> None:
    for scope in (ANA, BEN):
        async with store.write(work(scope, key=f"member {scope.member}")) as uow:
            await uow.of(Member).put(
                Member(
                    id=scope.member,
                    workspace=scope.workspace,
                    space=scope.own,
                    name="Kim Park",
                    zone="UTC",
                    created_at=START,
                    refreshed_at=START,
                )
            )
    await kept(store)
    async with store.write(work(ANA, key="defaults")) as uow:
        await uow.of(WorkspaceDefaults).put(
            WorkspaceDefaults(
                id=DEFAULTS_ID,
                workspace=ANA.workspace,
                space=sorted(ANA.spaces)[-1],
                created_at=START,
                wishes=Wishes(weekdays=(0, 1, 2, 3)),
            )
        )

    assert await kept(store) == [ANA.member, BEN.member]


async def kept(store: SqlStore) -> list[MemberId]:
    """Whose schedule the inbox asks to be kept; all of it is settled."""
    found = []
    while claimed := await store.inbox.claim(limit=100, lease_seconds=LEASE):
        for each in claimed:
            if isinstance(read_job(each.envelope.payload)[0], AdaptSchedule):
                found.append(each.envelope.member)
            await store.inbox.finish(each)
    return sorted(found)


async def test_the_sweep_finds_whoever_has_somebody_due_and_no_nudges_yet(
    store: SqlStore, clock: HandClock
) -> None:
    old = {"cadence_days": 30, "created_at": START - timedelta(days=31)}
    async with store.write(work(ANA)) as uow:
        await uow.of(type(contact())).put(contact(tier=Tier.STRATEGIC, **old))
        await uow.of(type(contact())).put(contact(id="c2", tier=Tier.STRATEGIC, **old))
    async with store.write(work(BEN)) as uow:
        await uow.of(type(contact())).put(contact(BEN, id="c3", **old))
    ticker = Ticker(store.schedule, store.inbox, clock)

    assert [await ticker.sweep(), await ticker.sweep()] == [1, 1]
    [claimed] = await store.inbox.claim(limit=100, lease_seconds=LEASE)
    assert read_job(claimed.envelope.payload)[0] == Awaken(NUDGES)
    assert claimed.envelope.member == ANA.member

    await schedule_jobs(store, job(kind=NUDGES))
    assert await ticker.sweep() == 0


async def test_while_paused_what_is_due_stays_in_the_schedule(store: SqlStore, clock: HandClock) -> None:
    await schedule_jobs(store, job(kind=NUDGES, next_at=START))
    paused = Ticker(store.schedule, store.inbox, clock, is_paused=lambda: True)
    assert [await paused.take_due(), await paused.sweep()] == [0, 0]
    assert await Ticker(store.schedule, store.inbox, clock).take_due() == 1


async def test_the_sweep_finds_commitments_that_are_due(store: SqlStore, clock: HandClock) -> None:
    for number, (due_on, state) in enumerate(
        [
            (date(2026, 3, 2), CommitmentState.OPEN),
            (date(2026, 6, 2), CommitmentState.OPEN),
            (date(2026, 3, 1), CommitmentState.KEPT),
        ]
    ):
        scope = Scope(WorkspaceId("T1"), MemberId(f"U{number}"))
        async with store.write(work(scope)) as uow:
            await uow.of(Commitment).put(
                Commitment(
                    id=CommitmentId(f"p{number}"),
                    workspace=scope.workspace,
                    space=scope.own,
                    what="the paper",
                    by=Promiser.MEMBER,
                    created_at=START,
                    due_on=due_on,
                    state=state,
                )
            )

    found = await store.schedule.find_unscheduled(clock.now(), NUDGES, after=("", ""), limit=10)

    assert found == [("T1", "U0")]


async def test_a_weekly_time_in_the_next_year_is_taken_through_both_changes_of_the_clocks(
    store: SqlStore, clock: HandClock
) -> None:
    zone = ZoneInfo("Europe/Berlin")
    first = next_occurrence(MONDAYS, zone, after=START)
    await schedule_jobs(store, job(zone=zone.key, next_at=first.due, key=first.key))
    now, last = START, datetime(2027, 3, 2, tzinfo=UTC)
    local = []
    while now < last:
        await store.schedule.take(now, taker(now, KNOWN), limit=10)
        local += [(c.due.astimezone(zone).time(), c.key) for _, c in await queued(store)]
        now += timedelta(hours=31)

    assert {at for at, _ in local} == {time(9)}
    assert len({key for _, key in local}) == len(local) == 52


async def test_the_ticks_blank_what_was_worked_on_hours_ago(store: SqlStore, clock: HandClock) -> None:
    async with store.write(work(ANA)) as uow:
        uow.enqueue(Awaken(NUDGES), key="old")
    [claimed] = await store.inbox.claim(limit=1, lease_seconds=LEASE)
    await store.inbox.finish(claimed)
    clock.pass_seconds(3 * 3600)
    tidied = asyncio.Event()

    async def tidy() -> None:
        assert await store.prune(2.0) == 1
        tidied.set()

    ticker = Ticker(store.schedule, store.inbox, clock, tidy=tidy)
    running = asyncio.create_task(ticker.run())
    await asyncio.wait_for(tidied.wait(), 10)
    ticker.stop()
    await running
    assert await store.prune(2.0) == 0
