"""What Slack did not sign costs nothing: it is turned away before it is read, and nothing makes a 500."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.slack.door import BODY_LIMIT, NoRoom, Receive, UnverifiedRoom
from bot.slack.http import EVENTS_PATH
from slack_sandbox.delivery.http import signature
from slack_sandbox.testing.waiting import until
from tests.slack.adapter.bench import Bench, bench


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, "http") as made:
        yield made


def signed(served: Bench, body: str, **changed: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    made = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(served.sandbox.signing_secret, stamp, body),
    }
    return made | {name.replace("_", "-"): value for name, value in changed.items()}


async def posted(served: Bench, body: object, headers: dict[str, str]) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{served.url}{EVENTS_PATH}", data=body, headers=headers) as answer,
    ):
        assert await answer.read() in (b"", b'{"ok": false}') or answer.status == 200
        return answer.status


async def speak(served: Bench, *parts: bytes) -> tuple[bytes, float]:
    """Write raw bytes; return what came back until the server hung up, and the seconds until then."""
    address = urlsplit(served.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    began = time.monotonic()
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
        return await asyncio.wait_for(reader.read(), 20), time.monotonic() - began
    except ConnectionError:
        return b"", time.monotonic() - began
    finally:
        writer.close()


ODD_HEADERS = [
    {"X_Slack_Request_Timestamp": ""},
    {"X_Slack_Request_Timestamp": "now"},
    {"X_Slack_Request_Timestamp": "-1"},
    {"X_Slack_Request_Timestamp": "1e9"},
    {"X_Slack_Request_Timestamp": "9" * 400},
    {"X_Slack_Request_Timestamp": "\u0661\u0662"},
    {"X_Slack_Signature": ""},
    {"X_Slack_Signature": "v0="},
    {"X_Slack_Signature": "v0=" + "g" * 64},
    {"X_Slack_Signature": "v0=" + "0" * 64},
    {"X_Slack_Signature": "v0=" + "\u00e9" * 64},
    {"X_Slack_Signature": "v1=" + "0" * 64},
]


@pytest.mark.parametrize("changed", ODD_HEADERS, ids=str)
async def test_odd_signatures_and_times_are_turned_away(served: Bench, changed: dict[str, str]) -> None:
    assert await posted(served, b"a=1", signed(served, "a=1", **changed)) == 401
    assert served.doorway.accepted == []


async def test_a_signature_of_other_bytes_is_turned_away(served: Bench) -> None:
    assert await posted(served, b"a=2", signed(served, "a=1")) == 401
    assert await posted(served, b"\xff\xfe\x00", signed(served, "a=1")) == 401


async def test_what_is_not_signed_is_never_parsed(served: Bench) -> None:
    """Two million bytes of form fields took seconds to parse; unparsed they take next to nothing."""
    body = b"a=1&" * (BODY_LIMIT // 4 - 1)
    spent = time.process_time()
    assert await posted(served, io.BytesIO(body), signed(served, "another body")) == 401
    assert time.process_time() - spent < 0.5


async def test_a_body_is_counted_while_it_arrives(served: Bench) -> None:
    """A body in chunks that would never end is refused after two million bytes, and not kept until then."""
    head = (
        f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
        f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'0' * 64}\r\n\r\n"
    )
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    answer, _ = await speak(served, head.encode(), *([chunk] * 400))
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413")


async def test_a_body_that_says_it_is_too_long_is_not_read(served: Bench) -> None:
    head = (
        f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {BODY_LIMIT + 1}\r\n"
        f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'0' * 64}\r\n\r\n"
    )
    answer, _ = await speak(served, head.encode())
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.slow
@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /hea",
    ],
)
async def test_a_request_that_stays_half_open_is_ended(served: Bench, begun: bytes) -> None:
    _, seconds = await speak(served, begun)
    assert 0.8 < seconds < 10


async def test_a_body_that_does_not_come_is_given_up(served: Bench) -> None:
    head = (
        f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'0' * 64}\r\n\r\nabc"
    )
    answer, seconds = await speak(served, head.encode())
    assert answer.startswith(b"HTTP/1.1 408")
    assert seconds < 10


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 600_000 + b"\r\n\r\n",
        b"POST /slack/events\xff HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_a_bad_request(served: Bench, raw: bytes) -> None:
    answer, _ = await speak(served, raw)
    assert answer == b"" or answer.startswith(
        (b"HTTP/1.1 400", b"HTTP/1.1 401", b"HTTP/1.1 404", b"HTTP/1.1 501")
    )


async def test_other_addresses_and_methods_are_not_found(served: Bench) -> None:
    async with aiohttp.ClientSession() as session:
        for method, path in (
            ("PUT", EVENTS_PATH),
            ("POST", "/health"),
            ("GET", "/"),
            ("POST", "/slack/install"),
        ):
            async with session.request(method, f"{served.url}{path}") as answer:
                assert answer.status == 404


async def test_slack_still_gets_through_beside_many_half_open_requests(served: Bench) -> None:
    address = urlsplit(served.url)
    open_ones = [await asyncio.open_connection(address.hostname, address.port) for _ in range(60)]
    mira = served.sandbox.driver("U0SELLER")
    await mira.dm("Met Ana")
    await until(lambda: served.handled)
    for _, writer in open_ones:
        writer.close()


async def test_a_signed_request_whose_row_cannot_be_written_is_unavailable_and_no_error(
    served: Bench,
) -> None:
    served.doorway.failures = 1
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": "U0SELLER",
        "text": "x",
        "ts": "1.0",
    }
    body = json.dumps(
        {
            "type": "event_callback",
            "authorizations": [{"team_id": "T0FERNHILL", "user_id": "U0TACTEGIC"}],
            "event_id": "E1",
            "event": event,
        }
    )
    headers = signed(served, body) | {"Content-Type": "application/json"}
    assert await posted(served, body.encode(), headers) == 503
    assert await posted(served, body.encode(), headers) == 200


async def test_all_bodies_together_have_a_bound_and_small_ones_go_on() -> None:
    """Slack's own requests are small, so whoever sends large ones without a signature keeps nobody out."""
    room, held = UnverifiedRoom(limit=100_000), asyncio.Event()

    def sending(size: int, end: asyncio.Event | None = None) -> Receive:
        async def receive() -> dict[str, object]:
            nonlocal size
            if size:
                part, size = min(size, 50_000), max(0, size - 50_000)
                return {"type": "http.request", "body": b"x" * part, "more_body": bool(size or end)}
            assert end is not None
            await end.wait()
            return {"type": "http.request", "body": b"", "more_body": False}

        return receive

    first = asyncio.create_task(room.body(sending(160_000, held)))
    await asyncio.sleep(0)
    with pytest.raises(NoRoom):
        await room.body(sending(160_000))
    assert len(await room.body(sending(60_000))) == 60_000
    held.set()
    assert len(await first) == 160_000
    assert len(await room.body(sending(160_000))) == 160_000
    with pytest.raises(NoRoom):
        await UnverifiedRoom(most=0).body(sending(1))


async def test_many_large_bodies_that_nobody_signed_are_turned_away_and_hold_little(served: Bench) -> None:
    head = (
        f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {BODY_LIMIT}\r\n"
        f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'0' * 64}\r\n\r\n"
    ).encode()
    body = b"x" * (BODY_LIMIT - 1)
    answers = await asyncio.gather(*(speak(served, head, body) for _ in range(40)))
    refused = [answer for answer, _ in answers if answer.startswith(b"HTTP/1.1 503")]
    assert all(b"connection: close" in answer.lower() for answer in refused)
    assert refused or any(answer == b"" for answer, _ in answers)
    assert await posted(served, b"a=1", signed(served, "another body")) == 401


async def test_half_open_requests_do_not_keep_watchers_out(served: Bench) -> None:
    address = urlsplit(served.url)
    open_ones = []
    for _ in range(520):
        open_ones.append(await asyncio.open_connection(address.hostname, address.port))
        open_ones[-1][1].write(b"POST /slack/events HTTP/1.1\r\nHost: x\r\n")
    async with aiohttp.ClientSession() as session, session.get(f"{served.url}/health") as answer:
        assert answer.status == 200
    for _, writer in open_ones:
        writer.close()


async def test_a_head_that_is_too_long_is_refused_in_one_piece_too(served: Bench) -> None:
    raw = b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 33_000 + b"\r\n\r\n"
    answer, _ = await speak(served, raw)
    assert answer.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))
