"""How fast events are acknowledged while the worker is busy, against a bare Bolt app in the same run.

The whole service runs (`tactegic serve` over HTTP), with thousands of messages waiting from the start, so
that the worker never rests. Its intake and a bare Bolt app that stores nothing take turns, each asked by a
process of its own.
Run `python -m benchmarks.acknowledge`; `--sqlite` leaves PostgreSQL out.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from benchmarks.load import event, load
from benchmarks.service import served
from bot.slack.envelope import PayloadKind, read_arrival
from bot.slack.http import EVENTS_PATH
from bot.slack.manifest import manifest
from bot.store.store import open_store
from bot.system_clock import SystemClock
from slack_sandbox import Sandbox, User, running_sandbox
from slack_sandbox.seed import TEAM
from tests.support.own_postgres import own_postgres

_WAITING, _MEMBERS = 5000, 50
_RATES, _SECONDS = (50, 200), 8
_numbers = count(100_000, 100_000)
"""The first numbers of the events of each turn, so that none comes twice."""


async def measure(on_postgresql: bool = True) -> dict[str, Any]:
    """Milliseconds to acknowledge at each rate, ours and a bare Bolt app's, with the worker busy."""
    found = {"sqlite": await _on("")}
    if on_postgresql:
        try:
            with own_postgres(durable=True) as server:
                server.start()
                found["postgresql"] = await _on(server.url)
        except pytest.skip.Exception as why:
            found["postgresql"] = {"skipped": str(why)}
    return found


async def _on(database_url: str) -> dict[str, Any]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        sandbox = await stack.enter_async_context(running_sandbox(manifest("socket")))
        people = await _members(sandbox)
        url = database_url or f"sqlite:///{folder / 'tactegic.db'}"
        await _fill(url, people, sandbox.bot_user)
        bolt = await stack.enter_async_context(_bolt(sandbox))
        found: dict[str, Any] = {"bare Bolt, alone": await _both_rates([("at", bolt)], people)}
        service = await stack.enter_async_context(served(sandbox, folder, TACTEGIC_DATABASE_URL=database_url))
        ours = f"http://127.0.0.1:{service.port}{EVENTS_PATH}"
        found["worker busy"] = await _both_rates([("tactegic", ours), ("bare Bolt", bolt)], people)
        found["rows_done_meanwhile"] = _WAITING - await _waiting(url)
    return found


async def _both_rates(servers: list[tuple[str, str]], people: list[tuple[str, str]]) -> dict[str, Any]:
    found = {}
    for rate in _RATES:
        for name, url in servers:
            found[f"{name} {rate}/s"] = await load(
                url, rate=rate, seconds=_SECONDS, people=people, first=next(_numbers)
            )
    return found


async def _members(sandbox: Sandbox) -> list[tuple[str, str]]:
    """Make members; each one's id and direct conversation with the bot."""
    people = []
    for number in range(_MEMBERS):
        user = User(f"U0BENCH{number}", TEAM, f"kim{number}", f"Kim Number{number}", "Europe/Berlin")
        sandbox.add_member(user)
        async with sandbox.driver(user.id) as driver:
            people.append((user.id, await driver.dm_channel()))
    return people


async def _fill(url: str, people: list[tuple[str, str]], bot: str) -> None:
    """Put messages into the inbox that wait at the start."""
    store = await open_store(url, SystemClock())
    rows = [event(number, *people[number % len(people)], bot) for number in range(_WAITING)]
    arrivals = [read_arrival(PayloadKind.EVENT, row).envelope() for row in rows]
    await asyncio.gather(*map(store.inbox.accept, arrivals))
    await store.close()


async def _waiting(url: str) -> int:
    """How many of them are not done yet, with the service running."""
    store = await open_store(url, SystemClock(), migrated=True)
    done = (await store.counts()).get("inbox done", 0)
    await store.close()
    return max(0, _WAITING - done)


@asynccontextmanager
async def _bolt(sandbox: Sandbox) -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.servers", sandbox.api_url, sandbox.bot_token),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(await process.stdout.readline())}{EVENTS_PATH}"
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure("--sqlite" not in sys.argv)), indent=2))
