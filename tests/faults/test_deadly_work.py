"""A message that ends the worker's process each time is given up, and takes nobody else's with it."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.slack.manifest import manifest
from bot.worker.trying import RetryPolicy
from slack_sandbox import running_sandbox
from tests.faults.serving import answers, environment, started, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
_PATIENCE = 900.0
_WORKER = """
import os, signal, sys
import bot.conversation.membership as membership
from bot.cli import main

receive = membership.receive

async def dies_of_it(work, ports):
    if "deadly" in getattr(work.command, "text", ""):
        os.kill(os.getpid(), signal.SIGKILL)
    await receive(work, ports=ports)

membership.receive = dies_of_it
sys.argv = ["tactegic", "serve", "--only", "worker"]
main()
"""
"""The real worker, in which one message does what a broken library or a lack of memory would do."""


@asynccontextmanager
async def kept_running(given: dict[str, str]) -> AsyncIterator[list[int | None]]:
    """Start the worker again whenever it ends; gives how it ended each time."""
    codes: list[int | None] = []
    present: list[asyncio.subprocess.Process] = []

    async def keep() -> None:
        while True:
            present[:] = [await asyncio.create_subprocess_exec(sys.executable, "-c", _WORKER, env=given)]
            codes.append(await present[0].wait())

    keeping = asyncio.create_task(keep())
    try:
        yield codes
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        for process in present:
            if process.returncode is None:
                process.terminate()
                await process.wait()


async def test_what_ends_its_process_each_time_is_given_up_and_everybody_else_is_answered(
    tmp_path: Path,
) -> None:
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        one, two = sandbox.driver("U0SELLER"), sandbox.driver("U0SELLER2")
        given = environment(sandbox, tmp_path / "data", TACTEGIC_LOG_LEVEL="warning")
        quiet = given | {"TACTEGIC_LOG_LEVEL": "info"}
        async with started("--only", "intake", **quiet) as intake, kept_running(given) as codes:
            await until(lambda: intake.said("intake.ready"), _PATIENCE)
            before = {await one.dm("Met Ana Ruiz from Northwind.")}
            await until(lambda: answers(sandbox, before).total() == 1, _PATIENCE)
            await one.dm("Met Omar Fictive from Contoso, it was deadly.")
            after = {await one.dm("Met Lena Brandt from Kestrel.")}
            others = {await two.dm(f"Met Pia Lindqvist from Solvane, day {day}.") for day in range(3)}

            await until(lambda: answers(sandbox, others).total() == 3, _PATIENCE)
            deaths_until_others_were_answered = len(codes)
            await until(lambda: answers(sandbox, after).total() == 1, _PATIENCE)
            [(error, left, reference)] = dead_letters(tmp_path / "data" / "tactegic.db")
            await one.wait_for(f"(ref {reference})", timeout=_PATIENCE)

            limits = RetryPolicy()
            assert (error, left) == (f"Abandoned {limits.abandoned + 1} times", None)
            # Promised is: before the deadly one is given up. How many deaths that is depends on how soon a
            # worker that was just started answers others, compared with its probation: under load it is more.
            assert deaths_until_others_were_answered <= limits.abandoned
            assert codes == [-9] * (limits.abandoned + 1)
            assert answers(sandbox, before | after | others) == Counter(before | after | others)


def dead_letters(file: Path) -> list[tuple[str, str | None, str]]:
    """What was given up, what is left of its content, and the reference that its member was told."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as reader:
        return reader.execute("SELECT error, payload, reference FROM inbox WHERE state = 'dead'").fetchall()
