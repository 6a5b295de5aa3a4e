"""`make simulate`: a whole year of 200 members, on PostgreSQL with two replicas; writes docs/simulation.md.

`python -m tests.simulation --members 20 --days 31 --database sqlite --out page.md` for less.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.outbox import Pace
from bot.store.store import open_store
from tests.simulation.driving import Outage, SimClock, Simulation, begin
from tests.simulation.report import Setting, checks, page
from tests.support.databases import database_maker

START = datetime(2027, 1, 4, tzinfo=UTC)
NO_PACE = Pace(channel_seconds=0, workspace_per_second=1e6, workspace_burst=10**6)


def outages(days: int) -> tuple[Outage, ...]:
    """An hour, two weeks (or a fifth of the time, where that is less) and a day, spread over the time.

    In a whole year the two weeks take the beginning of July with them, and all that begins then.
    """
    lengths = (timedelta(hours=1), min(timedelta(days=14), timedelta(days=days // 5)), timedelta(days=1))
    begins = (START + timedelta(days=days * part // 100, hours=8) for part in (20, 47, 70))
    return tuple(Outage(first, first + length) for first, length in zip(begins, lengths, strict=True))


async def simulate(
    url: str, replicas: int, members: int, days: int, seed: int, so_far: Callable[[Simulation], None]
) -> Simulation:
    """Run the simulation on an empty database; `so_far` sees it with every day that begins."""
    clock = SimClock(START)
    stores = [await open_store(url, clock, pace=NO_PACE, migrated=True) for _ in range(replicas)]
    simulation = begin(stores, clock, members=members, days=days, outages=outages(days), seed=seed)
    try:
        await simulation.run(START + timedelta(days=days), so_far)
    finally:
        for store in stores:
            await store.close()
    return simulation


def _commit() -> str:
    asked = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--database", choices=("postgres", "sqlite"), default="postgres")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("docs/simulation.md"))
    given = parser.parse_args()
    replicas = 2 if given.database == "postgres" else 1
    began, commit = time.monotonic(), _commit()

    def write(simulation: Simulation) -> None:
        setting = Setting(
            name="The last run",
            begin=START,
            days=(simulation.clock.time - START).days,
            database={"postgres": "PostgreSQL", "sqlite": "SQLite"}[given.database],
            replicas=replicas,
            seconds=time.monotonic() - began,
            today=datetime.now(UTC).date(),
            cores=os.cpu_count() or 1,
            commit=commit,
            load=os.getloadavg()[2],
        )
        given.out.write_text(page(simulation, setting), encoding="utf-8")

    def so_far(simulation: Simulation) -> None:
        done = f"{len(simulation.runs)} occurrences, {len(simulation.posts)} posts"
        spent = f"{time.process_time():.0f} s of a core"
        sys.stderr.write(f"{datetime.now(UTC):%H:%M:%S} {simulation.clock.time:%Y-%m-%d} {done}, {spent}\n")
        if simulation.clock.time.day == 1:  # the page tells of every month, should the rest not come
            write(simulation)

    with tempfile.TemporaryDirectory() as folder, database_maker(given.database, Path(folder)) as make:
        year = simulate(make(), replicas, given.members, given.days, given.seed, so_far)
        simulation = asyncio.run(year)
    write(simulation)
    wrong = sum(map(len, checks(simulation).values()))
    found = f"{len(simulation.runs)} occurrences, {len(simulation.posts)} posts, {wrong} findings"
    sys.stdout.write(f"{found}: {given.out}\n")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
