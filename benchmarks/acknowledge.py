"""How fast events are acknowledged, against a bare Bolt app and a bare aiohttp handler in the same run."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
from slack_sdk.signature import SignatureVerifier

from benchmarks.servers import SECRET
from bot.slack.manifest import manifest
from slack_sandbox import running_sandbox

_ROUNDS, _A_ROUND, _SIDE_BY_SIDE = 3, 600, 32
_RATE, _SECONDS = 200, 5
_numbers = count()


async def measure() -> dict[str, Any]:
    """Requests a second (three interleaved rounds each) and the time to answer at 200 events a second."""
    with TemporaryDirectory() as folder:
        async with running_sandbox(manifest("socket")) as sandbox, aiohttp.ClientSession() as session:
            api, token = sandbox.api_url, sandbox.bot_token
            async with (
                _server("tactegic", f"sqlite:///{folder}/bot.db", api, token) as ours,
                _server("bolt", api, token) as bolt,
                _server("aiohttp", folder) as bare,
            ):
                servers = {"tactegic": ours, "bare Bolt": bolt, "bare aiohttp": bare}
                rates: dict[str, list[float]] = {name: [] for name in servers}
                for url in servers.values():
                    await _at_once(session, url, 100)
                for _ in range(_ROUNDS):
                    for name, url in servers.items():
                        rates[name].append(await _at_once(session, url, _A_ROUND))
                paced = {name: await _paced(session, url) for name, url in servers.items()}
    medians = {name: statistics.median(found) for name, found in rates.items()}
    return {
        "requests_per_second": {name: round(rate) for name, rate in medians.items()},
        "ratio_to_bare_bolt": round(medians["tactegic"] / medians["bare Bolt"], 2),
        "ratio_to_bare_aiohttp": round(medians["tactegic"] / medians["bare aiohttp"], 2),
        f"milliseconds_at_{_RATE}_per_second": paced,
    }


@asynccontextmanager
async def _server(*arguments: str) -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.servers", *arguments, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        port = int(await process.stdout.readline())
        yield f"http://127.0.0.1:{port}/slack/events"
    finally:
        process.terminate()
        await process.wait()


def _event() -> tuple[bytes, dict[str, str]]:
    number = next(_numbers)
    body = json.dumps(
        {
            "type": "event_callback",
            "team_id": "T0FERNHILL",
            "api_app_id": "A0TACTEGIC",
            "event_id": f"Ev{number}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": "T0FERNHILL", "user_id": "U0TACTEGIC", "is_bot": True}],
            "event": {
                "type": "message",
                "channel_type": "im",
                "channel": "D0BENCH",
                "user": f"U{number % 50:04d}",
                "text": "Met Ana Example, promised her the storage paper by Friday.",
                "ts": f"{1_700_000_000 + number}.000100",
            },
        }
    ).encode()
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    assert signature is not None
    headers = {
        "content-type": "application/json",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature,
    }
    return body, headers


async def _post(session: aiohttp.ClientSession, url: str, event: tuple[bytes, dict[str, str]]) -> float:
    began = time.perf_counter()
    async with session.post(url, data=event[0], headers=event[1]) as answer:
        await answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{url} answered {answer.status}")
    return time.perf_counter() - began


async def _at_once(session: aiohttp.ClientSession, url: str, total: int) -> float:
    events: Iterator[tuple[bytes, dict[str, str]]] = iter([_event() for _ in range(total)])

    async def one_after_another() -> None:
        for event in events:
            await _post(session, url, event)

    began = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(_SIDE_BY_SIDE)))
    return total / (time.perf_counter() - began)


async def _paced(session: aiohttp.ClientSession, url: str) -> dict[str, float]:
    """Open loop: events come at their times whether or not earlier ones were answered."""
    events = [_event() for _ in range(_RATE * _SECONDS)]
    began = asyncio.get_running_loop().time()

    async def at(number: int) -> float:
        due = began + number / _RATE
        await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
        return await _post(session, url, events[number])

    times = sorted(await asyncio.gather(*map(at, range(len(events)))))
    cuts = statistics.quantiles(times, n=100)
    return {"p50": round(1000 * cuts[49], 1), "p99": round(1000 * cuts[98], 1)}
