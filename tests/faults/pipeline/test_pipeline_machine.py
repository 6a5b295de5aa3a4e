"""Inbox and outbox against a model: duplicates, two workers, crashes at each step, leases, retries, replay.

A crash of a worker is the claim that it drops without a word; a crash between post and record is a post whose
`delivered` never comes. At the end of each run everything is drained, and then every envelope that was not
given up has had its effect once, and every delivery was posted once, in the order of its member.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import LeaseLost
from bot.core.ports.queues import Claimed, Outgoing, Posted
from bot.core.threads import Draft
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store
from tests.faults.pipeline.model import InboxModel, Row
from tests.support.databases import database_maker
from tests.support.stores import START, HandClock, envelope, say, work

LEASE = 30.0
PACE = Pace(channel_seconds=1.0, workspace_per_second=100.0, workspace_burst=1000)
WORKERS = (0, 1)
ALWAYS = float("-inf")

workers = st.sampled_from(WORKERS)
picks = st.integers(0, 50)


class Crash(Exception):
    """The process died here."""


class PipelineMachine(RuleBasedStateMachine):
    """Two workers and two deliverers, on one database, that come to grief at any step."""

    kind = "sqlite"

    @initialize()
    def start(self) -> None:
        self.resources = ExitStack()
        folder = self.resources.enter_context(tempfile.TemporaryDirectory())
        url = self.resources.enter_context(database_maker(self.kind, Path(folder)))()
        self.runner = self.resources.enter_context(asyncio.Runner())
        self.clock = HandClock()
        self.model = InboxModel(elapsed=self.clock.elapsed)
        self.stores = [
            self.run(open_store(url, self.clock, pace=PACE, seconds=self.clock.seconds, migrated=True))
            for _ in WORKERS
        ]
        self.held: list[Claimed] = []
        self.outgoing: list[Outgoing] = []
        self.said: list[str] = []
        self.told = 0
        self.expected: defaultdict[str, list[str]] = defaultdict(list)
        self.platform: list[str] = []
        self.posted_at: dict[str, float] = {}
        self.lease_ends: dict[tuple[str, str], float] = {}

    def run(self, awaitable):  # type: ignore[no-untyped-def]
        return self.runner.run(awaitable)

    # -- the inbox

    @rule(key=st.integers(0, 12), member=st.integers(0, 2), wait=st.sampled_from([0, 0, 0, 50]))
    def accept(self, key: int, member: int, wait: float) -> None:
        due = START + timedelta(seconds=self.model.ruled + wait) if wait else None
        sent = envelope(f"k{key}", f"U{member}", due=due)
        expected = self.model.accept(sent.key, sent.member, self.model.ruled + wait if wait else ALWAYS)
        assert self.run(self.stores[0].inbox.accept(sent)) == expected

    @rule(worker=workers, limit=st.integers(1, 4))
    def claim(self, worker: int, limit: int) -> None:
        expected = self.model.claimable()[:limit]
        claimed = self.run(self.stores[worker].inbox.claim(limit=limit, lease_seconds=LEASE))
        assert [each.envelope.key for each in claimed] == [row.key for row in expected]
        for row, each in zip(expected, claimed, strict=True):
            self.model.claim(row, each.lease, self.model.elapsed + LEASE)
            assert (each.attempt, each.abandoned) == (row.attempts, row.abandoned)
        self.held += claimed

    @precondition(lambda self: self.held)
    @rule(worker=workers, pick=picks)
    def commit(self, worker: int, pick: int) -> None:
        self._commit(self.stores[worker], self.held[pick % len(self.held)])

    @precondition(lambda self: self.held)
    @rule(worker=workers, pick=picks)
    def crash_before_the_commit(self, worker: int, pick: int) -> None:
        claimed = self.held.pop(pick % len(self.held))

        async def die() -> None:
            async with self.stores[worker].write(_work(claimed)) as uow:
                await uow.of(Draft).put(_effect(claimed))
                uow.say(say("never"))
                raise Crash

        with pytest.raises((Crash, LeaseLost)):
            self.run(die())

    @precondition(lambda self: self.held)
    @rule(worker=workers, pick=picks)
    def done_without_effect(self, worker: int, pick: int) -> None:
        claimed = self.held[pick % len(self.held)]
        self.run(self.stores[worker].inbox.finish(claimed))
        if row := self._still_held(claimed):
            row.state, row.finished_by = "done", "nothing"

    @precondition(lambda self: self.held)
    @rule(
        worker=workers,
        pick=picks,
        after=st.sampled_from([0.0, 10.0, 100.0]),
        counts=st.booleans(),
        waits_for=st.sampled_from([None, "slack", "index"]),
    )
    def retry(self, worker: int, pick: int, after: float, counts: bool, waits_for: str | None) -> None:
        claimed = self.held[pick % len(self.held)]
        again = self.stores[worker].inbox.retry(
            claimed, after_seconds=after, error="E", reference="R", counts=counts, waits_for=waits_for
        )
        self.run(again)
        if row := self._still_held(claimed):
            row.state, row.not_before, row.waits_for = "waiting", self.model.elapsed + after, waits_for
            row.attempts, row.abandoned = row.attempts - (not counts), 0

    @precondition(lambda self: self.held)
    @rule(worker=workers, pick=picks)
    def give_back(self, worker: int, pick: int) -> None:
        claimed = self.held[pick % len(self.held)]
        self.run(self.stores[worker].inbox.give_back([claimed]))
        if row := self._still_held(claimed):
            row.state, row.not_before, row.attempts = "waiting", 0.0, row.attempts - 1

    @rule(worker=workers, dependency=st.sampled_from(["slack", "index"]))
    def what_was_away_is_back(self, worker: int, dependency: str) -> None:
        assert self.run(self.stores[worker].inbox.wake(dependency)) == self.model.wake(dependency)
        self.run(self.stores[worker].outbox.wake(dependency))

    @precondition(lambda self: self.held)
    @rule(worker=workers, pick=picks)
    def bury(self, worker: int, pick: int) -> None:
        claimed = self.held[pick % len(self.held)]
        sorry = envelope(f"{claimed.envelope.key}:sorry", claimed.envelope.member)
        self.run(self.stores[worker].inbox.bury(claimed, error="E", reference="R", then=sorry))
        if row := self._still_held(claimed):
            row.state = "dead"
            self.model.accept(sorry.key, sorry.member, ALWAYS)

    @rule(pick=picks)
    def replay(self, pick: int) -> None:
        dead = [row for row in self.model.rows if row.state == "dead"]
        key = dead[pick % len(dead)].key if dead else "k0"
        assert self.run(self.stores[0].inbox.replay(key)) == bool(dead)
        if dead:
            row = dead[pick % len(dead)]
            row.state, row.not_before, row.attempts, row.abandoned = "waiting", 0.0, 0, 0

    @precondition(lambda self: self.held)
    @rule(worker=workers)
    def renew(self, worker: int) -> None:
        self.run(self.stores[worker].inbox.renew(self.held, lease_seconds=LEASE))
        for claimed in self.held:
            if row := self._still_held(claimed):
                row.lease_until = self.model.elapsed + LEASE

    # -- the outbox

    @rule(member=st.integers(0, 2), count=st.integers(1, 3))
    def tell(self, member: int, count: int) -> None:
        """Deliveries of work that did not come through the inbox, so that runs reach the outbox early."""
        self.told += 1
        made = work(Scope(WorkspaceId("T1"), MemberId(f"U{member}")), f"told-{self.told}")

        async def write() -> None:
            async with self.stores[0].write(made) as uow:
                uow.say(*(say(str(n)) for n in range(count)))

        self.run(write())
        self.expected[made.scope.member] += [made.new_id("delivery", n) for n in range(count)]

    @rule(worker=workers, limit=st.integers(1, 4))
    def claim_deliveries(self, worker: int, limit: int) -> None:
        claimed = self.run(self.stores[worker].outbox.claim(limit=limit, lease_seconds=LEASE))
        for each in claimed:
            last = self.posted_at.get(each.member, -1.0)
            assert self.clock.elapsed - last >= PACE.channel_seconds
            assert not any(other.member == each.member and self._in_flight(other) for other in self.outgoing)
            self.posted_at[each.member] = self.clock.elapsed
            self.lease_ends[each.id, each.lease] = self.clock.elapsed + LEASE
            self.outgoing.append(each)

    @precondition(lambda self: self.outgoing)
    @rule(worker=workers, pick=picks, crash=st.booleans())
    def deliver(self, worker: int, pick: int, crash: bool) -> None:
        outgoing = self.outgoing[pick % len(self.outgoing)]
        if not self._in_flight(outgoing):
            return
        self._post(outgoing)
        if not crash:
            self.run(
                self.stores[worker].outbox.mark_delivered(outgoing, Posted(conversation="D", message="1"))
            )
        self.outgoing.remove(outgoing)
        self.claim_deliveries(worker, 2)  # as a deliverer does: it looks for more at once

    @precondition(lambda self: self.outgoing)
    @rule(worker=workers, pick=picks, counts=st.booleans(), stopped=st.booleans())
    def retry_delivery(self, worker: int, pick: int, counts: bool, stopped: bool) -> None:
        outgoing = self.outgoing.pop(pick % len(self.outgoing))
        outbox = self.stores[worker].outbox
        if stopped:
            self.run(outbox.give_back([outgoing], may_be_posted=True))
        else:
            self.run(outbox.retry(outgoing, after_seconds=5, error="E", counts=counts))

    # -- time

    @rule(seconds=st.sampled_from([0.5, 1.0, 7.0, LEASE, 200.0]))
    def time_passes(self, seconds: float) -> None:
        self.clock.pass_seconds(seconds)
        self.model.elapsed += seconds
        self.model.ruled += seconds

    @rule(seconds=st.sampled_from([-100, 100]))
    def the_clock_of_the_rules_is_moved(self, seconds: float) -> None:
        self.clock.time += timedelta(seconds=seconds)
        self.model.ruled += seconds

    @invariant()
    def nothing_is_lost_and_states_agree(self) -> None:
        if hasattr(self, "stores"):
            counts = self.run(self.stores[0].counts())
            assert {name: n for name, n in counts.items() if "inbox" in name} == self.model.counts()

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        try:
            self._drain()
            self._each_effect_is_there_once()
        finally:
            for store in self.stores:
                self.run(store.close())
            self.resources.close()

    # -- parts

    def _commit(self, store: SqlStore, claimed: Claimed) -> None:
        row = self._still_held(claimed)

        async def write() -> None:
            async with store.write(_work(claimed)) as uow:
                await uow.of(Draft).put(_effect(claimed))
                uow.say(say(claimed.envelope.key))

        if row is None:
            with pytest.raises(LeaseLost):
                self.run(write())
            return
        self.run(write())
        row.state, row.finished_by = "done", "commit"
        self.said.append(claimed.envelope.key)
        self.expected[claimed.envelope.member].append(_work(claimed).new_id("delivery", 0))

    def _still_held(self, claimed: Claimed) -> Row | None:
        return self.model.holds(claimed.envelope.key, claimed.lease)

    def _in_flight(self, outgoing: Outgoing) -> bool:
        """Whether its lease still runs: a deliverer gives up sending when it ends."""
        return self.lease_ends[outgoing.id, outgoing.lease] > self.clock.elapsed

    def _post(self, outgoing: Outgoing) -> None:
        """As the real sender does: what may have been posted already is looked for first."""
        if not (outgoing.attempted and outgoing.id in self.platform):
            self.platform.append(outgoing.id)

    def _drain(self) -> None:
        """Let time pass and two patient workers finish everything that is left."""
        for _ in range(200):
            self.time_passes(200.0)
            self.claim(0, 4)
            for claimed in self.held:
                if self._still_held(claimed):
                    self._commit(self.stores[1], claimed)
            self.claim_deliveries(1, 4)
            for outgoing in list(self.outgoing):
                self.deliver(0, self.outgoing.index(outgoing), crash=False)
            self.outgoing = [each for each in self.outgoing if self._in_flight(each)]
            counts = self.run(self.stores[0].counts())
            if set(counts) <= {"inbox done", "inbox dead", "outbox done"}:
                return
        raise AssertionError(f"not drained: {counts}")

    def _each_effect_is_there_once(self) -> None:
        committed = [row.key for row in self.model.rows if row.finished_by == "commit"]
        assert sorted(self.said) == sorted(committed)
        assert len(self.platform) == len(set(self.platform)) == sum(map(len, self.expected.values()))
        for ids in self.expected.values():
            assert [id for id in self.platform if id in ids] == ids, "posted in the order of the commits"
        for member in {row.ordering_key for row in self.model.rows}:
            scope = Scope(WorkspaceId("T1"), MemberId(member))
            mine = [key for key in self.said if self.model.row(key).ordering_key == member]  # type: ignore[union-attr]
            assert sorted(each.text for each in self.run(_effects(self.stores[0], scope))) == sorted(mine)


def _work(claimed: Claimed):  # type: ignore[no-untyped-def]
    scope = Scope(claimed.envelope.workspace, claimed.envelope.member)
    return work(scope, claimed.envelope.key, lease=claimed.lease)


def _effect(claimed: Claimed) -> Draft:
    made = _work(claimed)
    return Draft(
        id=made.new_id("draft"),
        workspace=made.scope.workspace,
        space=made.scope.own,
        created_at=START,
        text=claimed.envelope.key,
    )


async def _effects(store: SqlStore, scope: Scope) -> list[Draft]:
    async with store.read(scope) as reader:
        return await reader.of(Draft).find()


class OnPostgres(PipelineMachine):
    """The same on PostgreSQL."""

    kind = "postgres"


# Without shrinking: a failure would be run again for minutes, and its steps are printed as they are.
_FAST = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "stateful_step_count": 40,
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}

TestOnSqlite = PipelineMachine.TestCase
TestOnSqlite.settings = settings(max_examples=12, derandomize=True, **_FAST)  # type: ignore[arg-type]

TestOnPostgres = pytest.mark.postgres(OnPostgres.TestCase)
TestOnPostgres.settings = settings(max_examples=8, derandomize=True, **_FAST)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "machine",
    [PipelineMachine, pytest.param(OnPostgres, marks=pytest.mark.postgres)],
    ids=["sqlite", "postgres"],
)
def test_many_more_runs(machine: type[PipelineMachine]) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    many = settings(max_examples=150, derandomize=True, **(_FAST | {"stateful_step_count": 60}))  # type: ignore[arg-type]
    run_state_machine_as_test(machine, settings=many)  # type: ignore[no-untyped-call]
