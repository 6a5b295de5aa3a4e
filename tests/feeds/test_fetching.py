"""Fetching a calendar from an address that is anybody's: against a real https server on this machine (B9)."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator
from ipaddress import ip_address

import pytest
import structlog
from aiohttp import web

from bot.core.ports.feeds import FeedFlaw, FeedTrouble, FeedVersion
from bot.feeds.addresses import is_public
from bot.feeds.fetching import FeedBounds, HttpsFeeds
from tests.support.https_calendar import (
    HOST,
    CalendarServer,
    calendar_server,
    client_context,
    local_feeds,
    server_context,
)

CALENDAR = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
NEW = FeedVersion()


@pytest.fixture
async def served() -> AsyncIterator[CalendarServer]:
    async with calendar_server() as server:
        server.content = CALENDAR
        yield server


def answering(server: CalendarServer, *, status: int = 200, body: bytes = b"", **headers: str) -> None:
    """Let the server give one answer to everything."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def respond(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers={"Content-Type": "text/calendar", **named})

    server.respond = respond


async def flaw(feeds: HttpsFeeds, address: str) -> FeedTrouble:
    """What is wrong with an address."""
    with pytest.raises(FeedTrouble) as raised:
        await feeds.fetch(address, NEW)
    return raised.value


async def test_what_is_the_same_as_before_is_not_sent_again(served: CalendarServer) -> None:
    feeds = local_feeds(served.port)

    first = await feeds.fetch(served.address, NEW)
    second = await feeds.fetch(served.address, first.version)

    assert first.content == CALENDAR.encode()
    assert (second.content, second.version) == (None, first.version)
    assert served.asked[1]["If-None-Match"] == first.version.etag
    assert "Cookie" not in served.asked[1]


async def test_without_an_etag_the_day_of_the_last_change_is_sent(served: CalendarServer) -> None:
    answering(served, body=CALENDAR.encode(), Last_Modified="Tue, 24 Nov 2026 09:00:00 GMT")
    feeds = local_feeds(served.port)
    first = await feeds.fetch(served.address, NEW)
    answering(served, status=304)

    assert (await feeds.fetch(served.address, first.version)).content is None
    assert served.asked[1]["If-Modified-Since"] == "Tue, 24 Nov 2026 09:00:00 GMT"


async def test_an_unasked_304_is_no_calendar(served: CalendarServer) -> None:
    answering(served, status=304)

    assert (await flaw(local_feeds(served.port), served.address)).flaw is FeedFlaw.SERVER


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, FeedFlaw.REFUSED),
        (403, FeedFlaw.REFUSED),
        (404, FeedFlaw.GONE),
        (410, FeedFlaw.GONE),
        (429, FeedFlaw.SERVER),
        (500, FeedFlaw.SERVER),
    ],
)
async def test_a_status_says_what_is_wrong(served: CalendarServer, status: int, expected: FeedFlaw) -> None:
    answering(served, status=status)

    trouble = await flaw(local_feeds(served.port), served.address)

    assert (trouble.flaw, trouble.status) == (expected, status)


async def test_a_redirect_is_followed_a_few_times_and_checked_each_time(served: CalendarServer) -> None:
    targets = {"/a": "/b", "/b": "/c", "/c": "/private-0123456789abcdef/basic.ics"}

    async def respond(request: web.Request) -> web.Response:
        if (target := targets.get(request.path)) is not None:
            return web.Response(status=302, headers={"Location": target})
        return web.Response(text=CALENDAR, content_type="text/calendar")

    served.respond = respond
    feeds = local_feeds(served.port)
    begin = f"https://{HOST}:{served.port}"

    assert (await feeds.fetch(f"{begin}/a", NEW)).content == CALENDAR.encode()
    targets["/c"] = "/a"
    assert (await flaw(feeds, f"{begin}/a")).flaw is FeedFlaw.REDIRECTS
    for target, expected in (
        ("http://calendar.example.com/x", FeedFlaw.NOT_HTTPS),
        ("https://169.254.169.254/latest/meta-data", FeedFlaw.NOT_ALLOWED),
        ("https://[::1]/", FeedFlaw.NOT_ALLOWED),
        ("file:///etc/passwd", FeedFlaw.NOT_HTTPS),
        (f"https://{HOST}:22/", FeedFlaw.NOT_ALLOWED),
        ("", FeedFlaw.REDIRECTS),
    ):
        targets["/a"] = target
        assert (await flaw(feeds, f"{begin}/a")).flaw is expected, target


async def test_a_redirect_to_a_name_of_a_private_network_is_refused(served: CalendarServer) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.7"] if host == "inside.example.com" else ["127.0.0.1"]

    answering(served, status=302, Location=f"https://inside.example.com:{served.port}/x.ics")
    feeds = local_feeds(served.port, resolve=resolve)

    assert (await flaw(feeds, served.address)).flaw is FeedFlaw.NOT_ALLOWED


async def test_a_name_is_resolved_once_and_the_connection_goes_there(served: CalendarServer) -> None:
    """A name that leads to a public address when it is checked leads nowhere else when it is connected to."""
    answers = [["127.0.0.1"], ["10.0.0.7"]]
    resolved: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        resolved.append(host)
        return answers[min(len(resolved), len(answers)) - 1]

    feeds = local_feeds(served.port, resolve=rebinding)

    assert (await feeds.fetch(served.address, NEW)).content == CALENDAR.encode()
    assert resolved == [HOST]
    assert (await flaw(feeds, served.address)).flaw is FeedFlaw.NOT_ALLOWED


async def test_one_private_address_among_public_ones_is_enough_to_refuse(served: CalendarServer) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1", "192.168.0.4"]

    assert (
        await flaw(local_feeds(served.port, resolve=resolve), served.address)
    ).flaw is FeedFlaw.NOT_ALLOWED
    assert served.asked == []


async def test_as_it_is_made_without_arguments_this_machine_cannot_be_reached(served: CalendarServer) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    guarded = HttpsFeeds(ports=(served.port,), resolve=resolve, trust=client_context(HOST))

    for address in (served.address, f"https://127.0.0.1:{served.port}/", f"https://localhost:{served.port}/"):
        assert (await flaw(guarded, address)).flaw is FeedFlaw.NOT_ALLOWED
    for host in ("127.1", "127.000.000.001", "0x7f.1"):
        assert (await flaw(guarded, served.address.replace(HOST, host))).flaw is FeedFlaw.NUMBERS
    assert (await flaw(HttpsFeeds(resolve=resolve), served.address)).flaw is FeedFlaw.NOT_ALLOWED
    assert served.asked == []


async def test_a_name_that_nobody_knows_says_so(served: CalendarServer) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise OSError("unknown")

    assert (
        await flaw(local_feeds(served.port, resolve=resolve), served.address)
    ).flaw is FeedFlaw.NO_SUCH_HOST


async def test_a_certificate_of_somebody_else_is_not_trusted() -> None:
    async with calendar_server("other.example.com") as other:
        assert (await flaw(local_feeds(other.port), other.address)).flaw is FeedFlaw.NOT_TRUSTED


async def test_a_certificate_for_another_name_is_not_trusted(served: CalendarServer) -> None:
    address = served.address.replace(HOST, "second.example.com")

    assert (await flaw(local_feeds(served.port), address)).flaw is FeedFlaw.NOT_TRUSTED


async def test_a_calendar_that_is_too_large_is_not_taken_in(served: CalendarServer) -> None:
    answering(served, body=b"X" * 1_000_001)

    small = local_feeds(served.port, bounds=FeedBounds(megabytes=1, seconds=5))

    assert (await flaw(small, served.address)).flaw is FeedFlaw.TOO_LARGE


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "deflate"])
async def test_what_is_packed_is_unpacked_and_a_bomb_is_not(served: CalendarServer, pack: object) -> None:
    encoding = "gzip" if pack is gzip.compress else "deflate"
    feeds = local_feeds(served.port, bounds=FeedBounds(megabytes=1, seconds=5))
    answering(served, body=pack(CALENDAR.encode()), Content_Encoding=encoding)  # type: ignore[operator]
    assert (await feeds.fetch(served.address, NEW)).content == CALENDAR.encode()

    answering(served, body=pack(b"\0" * 50_000_000), Content_Encoding=encoding)  # type: ignore[operator]
    assert (await flaw(feeds, served.address)).flaw is FeedFlaw.TOO_LARGE


async def test_what_is_packed_wrongly_or_in_an_unknown_way_is_no_calendar(served: CalendarServer) -> None:
    feeds = local_feeds(served.port)
    answering(served, body=b"no gzip at all", Content_Encoding="gzip")
    assert (await flaw(feeds, served.address)).flaw is FeedFlaw.NO_CALENDAR
    answering(served, body=CALENDAR.encode(), Content_Encoding="br")
    assert (await flaw(feeds, served.address)).flaw is FeedFlaw.NO_CALENDAR
    answering(served, body=gzip.compress(CALENDAR.encode() * 50)[:-20], Content_Encoding="gzip")
    assert (await flaw(feeds, served.address)).flaw is FeedFlaw.NO_ANSWER


async def test_a_page_to_sign_in_is_no_calendar(served: CalendarServer) -> None:
    answering(served, body=b"<html>Sign in</html>", Content_Type="text/html; charset=utf-8")

    assert (await flaw(local_feeds(served.port), served.address)).flaw is FeedFlaw.NO_CALENDAR


async def test_who_answers_drop_by_drop_is_left(served: CalendarServer) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nContent-Length: 100000\r\n\r\n")
        try:
            while True:
                writer.write(b"X")
                await writer.drain()
                await asyncio.sleep(0.05)
        except (ConnectionError, asyncio.CancelledError):
            writer.close()

    server = await asyncio.start_server(drip, "127.0.0.1", 0, ssl=server_context(HOST))
    port = server.sockets[0].getsockname()[1]
    try:
        feeds = local_feeds(port, bounds=FeedBounds(seconds=0.5))
        assert (await flaw(feeds, f"https://{HOST}:{port}/x.ics")).flaw is FeedFlaw.TOO_SLOW
    finally:
        server.close()


async def test_who_closes_at_once_or_speaks_no_tls_does_not_answer() -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        found = (await flaw(local_feeds(port), f"https://{HOST}:{port}/x.ics")).flaw
        assert found in (FeedFlaw.NO_ANSWER, FeedFlaw.NOT_TRUSTED)
    finally:
        server.close()


async def test_through_a_proxy_the_certificate_is_checked_and_literal_addresses_are_refused_before(
    served: CalendarServer,
) -> None:
    asked: list[str] = []

    async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).split()[1].decode())
        there_reader, there = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")

        async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            while piece := await source.read(65_536):
                target.write(piece)
            target.close()

        await asyncio.gather(pass_on(reader, there), pass_on(there_reader, writer), return_exceptions=True)

    proxy = await asyncio.start_server(tunnel, "127.0.0.1", 0)
    try:
        way = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
        feeds = HttpsFeeds(FeedBounds(seconds=5), proxy=way, ports=(served.port,), trust=client_context(HOST))
        assert (await feeds.fetch(served.address, NEW)).content == CALENDAR.encode()
        second = served.address.replace(HOST, "second.example.com")
        assert (await flaw(feeds, second)).flaw is FeedFlaw.NOT_TRUSTED
        for host in (
            "169.254.169.254",
            "[::1]",
            "localhost",
            "db.internal",
            "nas.fritz.box",
            "api.default.svc",
        ):
            inside = served.address.replace(HOST, host)
            assert (await flaw(feeds, inside)).flaw is FeedFlaw.NOT_ALLOWED
        for host in ("127.1", "127.0.0.1.", "0x7f.1", "0177.0.0.1", "\uff11\uff12\uff17.0.0.1"):
            inside = served.address.replace(HOST, host)
            assert (await flaw(feeds, inside)).flaw is FeedFlaw.NUMBERS
        assert asked == [f"{HOST}:{served.port}", f"second.example.com:{served.port}"]
    finally:
        proxy.close()


async def test_the_secret_address_is_in_no_log_line_and_no_error(served: CalendarServer) -> None:
    answering(served, status=404)
    closed = f"https://{HOST}:1/private-0123456789abcdef/basic.ics"

    with structlog.testing.capture_logs() as lines:
        troubles = [await flaw(local_feeds(served.port, 1), each) for each in (served.address, closed)]

    for trouble in troubles:
        assert "0123456789abcdef" not in f"{trouble!r}{trouble.__cause__!r}"
    assert "0123456789abcdef" not in str(lines)


def test_a_context_of_tests_is_not_what_the_service_trusts() -> None:
    assert client_context(HOST).verify_mode is ssl.CERT_REQUIRED
    assert is_public(ip_address("93.184.215.14"))
