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
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import insert

from bot.adapters.store import open_store
from bot.adapters.store.agenda import agenda
from bot.adapters.store.store import Store
from bot.adapters.store.tables import contacts
from bot.domain.occasions import NUDGES
from bot.wiring import SystemClock

CONTACTS = 1_000_000
EACH = 100
TIMES = 7
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BATCH = 10_000
BARE = """
WITH due AS (SELECT DISTINCT workspace, space FROM contacts INDEXED BY ix_contacts_touch_due
WHERE touch_due_at <= :now)
SELECT workspace, space FROM due WHERE NOT EXISTS (SELECT 1 FROM agenda WHERE agenda.workspace = due.workspace
AND agenda.member = substr(due.space, 3) AND agenda.kind = 'nudges' AND agenda.subject = '')
"""
"""Everything that is due in one statement, by the driver alone, with the index that serves it best."""


async def sweep(store: Store) -> int:
    """All members that the sweep finds, in its batches."""
    after, found = ("", ""), 0
    while True:
        keys = await store.agenda.unattended(NOW, NUDGES, after=after, limit=BATCH)
        found += len(keys)
        if len(keys) < BATCH:
            return found
        after = keys[-1]


async def fill(store: Store, count: int) -> None:
    database = store._database
    for first in range(0, count, 20_000):
        rows = [_contact(number) for number in range(first, min(first + 20_000, count))]
        async with database.writing() as connection:
            await connection.execute(insert(contacts), rows)
    members = list(range(0, count // EACH, 2))
    async with database.writing() as connection:
        await connection.execute(insert(agenda), [_appointment(number) for number in members])


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


def _appointment(member: int) -> dict[str, Any]:
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


async def timed(run: Callable[[], Awaitable[int]]) -> tuple[float, int]:
    """Median milliseconds, and what was found."""
    taken, found = [], await run()  # the first fills caches
    for _ in range(TIMES):
        begin = time.perf_counter()
        found = await run()
        taken.append(1000 * (time.perf_counter() - begin))
    return median(taken), found


async def at(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/sweep.db"
        store = await open_store(f"sqlite:///{path}", SystemClock())
        try:
            await fill(store, count)
            connection = sqlite3.connect(path)

            async def bare() -> int:
                now = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")
                return len(connection.execute(BARE, {"now": now}).fetchall())

            theirs, expected = await timed(bare)
            ours, found = await timed(lambda: sweep(store))
            connection.close()
        finally:
            await store.close()
    if found != expected:
        raise AssertionError(f"the sweep found {found} members, bare SQL {expected}")
    return {
        "contacts": count,
        "members_found": found,
        "sweep_ms": round(ours, 1),
        "bare_sql_ms": round(theirs, 1),
        "ratio": round(ours / theirs, 2),
    }


async def measure() -> dict[str, float]:
    """The sweep of a million contacts on SQLite."""
    return await at(int(os.environ.get("TACTEGIC_BENCH_CONTACTS", CONTACTS)))


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else CONTACTS
    print(json.dumps(asyncio.run(at(wanted)), indent=2))
