"""What a note and a question take of the processor, beside neural inference, with the whole service running.

Run `python -m benchmarks.messages`. Members write one message after the other. The threads of the service are
watched from outside: those in which a model computes have names. What idling takes is measured before, and
taken off. Compared with a Bolt app that does nothing but `say()`. Linux only.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from benchmarks.load import load
from benchmarks.service import INFERENCE, Service, new_member, served
from bot.slack.http import EVENTS_PATH
from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.testing import Driver

_MESSAGES, _MEMBERS, _WARMING = 40, 4, 8
_SAID = 300
_SETTLING, _IDLING = 4.0, 6.0
_NOTE = "Met Person Number{0} from Company{0} today, promised her the storage paper by Friday."
_QUESTION = "What did Person Number{0} say about storage?"
_PROMISE = "What did I promise Person Number{0}?"


async def measure() -> dict[str, Any]:
    """Milliseconds of processor time a message: in all, in the models, and beside them."""
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        with TemporaryDirectory() as folder:
            async with served(sandbox, Path(folder), "socket") as service:
                members = [new_member(sandbox) for _ in range(_MEMBERS)]
                await _write(members, [_NOTE.format(900 + number) for number in range(_WARMING)])
                await _write(members, [_QUESTION.format(900 + number) for number in range(_WARMING)])
                found = {
                    "note": await _taken(service, members, _NOTE),
                    "question": await _taken(service, members, _QUESTION),
                    "question of promises": await _taken(service, members, _PROMISE),
                }
        bare = await _bare_say(sandbox)
    for each in found.values():
        each["times_bare_say"] = round(each["processor_ms"] / bare, 1)
    return {**found, "bare_say_ms": bare}


async def _taken(service: Service, members: Sequence[Driver], text: str) -> dict[str, float]:
    await asyncio.sleep(_SETTLING)
    idle, began = service.thread_nanoseconds(), time.perf_counter()
    await asyncio.sleep(_IDLING)
    before, middle = service.thread_nanoseconds(), time.perf_counter()
    await _write(members, [text.format(number) for number in range(_MESSAGES)])
    await asyncio.sleep(_SETTLING)  # vectors are written seconds after the answer
    after, end = service.thread_nanoseconds(), time.perf_counter()
    resting = (_beside(before) - _beside(idle)) / (middle - began) * (end - middle)
    inference = sum(after[name] - before[name] for name in INFERENCE)
    beside = _beside(after) - _beside(before) - resting
    a_message = {"processor_ms": inference + beside, "inference_ms": inference, "beside_inference_ms": beside}
    return {name: round(nanoseconds / 1e6 / _MESSAGES, 2) for name, nanoseconds in a_message.items()}


def _beside(threads: Counter[str]) -> int:
    return sum(nanoseconds for name, nanoseconds in threads.items() if name not in INFERENCE)


async def _write(members: Sequence[Driver], texts: Sequence[str]) -> None:
    for number, text in enumerate(texts):
        member = members[number % len(members)]
        await member.dm(text)
        await member.next_message(timeout=60)


async def _bare_say(sandbox: Sandbox) -> float:
    """Milliseconds of a Bolt app that answers each message with a sentence."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.servers", sandbox.api_url, sandbox.bot_token, "--says"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        url = f"http://127.0.0.1:{int(await process.stdout.readline())}{EVENTS_PATH}"
        member = new_member(sandbox)
        people = [(member.user, await member.dm_channel())]
        await load(url, rate=20, seconds=2, people=people, first=1)
        before = _seconds(process.pid)
        figures = await load(url, rate=30, seconds=_SAID / 30, people=people, first=1000, commands=False)
        await asyncio.sleep(1)
        return round(1000 * (_seconds(process.pid) - before) / float(figures["sent"]), 2)
    finally:
        process.terminate()
        await process.wait()


def _seconds(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure()), indent=2))
