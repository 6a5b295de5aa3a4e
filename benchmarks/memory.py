"""Whether memory stays where it is over an hour of steady work, with the whole service running.

Run `python -m benchmarks memory` (an hour and a quarter). Members write notes and questions at a steady pace,
as 200 members in a busy hour would; what each process takes is looked at twice a minute. The slope is that of
a line through what was seen after a quarter of an hour, in which models are loaded and caches filled. Linux
only.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.service import PARTS, Service, new_member, served
from bot.slack.manifest import manifest
from slack_sandbox import running_sandbox
from slack_sandbox.testing import Driver

_WARMING_SECONDS, _SECONDS = 15 * 60.0, 60 * 60.0
_LOOK_SECONDS = 30.0
_MEMBERS = 12
_A_MINUTE = 20
"""Messages of all members together."""
_QUESTION_EVERY = 4
_NOTE = "Met {given} {family} from {family} Works, she worries about her depot number {number}."
_QUESTION = "What did {given} {family} say about depot number {number}?"
_GIVEN = ("Ana", "Bo", "Cleo", "Dario", "Edda", "Farid", "Gwen", "Hiro", "Ines", "Jorn")
_FAMILY = ("Ruiz", "Lindqvist", "Okoro", "Brandt", "Voss", "Tanaka", "Moreau", "Halloran")
Look = tuple[float, dict[str, float]]


async def measure() -> dict[str, object]:
    """Megabytes (Pss) of intake and worker after warming up and at the end, and what they grow by."""
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        with TemporaryDirectory() as folder:
            async with served(sandbox, Path(folder), "socket") as service:
                members = [new_member(sandbox) for _ in range(_MEMBERS)]
                ending = time.monotonic() + _WARMING_SECONDS + _SECONDS
                writing = [
                    asyncio.create_task(_write(each, place, ending)) for place, each in enumerate(members)
                ]
                looks = await _looked(service, ending)
                written = sum(await asyncio.gather(*writing))
    steady = [look for look in looks if look[0] >= _WARMING_SECONDS]
    return {
        "messages_in_all": written,
        "minutes_after_warming": round((steady[-1][0] - steady[0][0]) / 60, 1),
        "megabytes_after_warming": _of(steady[:5]),
        "megabytes_at_the_end": _of(steady[-5:]),
        "megabytes_grown_a_minute": {
            name: round(60 * _slope([(when, seen[name]) for when, seen in steady]), 4)
            for name in (*PARTS, "both")
        },
    }


async def _looked(service: Service, ending: float) -> list[Look]:
    looks: list[Look] = []
    began = time.monotonic()
    while time.monotonic() < ending:
        await asyncio.sleep(_LOOK_SECONDS)
        seen = {name: float(size) for name, size in service.megabytes().items() if name in PARTS}
        looks.append((time.monotonic() - began, {**seen, "both": sum(seen.values())}))
    return looks


async def _write(member: Driver, place: int, ending: float) -> int:
    """Write messages until then, each when the one before was answered and its time has come; how many."""
    pause, number = 60 * _MEMBERS / _A_MINUTE, 0
    await asyncio.sleep(pause * place / _MEMBERS)
    while time.monotonic() < ending:
        waiting = asyncio.create_task(asyncio.sleep(pause))
        words = _QUESTION if number % _QUESTION_EVERY == _QUESTION_EVERY - 1 else _NOTE
        given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[(number + place) % len(_FAMILY)]
        await member.dm(words.format(given=given, family=family, number=number))
        await member.next_message(timeout=300)
        number += 1
        await waiting
    return number


def _of(looks: Sequence[Look]) -> dict[str, float]:
    return {name: round(statistics.median(seen[name] for _, seen in looks)) for name in (*PARTS, "both")}


def _slope(points: Sequence[tuple[float, float]]) -> float:
    times, sizes = zip(*points, strict=True)
    return statistics.linear_regression(times, sizes).slope
