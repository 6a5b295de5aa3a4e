"""The sweep for due nudges over a million contacts against the same statement in bare SQL, in one run.

Run `python -m benchmarks.sweep [contacts]`. Every member has 100 contacts, of which ten are due; half of
the members have their nudges already.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg
import pytest
from sqlalchemy import insert

from bot.core.schedule.times import NUDGES
from bot.store.schedule import schedule
from bot.store.store import SqlStore, open_store
from bot.store.tables import contacts
from bot.system_clock import SystemClock
from tests.support.databases import database_maker

CONTACTS = 200_000
EACH = 100
TIMES = 15
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BATCH = 10_000
BARE = """
WITH due AS (SELECT DISTINCT workspace, space FROM contacts {hint}
WHERE touch_due_at <= {now})
SELECT workspace, space FROM due WHERE NOT EXISTS (SELECT 1 FROM agenda WHERE agenda.workspace = due.workspace
AND agenda.member = substr(due.space, 3) AND agenda.kind = 'nudges' AND agenda.subject = '')
"""
"""Everything that is due in one statement, by the driver alone, with the index that serves it best."""
BARE_SQLITE = BARE.format(hint="INDEXED BY ix_contacts_touch_due", now=":now")
BARE_POSTGRESQL = BARE.format(hint="", now="$1")


async def sweep(store: SqlStore) -> int:
    """All members that the sweep finds, in its batches."""
    after, found = ("", ""), 0
    while True:
        keys = await store.schedule.find_unscheduled(NOW, NUDGES, after=after, limit=BATCH)
        found += len(keys)
        if len(keys) < BATCH:
            return found
        after = keys[-1]


async def fill(store: SqlStore, count: int) -> None:
    database = store._database
    for first in range(0, count, 20_000):
        rows = [_contact(number) for number in range(first, min(first + 20_000, count))]
        async with database.begin_write() as connection:
            await connection.execute(insert(contacts), rows)
    members = list(range(0, count // EACH, 2))
    async with database.begin_write() as connection:
        await connection.execute(insert(schedule), [_job(number) for number in members])


def _contact(number: int) -> dict[str, Any]:
    member = number // EACH
    due = NOW - timedelta(days=1 + number % 40) if number % 10 == 0 else NOW + timedelta(days=1 + number % 30)
    texts = ("title", "pronouns", "email", "phone")
    values = {"standing": "active", "tier": "strategic", "universe": "existing", "phase": "creation"}
    return {
        "workspace": "T1",
        "id": f"c{number}",
        "space": f"m:U{member}",
        "created_at": NOW - timedelta(days=90),
        "name": "Ana Ruiz",
        "aliases": [],
        "purpose": "b",
        "criteria": [],
        "deal_only": False,
        "cadence_days": 30,
        "touch_due_at": due,
        **dict.fromkeys(texts, ""),
        **values,
    }


def _job(member: int) -> dict[str, Any]:
    return {
        "workspace": "T1",
        "member": f"U{member}",
        "kind": NUDGES,
        "subject": "",
        "zone": "UTC",
        "recurrence": "daily 09:00",
        "next_at": NOW + timedelta(hours=1),
        "key": "2026-11-22",
        "last_key": "",
        "turn": 0,
    }


async def timed(*runs: Callable[[], Awaitable[int]]) -> list[tuple[float, int]]:
    """Median milliseconds of each, and what it found; they take turns, for a machine has other work, too."""
    taken: list[list[float]] = [[] for _ in runs]
    found = [await run() for run in runs]  # the first fills caches
    for _ in range(TIMES):
        for number, run in enumerate(runs):
            begin = time.perf_counter()
            found[number] = await run()
            taken[number].append(1000 * (time.perf_counter() - begin))
    return list(zip(map(median, taken), found, strict=True))


async def on_sqlite(count: int) -> dict[str, object]:
    """Both on one database file."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(f"{folder}/sweep.db")) as bare:
        now = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")

        async def theirs() -> int:
            return len(bare.execute(BARE_SQLITE, {"now": now}).fetchall())

        return await compared(f"sqlite:///{folder}/sweep.db", count, theirs)


async def on_postgresql(count: int) -> dict[str, object]:
    """Both on one server; says why where there is none."""
    try:
        with tempfile.TemporaryDirectory() as folder, database_maker("postgres", Path(folder)) as make:
            return await _on_server(make(), count)
    except pytest.skip.Exception as why:
        return {"skipped": str(why)}


async def _on_server(url: str, count: int) -> dict[str, object]:
    bare = await asyncpg.connect(url)

    async def theirs() -> int:
        return len(await bare.fetch(BARE_POSTGRESQL, NOW))

    try:
        return await compared(url, count, theirs, analyze=lambda: bare.execute("VACUUM ANALYZE"))
    finally:
        await bare.close()


async def compared(
    url: str,
    count: int,
    theirs: Callable[[], Awaitable[int]],
    analyze: Callable[[], Awaitable[object]] | None = None,
) -> dict[str, object]:
    """The sweep against the bare statement; `analyze` does what a server would have done by itself."""
    store = await open_store(url, SystemClock())
    try:
        await fill(store, count)
        if analyze is not None:
            await analyze()
        (bare, expected), (ours, found) = await timed(theirs, lambda: sweep(store))
    finally:
        await store.close()
    if found != expected:
        raise AssertionError(f"the sweep found {found} members, bare SQL {expected}")
    return {
        "contacts": count,
        "members_found": found,
        "sweep_ms": round(ours, 1),
        "bare_sql_ms": round(bare, 1),
        "ratio": round(ours / bare, 2),
    }


async def measure() -> dict[str, object]:
    """The sweep of a million contacts on SQLite and on PostgreSQL."""
    count = int(os.environ.get("TACTEGIC_BENCH_CONTACTS", CONTACTS))
    return {"sqlite": await on_sqlite(count), "postgresql": await on_postgresql(count)}


if __name__ == "__main__":
    os.environ.setdefault("TACTEGIC_BENCH_CONTACTS", *sys.argv[1:2] or [str(CONTACTS)])
    print(json.dumps(asyncio.run(measure()), indent=2))
