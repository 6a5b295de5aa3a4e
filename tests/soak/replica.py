"""A replica of `tactegic serve` that is killed, and started again as a service manager would."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from random import Random

from tests.faults.serving import Served, started

_RESTART_SECONDS = 0.2
TARGETS = ("parent", "intake", "worker", "intake and worker", "all of a replica")


class Replica:
    """One installation of the service on a machine."""

    def __init__(self, name: str, given: Mapping[str, str]) -> None:
        self.name = name
        self.starts = 0
        self.codes: Counter[int | None] = Counter()
        """How the parent ended each time."""
        self.plain: list[str] = []
        """What was said beside the log: a traceback, a refusal."""
        self._given = dict(given)
        self._served: Served | None = None
        self._stopping = asyncio.Event()

    async def keep(self) -> None:
        """Run the service until `stop`, starting it again whenever it ends."""
        while not self._stopping.is_set():
            async with started(**self._given) as served:
                self._served = served
                self.starts += 1
                ended = asyncio.create_task(served.process.wait())
                told = asyncio.create_task(self._stopping.wait())
                await asyncio.wait({ended, told}, return_when=asyncio.FIRST_COMPLETED)
                told.cancel()
            self._served = None
            self.codes[await ended] += 1
            self.plain += served.plain
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _RESTART_SECONDS)

    def stop(self) -> None:
        """End the service in order, and start it no more."""
        self._stopping.set()

    @property
    def is_ready(self) -> bool:
        """Whether intake and worker both run and have said that they are ready."""
        served = self._served
        if served is None or set(served.children()) != {"intake", "worker"}:
            return False
        latest: dict[str, bool] = {}
        for line in served.lines:
            if line.get("event") == "process.ended":
                latest[line["process"]] = False
            elif line.get("event") in ("intake.ready", "worker.ready"):
                latest[line["event"].removesuffix(".ready")] = True
        return latest == {"intake": True, "worker": True}

    def kill(self, target: str) -> bool:
        """Kill what the target names; False where nothing of it runs just now."""
        served = self._served
        if served is None or served.process.returncode is not None:
            return False
        children = served.children()
        wanted = {"intake", "worker"} if target not in children else {target}
        pids = [pid for name, pid in children.items() if name in wanted and target != "parent"]
        if target in ("parent", "all of a replica"):
            pids.insert(0, served.process.pid)
        elif target in ("intake", "worker") and target not in children:
            return False
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(pids)


class Killer:
    """Kills something of some replica at random times, whether it works, waits or is being started."""

    def __init__(self, replicas: list[Replica], random: Random, pause: float) -> None:
        """`pause` is the mean time between two kills, in seconds."""
        self.kills: Counter[str] = Counter()
        self.while_starting = 0
        self.last_at = time.monotonic()
        self._replicas = replicas
        self._random = random
        self._pause = pause

    async def go_on(self, times: int) -> None:
        """Kill so many times."""
        for _ in range(times):
            await asyncio.sleep(self._random.uniform(0.0, 2 * self._pause))
            await self.kill(self._random.choice(self._replicas), self._random.choice(TARGETS))

    async def kill(self, replica: Replica, target: str) -> None:
        """Kill this, as soon as it runs."""
        was_ready = replica.is_ready
        while not replica.kill(target):
            await asyncio.sleep(0.1)
        self.kills[target] += 1
        self.while_starting += not was_ready
        self.last_at = time.monotonic()
