"""A month of twenty members in many zones, with changes of the clocks and three outages, in the engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.outbox import Pace
from bot.store.store import open_store
from tests.simulation import checking
from tests.simulation.driving import Outage, SimClock, begin
from tests.support.databases import database_maker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
START = datetime(2027, 3, 1, tzinfo=UTC)
"""The clocks change on 14 March in America and on 28 March in Europe."""
DAYS = 31
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OUTAGES = (
    Outage(START + 3 * DAY + 8 * HOUR, START + 3 * DAY + 9 * HOUR),
    Outage(START + 8 * DAY, START + 9 * DAY),
    Outage(START + 16 * DAY, START + 22 * DAY),
)
NO_PACE = Pace(channel_seconds=0, workspace_per_second=1e6, workspace_burst=10**6)


@pytest.mark.parametrize(
    ("database", "replicas"), [("sqlite", 1), pytest.param("postgres", 2, marks=pytest.mark.postgres)]
)
async def test_a_month_goes_by(database: str, replicas: int, tmp_path: Path) -> None:
    clock = SimClock(START)
    with database_maker(database, tmp_path) as make:
        url = make()
        stores = [await open_store(url, clock, pace=NO_PACE, migrated=True) for _ in range(replicas)]
        simulation = begin(stores, clock, members=20, days=DAYS, outages=OUTAGES, seed=7)
        try:
            await simulation.run(START + timedelta(days=DAYS))
        finally:
            for store in stores:
                await store.close()

    assert checking.kinds(simulation)["nudges"][1] > 20
    assert checking.double(simulation) == []
    assert checking.in_order(simulation) == []
    assert checking.lost(simulation) == []
    assert checking.over_budget(simulation) == []
    assert checking.in_quiet_hours(simulation) == []
    assert checking.crowded(simulation) == []
    assert max(checking.bursts(simulation, OUTAGES[2]).values(), default=0) <= 8


async def test_the_checks_notice_what_is_wrong(tmp_path: Path) -> None:
    clock = SimClock(START)
    with database_maker("sqlite", tmp_path) as make:
        store = await open_store(make(), clock, pace=NO_PACE, migrated=True)
        simulation = begin([store], clock, members=3, days=16, outages=(), seed=7)
        try:
            await simulation.run(START + timedelta(days=16))
        finally:
            await store.close()
    assert checking.lost(simulation) == []
    runs, posts = list(simulation.runs), list(simulation.posts)
    a_round = next(run for run in runs if run.command.kind == "round")
    a_nudge = next(post for post in posts if post.subject.startswith("nudge:"))

    simulation.runs = [run for run in runs if run != a_round]
    assert checking.lost(simulation) != []
    simulation.runs = [*runs, a_round]
    assert checking.double(simulation) != []
    simulation.runs, simulation.posts = runs, [*posts, *[a_nudge] * 3]
    assert checking.over_budget(simulation) != []
    a_question = next(post for post in posts if post.run and post.run.command.kind == "mindset")
    simulation.posts = [a_question, replace(a_question, subject="vision")]
    assert checking.crowded(simulation) != []
    simulation.posts = [replace(a_nudge, at=a_nudge.at + timedelta(hours=12))]
    assert checking.in_quiet_hours(simulation) != []
