"""5,000 rounds due in one minute: how their posts are spread by the pace (claims are in claims.py).

Run `python -m benchmarks.rounds`. Needs PostgreSQL (see tests/support/databases.py). The spread is measured
on a clock that is moved in steps, so that a quarter of an hour need not be waited for; `machine_seconds`
are what the claims themselves took.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.codec import write_job
from bot.core.cards import Card
from bot.core.commands import Command, Origin, Surface
from bot.core.deliveries import NOTHING, Say
from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.core.ports.queues import Envelope, Posted
from bot.core.ports.work import Work
from bot.features.rounds.commands import BeginRound
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store
from tests.support.databases import database_maker

ROUNDS = 5_000
STEP = 0.2
_BATCH = 50
_CARD = Card(text=("A few minutes two or three years ahead, for Northwind.",), header="Your look ahead")


class Clock:
    """Satisfies ports.Clock."""

    def now(self) -> datetime:
        """Aware UTC time."""
        return datetime.now(UTC)


def envelope(number: int, workspaces: int) -> Envelope:
    """The work of one member's round."""
    member = MemberId(f"U{number}")
    return Envelope(
        key=f"tick:{number}",
        source="command",
        workspace=WorkspaceId(f"T{number % workspaces}"),
        member=member,
        payload=write_job(BeginRound("tactegic", "2026-W48"), Origin(surface=Surface.JOB)),
        ordering_key="",
    )


async def spread(url: str, workspaces: int) -> dict[str, object]:
    """When the posts of 5,000 rounds leave that are due at the same moment."""
    moved, pace = [0.0], Pace()
    store = await open_store(url, Clock(), pace=pace, seconds=lambda: moved[0])
    try:
        await _post_all(store, workspaces)
        left: list[tuple[float, str]] = []
        began = time.perf_counter()
        while len(left) < ROUNDS:
            for claimed in await store.outbox.claim(limit=_BATCH, lease_seconds=60):
                left.append((moved[0], claimed.workspace))
                await store.outbox.mark_delivered(claimed, Posted(conversation="D", message=str(len(left))))
            moved[0] += STEP
        machine = time.perf_counter() - began
    finally:
        await store.close()
    a_second = Counter((workspace, int(at)) for at, workspace in left)
    times = sorted(at for at, _ in left)
    return {
        "workspaces": workspaces,
        "posts": len(left),
        "first_s": round(times[0], 1),
        "half_s": round(times[len(times) // 2], 1),
        "last_s": round(times[-1], 1),
        "most_a_second_and_workspace": max(a_second.values()),
        "most_a_second_after_the_burst": max(n for (_, at), n in a_second.items() if at > 0),
        "pace": f"{pace.workspace_per_second}/s a workspace, burst {pace.workspace_burst}",
        "machine_seconds": round(machine, 1),
    }


async def _post_all(store: SqlStore, workspaces: int) -> None:
    for number in range(ROUNDS):
        job = envelope(number, workspaces)
        scope = Scope(job.workspace, job.member)
        work: Work[Command] = Work(
            key=job.key,
            scope=scope,
            command=BeginRound("tactegic", "2026-W48"),
            origin=Origin(surface=Surface.JOB),
            now=datetime.now(UTC),
        )
        async with store.write(work) as uow:
            uow.say(Say(card=_CARD, subject=f"round:{own_space(job.member)}", about=NOTHING))


async def measure() -> dict[str, object]:
    """All measurements; says why where there is no PostgreSQL."""
    try:
        return await _measured()
    except pytest.skip.Exception as why:
        return {"skipped": str(why)}


async def _measured() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder, database_maker("postgres", Path(folder)) as make:
        return {
            "spread": [await spread(make(), workspaces) for workspaces in (1, 10)],
        }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure()), indent=2))
