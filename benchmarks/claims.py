"""How fast processes claim work and mark it done, against raw SQL that does both, in one run.

Run `python -m benchmarks.claims`. Both sides have the service's own tables with all their indexes, claim in
the same batches, mark each batch done in one transaction, and commit as durably: SQLite with
`synchronous=FULL`, PostgreSQL with `fsync` and `synchronous_commit` on. Raw SQL (claims_raw.py) is measured
twice: as it claims what is first in its lane, as the service must (`ratio`), and as it claims whatever is
oldest (`ratio_to_raw_without_order`). Then: what one claim takes beside a lane that is blocked.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks.claims_raw import BATCH, Claimer, raw_claimer
from bot.codec import write_job
from bot.core.commands import Origin, Surface
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.queues import Claimed, Envelope
from bot.features.rounds.commands import BeginRound
from bot.store.entries import put_in
from bot.store.store import SqlStore, open_store
from bot.system_clock import SystemClock
from tests.support.databases import NewDatabase, database_maker

ROWS = 2_500
TIMES = 2
PROCESSES = (1, 2, 4)
SIDES = ("raw", "raw_in_order", "ours")
BLOCKED = (0, 5_000)
_AGAIN = 3
"""How often a process finds nothing before it ends: another may have been faster with what there was."""


def envelope(number: int, lane: str = "") -> Envelope:
    """The work of one member's round; without a lane, the member's own."""
    return Envelope(
        key=f"tick:{lane}:{number}",
        source="command",
        workspace=WorkspaceId("T1"),
        member=MemberId(f"U{number}"),
        payload=write_job(BeginRound("tactegic", "2026-W48"), Origin(surface=Surface.JOB)),
        ordering_key=lane,
    )


async def fill(store: SqlStore, envelopes: Sequence[Envelope]) -> None:
    """Put envelopes into the inbox, many in a commit."""
    for first in range(0, len(envelopes), 1_000):
        async with store._database.begin_write() as connection:
            await put_in(connection, envelopes[first : first + 1_000])


@asynccontextmanager
async def own_claimer(url: str) -> AsyncIterator[Claimer]:
    """The service's store: a batch is finished as the worker does it, each piece by itself, side by side."""
    store, held = await open_store(url, SystemClock(), migrated=True), list[Claimed]()

    async def claim(limit: int) -> list[str]:
        held[:] = await store.inbox.claim(limit=limit, lease_seconds=60)
        return [each.envelope.key for each in held]

    async def finish() -> None:
        await asyncio.gather(*(store.inbox.finish(each) for each in held))

    try:
        yield claim, finish
    finally:
        await store.close()


def _claimer(side: str, url: str) -> AbstractAsyncContextManager[Claimer]:
    return own_claimer(url) if side == "ours" else raw_claimer(url, in_order=side == "raw_in_order")


async def work(side: str, url: str) -> None:
    """One process: claim and finish until nothing is left; prints what it had, and when."""
    keys: list[str] = []
    async with _claimer(side, url) as (claim, finish):
        await claim(0)  # makes the statement
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        began = ended = time.time()
        empty = 0
        while empty < _AGAIN:
            claimed = await claim(BATCH)
            empty = 0 if claimed else empty + 1
            if claimed:
                keys += claimed
                await finish()
                ended = time.time()
    print(json.dumps({"keys": keys, "began": began, "ended": ended}))


async def race(url: str, side: str, processes: int) -> float:
    """Seconds that so many processes of one side take for all rows; each row is done once."""
    store = await open_store(url, SystemClock())
    await fill(store, [envelope(number) for number in range(ROWS)])
    await store.close()
    command = (sys.executable, "-m", "benchmarks.claims", "--work", side, url)
    pipe = asyncio.subprocess.PIPE
    children = [
        await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=2**24)
        for _ in range(processes)
    ]
    for child in children:
        assert child.stdout is not None
        await child.stdout.readline()
    outputs = await asyncio.gather(*(child.communicate(b"go\n") for child in children))
    told = [json.loads(output) for output, _ in outputs]
    keys = [key for each in told for key in each["keys"]]
    if len(keys) != ROWS or len(set(keys)) != ROWS:
        raise AssertionError(f"{side}: {len(keys)} claims of {len(set(keys))} rows")
    return float(max(each["ended"] for each in told) - min(each["began"] for each in told))


async def compared(make: NewDatabase, processes: int) -> dict[str, Any]:
    """The sides take turns, since a machine has other work, too; medians of rows a second."""
    taken: dict[str, list[float]] = {side: [] for side in SIDES}
    for _ in range(TIMES):
        for side, times in taken.items():
            times.append(await race(make(), side, processes))
    found = {side: round(ROWS / median(times)) for side, times in taken.items()}
    return {
        "processes": processes,
        **found,
        "ratio": round(found["ours"] / found["raw_in_order"], 2),
        "ratio_to_raw_without_order": round(found["ours"] / found["raw"], 2),
    }


async def beside_a_blocked_lane(make: NewDatabase, blocked: int) -> dict[str, Any]:
    """Milliseconds of a claim when the head of a long lane is held, and one other member's work is due."""
    store = await open_store(make(), SystemClock())
    times = []
    try:
        await fill(store, [envelope(number, "T1:blocked") for number in range(blocked)])
        await store.inbox.claim(limit=1, lease_seconds=600)
        for number in range(15):
            await fill(store, [envelope(number)])
            begin = time.perf_counter()
            held = await store.inbox.claim(limit=BATCH, lease_seconds=60)
            times.append(1000 * (time.perf_counter() - begin))
            if len(held) != 1:
                raise AssertionError(f"{len(held)} rows claimed beside a blocked lane")
            await store.inbox.finish(held[0])
    finally:
        await store.close()
    return {"blocked": blocked, "claim_ms": round(median(times), 2)}


async def _on(kind: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, database_maker(kind, Path(folder)) as make:
        return {
            "rows_a_second": [await compared(make, processes) for processes in PROCESSES],
            "blocked_lane": [await beside_a_blocked_lane(make, blocked) for blocked in BLOCKED],
        }


async def measure() -> dict[str, Any]:
    """All measurements; says why where there is no PostgreSQL."""
    os.environ["TACTEGIC_TEST_POSTGRES_DURABLE"] = "1"
    found: dict[str, Any] = {"sqlite": await _on("sqlite")}
    try:
        found["postgresql"] = await _on("postgres")
    except pytest.skip.Exception as why:
        found["postgresql"] = {"skipped": str(why)}
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        asyncio.run(work(*sys.argv[2:]))
    else:
        print(json.dumps(asyncio.run(measure()), indent=2))
