"""Sends signed events and commands at their times, whether or not earlier ones were answered (an open loop).

`python -m benchmarks.load`, in a process of its own, with a plan as JSON on its standard input; prints
figures as JSON. Reads of the clock stand around the request alone.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from benchmarks.servers import SECRET

TEAM, BOT = "T0FERNHILL", "U0TACTEGIC"
_A_COMMAND = 10
"""Every tenth request is a slash command, which Slack sends once and never again."""
_WORDS = "Met Person Number{0} from Company{0} today, promised her the storage paper by Friday."


def event(number: int, user: str, channel: str, bot: str = BOT) -> dict[str, Any]:
    """Return the payload of a message that somebody wrote to the bot."""
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0TACTEGIC",
        "event_id": f"Ev{number}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": bot, "is_bot": True}],
        "event": {
            "type": "message",
            "channel_type": "im",
            "channel": channel,
            "user": user,
            "text": _WORDS.format(number % 200),
            "ts": f"{1_700_000_000 + number}.000100",
        },
    }


async def load(
    url: str,
    *,
    rate: int,
    seconds: float,
    people: Sequence[tuple[str, str]],
    first: int,
    commands: bool = True,
) -> dict[str, Any]:
    """Send so many requests a second from a process of its own; `first` numbers them. The figures."""
    plan = {"url": url, "rate": rate, "seconds": seconds, "people": people, "first": first}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.load"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate(json.dumps(plan | {"commands": commands}).encode())
    figures: dict[str, Any] = json.loads(out)
    return figures


def _request(number: int, user: str, channel: str, *, commands: bool) -> tuple[bytes, dict[str, str]]:
    if number % _A_COMMAND or not commands:
        return signed(event(number, user, channel))
    command = {
        "command": "/tactegic",
        "text": "contacts",
        "trigger_id": f"{number}.1",
        "team_id": TEAM,
        "user_id": user,
        "channel_id": channel,
        "response_url": "http://127.0.0.1:1/none",
    }
    return _signed(urlencode(command).encode(), "application/x-www-form-urlencoded")


def signed(payload: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
    """Return an event as Slack sends it, body and headers."""
    return _signed(json.dumps(payload).encode(), "application/json")


def _signed(body: bytes, kind: str) -> tuple[bytes, dict[str, str]]:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    assert signature is not None
    headers = {"content-type": kind, "x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    return body, headers


async def _run(plan: dict[str, Any]) -> dict[str, Any]:
    url, rate, people, first = plan["url"], plan["rate"], plan["people"], plan["first"]
    numbers = range(int(rate * plan["seconds"]))
    commands = plan["commands"]
    requests = [
        _request(first + number, *people[number % len(people)], commands=commands) for number in numbers
    ]
    refused = failed = late = 0
    async with aiohttp.ClientSession() as session:
        began = asyncio.get_running_loop().time() + 0.1

        async def at(number: int) -> float:
            nonlocal refused, failed, late
            body, headers = requests[number]
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            late += asyncio.get_running_loop().time() - due > 0.01
            sent = time.perf_counter()
            async with session.post(url, data=body, headers=headers) as answer:
                text = await answer.text()
            failed += answer.status != 200
            refused += bool(text)
            return time.perf_counter() - sent

        times = await asyncio.gather(*map(at, range(len(requests))))
    cuts = statistics.quantiles(times, n=100)
    return {
        "p50_ms": round(1000 * cuts[49], 1),
        "p99_ms": round(1000 * cuts[98], 1),
        "longest_ms": round(1000 * max(times)),
        "sent": len(times),
        "refused": refused,
        "failed": failed,
        "sent_late": late,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_run(json.load(sys.stdin)))))
