"""The whole service as it is run in earnest, watched from outside: memory, and processor time by thread."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.servers import SECRET
from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, User, running_sandbox
from slack_sandbox.seed import TEAM
from slack_sandbox.testing import Driver

INFERENCE = frozenset({"embedding", "reader", "answering", "investment"})
"""Threads of the service in which the neural models compute, by their names."""
PARTS = ("intake", "worker")
_A_SECOND = 2.0
"""Notes that members write each second while something else is measured."""
_NAMES = count(1)


@dataclass
class Service:
    """`tactegic serve`, running."""

    process: asyncio.subprocess.Process
    began: float
    port: int = 0
    ready_after: float = 0.0
    """Seconds of the clock from its start until both processes were ready."""

    def family(self) -> dict[str, psutil.Process]:
        """The parent and its two processes, by what they do."""
        found = {"parent": psutil.Process(self.process.pid)}
        for child in found["parent"].children():
            with suppress(psutil.Error):
                line = child.cmdline()
                if "--only" in line:
                    found[line[line.index("--only") + 1]] = child
        return found

    def processor_seconds(self) -> float:
        """What all of its processes took of the processor since they began."""
        each = [process.cpu_times() for process in self.family().values()]
        return float(sum(times.user + times.system for times in each))

    def thread_nanoseconds(self) -> Counter[str]:
        """Nanoseconds that intake and worker took, by the names of their threads."""
        found: Counter[str] = Counter()
        for name, process in self.family().items():
            if name in PARTS:
                for task in Path(f"/proc/{process.pid}/task").iterdir():
                    with suppress(OSError):
                        nanoseconds = int((task / "schedstat").read_text().split()[0])
                        found[(task / "comm").read_text().strip()] += nanoseconds
        return found

    def megabytes(self) -> dict[str, int]:
        """What each process takes of memory; what two of them share counts half for each (Pss)."""
        return {name: _pss(process.pid) for name, process in self.family().items()}


@asynccontextmanager
async def served(sandbox: Sandbox, folder: Path, mode: str = "http", **given: str) -> AsyncIterator[Service]:
    """Run the whole service until the block is left, with its compiled code as an installation has it."""
    environment = os.environ | {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        **({"SLACK_SIGNING_SECRET": SECRET} if mode == "http" else {"SLACK_APP_TOKEN": sandbox.app_token}),
        "SLACK_API_URL": sandbox.api_url,
        "TACTEGIC_DATA_DIR": str(folder),
        "TACTEGIC_HTTP_PORT": "0",
        "TACTEGIC_LOG_FORMAT": "json",
        **given,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve"), env=environment, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    draining: asyncio.Task[bytes] | None = None
    try:
        while b"bot.ready" not in (line := await process.stderr.readline()):
            if not line:
                raise RuntimeError("the bot ended before it was ready")
        ready = time.perf_counter() - began
        draining = asyncio.create_task(process.stderr.read())
        yield Service(process, began, int(json.loads(line)["port"]), ready)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        if draining is not None:
            await draining


@asynccontextmanager
async def busy_service() -> AsyncIterator[Counter[str]]:
    """Run the whole service with members who write all the while; counts what was written and answered."""
    counted: Counter[str] = Counter()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        sandbox = await stack.enter_async_context(running_sandbox(manifest("socket")))
        sandbox.limits.relax()
        await stack.enter_async_context(served(sandbox, folder, "socket"))
        members = [new_member(sandbox) for _ in range(4)]
        writing = [asyncio.create_task(_write(each, len(members), counted)) for each in members]
        try:
            yield counted
        finally:
            for task in writing:
                task.cancel()
            await asyncio.gather(*writing, return_exceptions=True)


def new_member(sandbox: Sandbox) -> Driver:
    """Add a member to the workspace."""
    number = next(_NAMES)
    user = User(f"U0BUSY{number}", TEAM, f"kim{number}", f"Kim Number{number}", "Europe/Berlin")
    sandbox.add_member(user)
    return sandbox.driver(user.id)


async def _write(member: Driver, members: int, counted: Counter[str]) -> None:
    for number in count():
        pause = asyncio.create_task(asyncio.sleep(members / _A_SECOND))
        await member.dm(f"Met Person Number{number} from Company{number % 40}, she worries about her depot.")
        counted["notes written meanwhile"] += 1
        await member.next_message(timeout=120)
        counted["answered meanwhile"] += 1
        await pause


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
