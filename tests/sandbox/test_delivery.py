"""Events: subscriptions, retries, acknowledgements, disconnects; by socket and by HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import NotVerified, Sandbox, running_sandbox
from slack_sandbox.testing.bolt import bolt_app, over_socket, web_client
from slack_sandbox.testing.waiting import until
from tests.sandbox.apps import EVENTS, SCOPES, Json, manifest


class Wire:
    """A bare Socket Mode client that acknowledges only what it is told to."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.session = aiohttp.ClientSession()
        self.url = ""

    async def __aenter__(self) -> Wire:
        opened = await web_client(self.sandbox).apps_connections_open(app_token=self.sandbox.app_token)
        self.url = str(opened["url"])
        self.ws = await self.session.ws_connect(self.url)
        self.hello = await self.ws.receive_json(timeout=20)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.ws.close()
        await self.session.close()

    async def receive(self) -> Json:
        body: Json = await self.ws.receive_json(timeout=20)
        return body

    async def ack(self, envelope: Json) -> None:
        await self.ws.send_json({"envelope_id": envelope["envelope_id"]})


@pytest.fixture
def quick(sandbox: Sandbox) -> Sandbox:
    """Tries again soon, and waits for an acknowledgement as long as a busy machine may take."""
    sandbox.times.ack_timeout = 20.0
    sandbox.times.retry_delays = (0.0, 0.01, 0.01)
    return sandbox


async def test_a_socket_address_serves_once_and_says_hello(sandbox: Sandbox) -> None:
    async with Wire(sandbox) as wire:
        assert (wire.hello["type"], wire.hello["num_connections"]) == ("hello", 1)
        assert sandbox.sockets == 1
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await wire.session.ws_connect(wire.url)
        assert caught.value.status == 403


async def test_an_unacknowledged_event_comes_again_with_retry_fields_then_never(quick: Sandbox) -> None:
    quick.times.ack_timeout = 0.1
    async with Wire(quick) as wire:
        await quick.driver("mira").dm("hello")
        seen = [await wire.receive() for _ in range(4)]
        assert [e["retry_attempt"] for e in seen] == [0, 1, 2, 3]
        assert [e["retry_reason"] for e in seen] == ["", "timeout", "timeout", "timeout"]
        assert len({e["payload"]["event_id"] for e in seen}) == 1
        assert len({e["envelope_id"] for e in seen}) == 4
        await until(lambda: quick.services.delivery.pending == 0)
        assert quick.services.delivery.failed == 1


async def test_an_acknowledged_event_comes_once_and_again_only_on_demand(quick: Sandbox) -> None:
    async with Wire(quick) as wire:
        await quick.driver("mira").dm("hello")
        first = await wire.receive()
        await wire.ack(first)
        await until(lambda: quick.services.delivery.delivered == 1)
        assert quick.redeliver() == first["payload"]["event_id"]
        again = await wire.receive()
        assert (again["payload"], again["retry_attempt"]) == (first["payload"], 1)
        assert quick.redeliver("Ev0NONE") is None


async def test_each_envelope_goes_to_one_connection_and_a_lost_one_to_the_other(quick: Sandbox) -> None:
    async with Wire(quick) as one, Wire(quick) as two:
        mira = quick.driver("mira")
        for wire in (one, two):
            await mira.dm("hello")
            await wire.ack(await wire.receive())
        await mira.dm("third")
        lost = await one.receive()
        await one.ws.close()
        again = await two.receive()
        assert again["payload"]["event_id"] == lost["payload"]["event_id"]
        assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_failed")


async def test_events_wait_for_a_connection_that_comes_in_time(sandbox: Sandbox) -> None:
    await sandbox.driver("mira").dm("early")
    async with Wire(sandbox) as wire:
        envelope = await wire.receive()
        assert envelope["payload"]["event"]["text"] == "early"
        await wire.ack(envelope)


@pytest.mark.parametrize(("action", "said"), [("warning", "warning"), ("refresh", "refresh_requested")])
async def test_disconnects_are_announced(sandbox: Sandbox, action: str, said: str) -> None:
    async with Wire(sandbox) as wire:
        assert await sandbox.disconnect_sockets(action) == 1
        message = await wire.receive()
        assert (message["type"], message["reason"]) == ("disconnect", said)
        assert sandbox.sockets == (1 if action == "warning" else 0)


async def test_a_real_bolt_app_comes_back_after_refresh_and_drop(sandbox: Sandbox) -> None:
    app = bolt_app(sandbox)

    @app.message("ping")
    async def _(say: Any) -> None:
        await say("pong")

    async with over_socket(sandbox, app) as handler:
        handler.client.ping_interval = 0.05
        mira = sandbox.driver("mira")
        for action in ("refresh", "drop"):
            assert await sandbox.disconnect_sockets(action) == 1
            await until(lambda: sandbox.sockets == 1, timeout=20)
            await mira.dm("ping")
            assert (await mira.next_message())["text"] == "pong"


async def test_what_is_not_subscribed_or_not_in_scope_is_not_sent() -> None:
    without = [name for name in EVENTS if name != "reaction_added"]
    unread = frozenset(SCOPES) - {"channels:history"}
    async with running_sandbox(manifest(events=without), granted=unread) as sandbox, Wire(sandbox) as wire:
        mira = sandbox.driver("mira")
        ts = await mira.say("C0ACCOUNTS", "no history scope")
        await mira.react({"channel": "C0ACCOUNTS", "ts": ts}, "eyes")
        await mira.say("C0GENERAL", "the app is not here <@U0TESTER>")
        await mira.react({"channel": "C0ACCOUNTS", "ts": ts}, "eyes", remove=True)
        envelope = await wire.receive()
        assert envelope["payload"]["event"]["type"] == "reaction_removed"


async def test_mentions_edits_deletes_reactions_and_profiles_are_events(sandbox: Sandbox) -> None:
    async with Wire(sandbox) as wire:
        mira = sandbox.driver("mira")

        async def event() -> Json:
            envelope = await wire.receive()
            await wire.ack(envelope)
            body: Json = envelope["payload"]["event"]
            return body

        ts = await mira.say("C0ACCOUNTS", "hey @Tester")
        kinds = [await event(), await event()]
        assert [e["type"] for e in kinds] == ["message", "app_mention"]
        assert kinds[1]["text"] == "hey <@U0TESTER>"
        await mira.edit(ts, "hey you", "C0ACCOUNTS")
        changed = await event()
        assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "hey you")
        assert changed["previous_message"]["text"] == "hey <@U0TESTER>"
        await mira.react({"channel": "C0ACCOUNTS", "ts": ts}, "eyes")
        assert (await event())["item"] == {"type": "message", "channel": "C0ACCOUNTS", "ts": ts}
        await mira.delete(ts, "C0ACCOUNTS")
        deleted = await event()
        assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
        await mira.profile(tz="Asia/Tokyo")
        assert (await event())["user"]["tz_offset"] == 32400
        await mira.invite("C0DEALDESK", "U0TESTER")
        assert (await event())["user"] == "U0TESTER"


async def test_the_apps_own_messages_come_as_events_too(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    async with Wire(sandbox) as wire:
        await slack.chat_postMessage(channel="U0SELLER", text="from me")
        event = (await wire.receive())["payload"]["event"]
        assert (event["bot_id"], event["channel_type"]) == ("B0TESTER", "im")


class Receiver:
    """An HTTP app that checks signatures and answers as it is told."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.verifier = SignatureVerifier(sandbox.signing_secret)
        self.statuses: list[int] = []
        self.headers: dict[str, str] = {}
        self.requests: list[dict[str, str]] = []

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.text()
        assert self.verifier.is_valid_request(body, dict(request.headers))
        parsed = await request.json()
        if parsed["type"] == "url_verification":
            return web.json_response({"challenge": parsed["challenge"]})
        self.requests.append(dict(request.headers))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            await asyncio.Event().wait()
        return web.Response(status=status, headers=self.headers)


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Sandbox, Receiver]]:
    async with running_sandbox(manifest(socket_mode=False)) as sandbox:
        sandbox.times.ack_timeout = 1.0
        sandbox.times.retry_delays = (0.0, 0.01, 0.01)
        made = Receiver(sandbox)
        app = web.Application()
        app.router.add_post("/events", made.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/events"
        with pytest.raises(NotVerified):
            await sandbox.set_request_url(f"{url}/wrong")
        await sandbox.set_request_url(url)
        yield sandbox, made
        await runner.cleanup()


async def test_http_events_are_signed_and_retried_with_headers(receiver: tuple[Sandbox, Receiver]) -> None:
    sandbox, app = receiver
    app.statuses = [500, 0, 302, 200]
    await sandbox.driver("mira").dm("hello")
    await until(lambda: sandbox.services.delivery.delivered == 1)
    retries = [(h.get("X-Slack-Retry-Num"), h.get("X-Slack-Retry-Reason")) for h in app.requests]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_timeout"), ("3", "http_error")]


async def test_no_retry_is_honoured(receiver: tuple[Sandbox, Receiver]) -> None:
    sandbox, app = receiver
    app.statuses, app.headers = [500], {"X-Slack-No-Retry": "1"}
    await sandbox.driver("mira").dm("hello")
    await until(lambda: sandbox.services.delivery.failed == 1)
    assert len(app.requests) == 1
