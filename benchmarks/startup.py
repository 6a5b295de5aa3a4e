"""How long a start takes, what memory the processes need, and what idling costs.

Run `python -m benchmarks.startup`. It starts `tactegic serve` against the sandbox and measures the processes
from outside. A start counts until the page `/ready` says yes and an event of Slack's is acknowledged; when
both processes are ready comes after it. Linux only.
"""

from __future__ import annotations

import asyncio
import json
import socket
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from benchmarks.load import event, signed
from benchmarks.service import PARTS, Service, new_member, served
from bot.slack.http import EVENTS_PATH
from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, running_sandbox

_RUNS = 3
_AT_REST, _IDLING = 4.0, 10.0


async def measure() -> dict[str, Any]:
    """The median of three starts with an existing database; memory by process, in MB (Pss)."""
    async with running_sandbox(manifest("socket")) as sandbox:
        with TemporaryDirectory() as folder:
            runs = [await _start(sandbox, Path(folder), number) for number in range(_RUNS + 1)][1:]
            resting = await _rest(sandbox, Path(folder))
    columns = {name: [run[name] for run in runs] for name in runs[0]}
    return {name: round(statistics.median(values), 2) for name, values in columns.items()} | resting


async def _start(sandbox: Sandbox, folder: Path, number: int) -> dict[str, float]:
    port = _free_port()
    asking = asyncio.create_task(_until_acknowledged(port, number, time.perf_counter()))
    async with served(sandbox, folder, TACTEGIC_HTTP_PORT=str(port)) as service:
        used = service.processor_seconds()
        return {
            "seconds_to_acknowledging": await asking,
            "seconds_to_both_ready": service.ready_after,
            "processor_seconds_to_both_ready": used,
        }


async def _until_acknowledged(port: int, number: int, began: float) -> float:
    """Seconds until the page says that it is ready and an event is acknowledged."""
    url = f"http://127.0.0.1:{port}"
    body, headers = signed(event(10_000_000 + number, "U0SELLER", "D0NOBODY"))
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{url}/ready") as page:
                    ready = page.status == 200
                if ready:
                    async with session.post(f"{url}{EVENTS_PATH}", data=body, headers=headers) as answer:
                        if answer.status == 200:
                            return time.perf_counter() - began
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.02)


async def _rest(sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    """Memory after a start, and once all models are loaded; what idling takes of the processor."""
    async with served(sandbox, folder, "socket") as service:
        await asyncio.sleep(_AT_REST)
        first = service.megabytes()
        await _say_something(sandbox)
        await asyncio.sleep(_AT_REST)
        loaded = service.megabytes()
        idle = await _idle_percent(service)
    return {
        "megabytes_at_first": first,
        "megabytes_with_all_models": loaded,
        "megabytes_of_intake_and_worker": sum(loaded[name] for name in PARTS),
        "idle_cpu_percent": idle,
    }


async def _idle_percent(service: Service) -> float:
    before = service.processor_seconds()
    await asyncio.sleep(_IDLING)
    return round((service.processor_seconds() - before) / _IDLING * 100, 2)


async def _say_something(sandbox: Sandbox) -> None:
    """Have every model loaded: the reader and the embedding, answers, and the tests of an action."""
    member = new_member(sandbox)
    for text in (
        "Met Ana Example from Northwind today, she worries about carbon reporting.",
        "What worries Ana?",
        "I'm thinking of sending Ana a gift basket.",
    ):
        await member.dm(text)
        await member.next_message(timeout=60)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure()), indent=2))
