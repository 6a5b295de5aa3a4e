"""`tactegic serve` as real processes against a sandbox: started, looked at, and ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from slack_sandbox import Sandbox
from slack_sandbox.seed import TEAM


async def until(condition: Callable[[], object], seconds: float = 90) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


def answers(sandbox: Sandbox, sent: set[str]) -> Counter[str]:
    """How many replies of the bot each sent message has in its thread."""
    found: Counter[str] = Counter()
    for channel in sandbox.world.teams[TEAM].channels.values():
        for message in channel.messages.values():
            if message.user == sandbox.bot_user and message.thread_ts in sent:
                found[message.thread_ts] += 1
    return found


@dataclass
class Served:
    """The parent's process, what it and its children wrote, and the pages."""

    process: asyncio.subprocess.Process
    lines: list[dict[str, Any]] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)

    def said(self, event: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line.get("event") == event]

    @property
    def port(self) -> int:
        """That of the intake which was started last."""
        return int(self.said("intake.ready")[-1]["port"])

    def children(self) -> dict[str, int]:
        """The processes of intake and worker that live, by their names."""
        found: dict[str, int] = {}
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self.process.pid).children():
                with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                    line = child.cmdline()
                    if "--only" in line:
                        found[line[line.index("--only") + 1]] = child.pid
        return found

    def kill(self, name: str) -> int:
        """Kill a child with no warning; its id."""
        pid = self.children()[name]
        os.kill(pid, signal.SIGKILL)
        return pid

    async def page(self, path: str) -> dict[str, Any]:
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return {"status": answer.status, **await answer.json()}

    async def until_page(self, path: str, **wanted: object) -> None:
        async with asyncio.timeout(60):
            while True:
                facts = await self.page(path)
                if wanted.items() <= facts.items():
                    return
                await asyncio.sleep(0.1)

    async def end(self) -> int:
        with suppress(ProcessLookupError):
            self.process.terminate()
        return await self.process.wait()


def environment(sandbox: Sandbox, data: Path, **more: str) -> dict[str, str]:
    given = {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
        "TACTEGIC_DATA_DIR": str(data),
        "TACTEGIC_HTTP_PORT": "0",
        "TACTEGIC_LOG_FORMAT": "json",
        "OMP_NUM_THREADS": "1",
    }
    return {name: value for name, value in (os.environ | given | more).items() if value}


@asynccontextmanager
async def started(*arguments: str, **given: str) -> AsyncIterator[Served]:
    """Start `tactegic serve`; whatever is left of it at the end of the block is ended."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", *arguments, env=given, stderr=asyncio.subprocess.PIPE
    )
    made = Served(process)
    reading = asyncio.create_task(_read(made))
    try:
        yield made
    finally:
        await made.end()
        await reading


@asynccontextmanager
async def served(sandbox: Sandbox, data: Path, **more: str) -> AsyncIterator[Served]:
    """The same, ready."""
    async with started(**environment(sandbox, data, **more)) as made:
        await until(lambda: made.said("bot.ready") or made.process.returncode is not None)
        assert made.process.returncode is None, made.plain
        yield made


async def _read(made: Served) -> None:
    assert made.process.stderr is not None
    async for line in made.process.stderr:
        try:
            made.lines.append(json.loads(line))
        except ValueError:
            made.plain.append(line.decode().rstrip())
