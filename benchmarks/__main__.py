"""`make bench`: measures everything in one run of ten minutes or so, and writes docs/benchmarks.md.

Everything is measured while the whole service runs: `startup`, `acknowledge`, `messages` and `surfaces` start
it and watch it; beside the others it runs with members who write all the while. `python -m benchmarks NAME …`
measures only what is named, `rounds` and `memory` too, and prints the figures as JSON. What fails is said on
the page, and the rest goes on.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

from benchmarks import acknowledge, claims, memory, messages, recall, rounds, startup, surfaces, sweep
from benchmarks.page import page
from benchmarks.service import busy_service
from bot.config import REPOSITORY

Measure = Callable[[], Awaitable[Mapping[str, object]]]
_WITH_ITS_OWN: dict[str, Measure] = {
    "startup": startup.measure,
    "acknowledge": acknowledge.measure,
    "messages": messages.measure,
    "surfaces": surfaces.measure,
}
"""Measurements that run the whole service themselves."""
_BESIDE_IT: dict[str, Measure] = {
    "recall": recall.measure,
    "claims": claims.measure,
    "sweep": sweep.measure,
}
_LONG: dict[str, Measure] = {"rounds": rounds.measure, "memory": memory.measure}
"""What takes minutes of its own, and is measured where it is named."""
_MOST_SECONDS = 300.0
"""Of one measurement; together they must come to an end."""


def main() -> None:
    """Measure what is named, or everything."""
    every = {**_WITH_ITS_OWN, **_BESIDE_IT}
    unknown = sorted(set(sys.argv[1:]) - {*every, *_LONG})
    if unknown:
        sys.exit(f"Nothing is measured as {', '.join(unknown)}: name any of {', '.join((*every, *_LONG))}.")
    if named := sys.argv[1:]:
        for name in named:
            print(json.dumps({name: asyncio.run(_measured(name))}, indent=2), flush=True)
        return
    load, results, failures = os.getloadavg()[0], dict[str, Any](), dict[str, str]()
    for name in every:
        began = time.perf_counter()
        try:
            results[name] = asyncio.run(_measured(name))
        except Exception as error:
            failures[name] = type(error).__name__
        else:
            print(json.dumps({name: results[name]}, indent=2), flush=True)
        print(f"{name} took {time.perf_counter() - began:.0f} s", flush=True)
    written = page(_machine(load), results, failures)
    (REPOSITORY / "docs" / "benchmarks.md").write_text(written, encoding="utf-8")


async def _measured(name: str) -> dict[str, object]:
    async with AsyncExitStack() as stack:
        if name in _LONG:
            return {**await _LONG[name]()}
        await stack.enter_async_context(asyncio.timeout(_MOST_SECONDS))
        if name in _WITH_ITS_OWN:
            return {**await _WITH_ITS_OWN[name]()}
        beside = await stack.enter_async_context(busy_service())
        found = await _BESIDE_IT[name]()
        return {**found, "service": dict(beside)}


def _machine(load: float) -> str:
    day, python = f"{datetime.now(UTC):%-d %B %Y}", platform.python_version()
    cores = os.cpu_count()
    return (
        f"Measured on {day}, {platform.platform(terse=True)}, {cores} cores, Python {python}; the load of "
        f"other work was {load:.1f} at the beginning."
    )


if __name__ == "__main__":
    main()
