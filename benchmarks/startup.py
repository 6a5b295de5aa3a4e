"""How soon the bot is ready, and how much memory it takes before and after the embedding model is loaded."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, running_sandbox

_RUNS = 3


async def measure() -> dict[str, Any]:
    """Seconds to ready (median of three, with an existing database) and resident memory in MB."""
    async with running_sandbox(manifest("socket")) as sandbox:
        with TemporaryDirectory() as folder:
            runs = [await _run(sandbox, folder, note=False) for _ in range(_RUNS + 1)][1:]
            loaded = await _run(sandbox, folder, note=True)
    return {
        "seconds_to_ready": round(statistics.median(run[0] for run in runs), 2),
        "megabytes_before_the_embedding_model": round(statistics.median(run[1] for run in runs)),
        "megabytes_with_it": round(loaded[1]),
        "idle_cpu_percent": round(statistics.median(run[2] for run in runs), 1),
    }


async def _run(sandbox: Sandbox, folder: str, *, note: bool) -> tuple[float, float, float]:
    environment = os.environ | {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
        "TACTEGIC_DATA_DIR": folder,
        "TACTEGIC_HTTP_PORT": "0",
        "TACTEGIC_LOG_FORMAT": "json",
    }
    draining: asyncio.Task[bytes] | None = None
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", env=environment, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        while b"bot.ready" not in (line := await process.stderr.readline()):
            if not line:
                raise RuntimeError("the bot ended before it was ready")
        ready = time.perf_counter() - began
        draining = asyncio.create_task(process.stderr.read())
        measured = psutil.Process(process.pid)
        if note:
            await _say_something(sandbox)
        await asyncio.sleep(3)
        measured.cpu_percent()
        await asyncio.sleep(5)
        return ready, measured.memory_info().rss / 1e6, measured.cpu_percent()
    finally:
        process.terminate()
        await process.wait()
        if draining is not None:
            draining.cancel()


async def _say_something(sandbox: Sandbox) -> None:
    seller = sandbox.driver("U0SELLER")
    await seller.dm("Met Ana Example from Northwind today, she worries about carbon reporting.")
    await seller.next_message(timeout=30)
    await seller.dm("What worries Ana?")
    await seller.next_message(timeout=30)


__all__ = ["measure"]
