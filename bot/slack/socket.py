"""Socket Mode: one connection to Slack that is watched, replaced when it is stale, and ended cleanly."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.slack.clients import BadToken, is_loopback
from bot.slack.codes import TOKEN_REFUSED, error_code
from bot.slack.intake import new_reference

_DRAIN_SECONDS = 3.0
_REFUSED = TOKEN_REFUSED | {"not_allowed_token_type", "missing_scope"}
_log = structlog.get_logger(__name__)


class SocketConnection(AsyncSocketModeHandler):
    """Bolt's Socket Mode handler that knows what is under way and survives unreadable envelopes."""

    def __init__(self, app: AsyncApp, app_token: str, *, ping_seconds: float) -> None:
        super().__init__(
            app, app_token, logger=logging.getLogger("slack_sdk.socket"), ping_interval=ping_seconds
        )
        if is_loopback(str(app.client.base_url)):
            self.client.proxy = None
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answer one envelope; one that Bolt cannot read is acknowledged with no effect."""
        self._under_way += 1
        self._idle.clear()
        try:
            await self._answer(client, req)
        except Exception as problem:
            _log.warning("slack.not_answered", envelope=req.envelope_id, problem=type(problem).__name__)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def _answer(self, client: SocketModeClient, req: SocketModeRequest) -> None:
        began = time.time()
        try:
            asked = AsyncBoltRequest(mode="socket_mode", body=req.payload, headers=build_headers(req))
        except Exception as problem:
            _log.warning(
                "slack.malformed",
                envelope=req.envelope_id,
                problem=type(problem).__name__,
                reference=new_reference(),
            )
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
            return
        answer = await self.app.async_dispatch(asked)
        await send_async_response(client, req, answer, began)

    async def stop(self) -> None:
        """Let what is under way finish, then close the connection and every task of it."""
        try:
            await asyncio.wait_for(self._idle.wait(), _DRAIN_SECONDS)
        except TimeoutError:
            _log.warning("slack.stopped_while_busy", under_way=self._under_way)
        tasks = [
            task
            for task in (
                self.client.message_processor,
                self.client.current_session_monitor,
                self.client.message_receiver,
            )
            if task is not None
        ]
        await self.client.close()  # type: ignore[no-untyped-call]
        await asyncio.gather(*tasks, return_exceptions=True)


async def run_socket_mode(
    app: AsyncApp,
    app_token: str,
    *,
    stop: asyncio.Event,
    ping_seconds: float = 5.0,
    connected: Callable[[bool], None] | None = None,
) -> None:
    """Serve over Socket Mode until `stop` is set; `connected` is told whenever that changes.

    Raises BadToken when Slack refuses the app-level token at the start; all other trouble is waited out.
    """
    connection = SocketConnection(app, app_token, ping_seconds=ping_seconds)
    watch = asyncio.create_task(_watch(connection.client, stop, ping_seconds, connected))
    try:
        await watch
    finally:
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)
        await connection.stop()


async def _watch(
    client: SocketModeClient,
    stop: asyncio.Event,
    ping_seconds: float,
    connected: Callable[[bool], None] | None,
) -> None:
    """Connect, and connect anew where the client has not done so itself within two beats."""
    await _connect(client, stop)
    was_up, misses = False, 0
    while not stop.is_set():
        up = await client.is_connected() and _tasks_alive(client)
        misses = 0 if up else misses + 1
        if up != was_up:
            was_up = up
            _log.info("slack.socket", connected=up)
            if connected:
                connected(up)
        if misses > 2:
            _log.warning("slack.socket_stale")
            await _connect_again(client, stop)
            misses = 0
        await _pause(stop, ping_seconds / 2)


async def _connect_again(client: SocketModeClient, stop: asyncio.Event) -> None:
    """Connect; a token that Slack took before and refuses now ends nothing, since it may take it again."""
    try:
        await _connect(client, stop)
    except BadToken as refused:
        _log.error("slack.app_token_refused", reason=refused.reason)


async def _connect(client: SocketModeClient, stop: asyncio.Event) -> None:
    """Open a new connection, for as long as it takes; returns when connected or told to stop."""
    attempt = asyncio.create_task(client.connect_to_new_endpoint(force=True))
    told = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({attempt, told}, return_when=asyncio.FIRST_COMPLETED)
        if attempt.done() and (problem := attempt.exception()):
            if isinstance(problem, SlackApiError) and error_code(problem) in _REFUSED:
                raise BadToken(error_code(problem))
            _log.warning("slack.no_socket", problem=type(problem).__name__)
    finally:
        for task in (attempt, told):
            task.cancel()
        await asyncio.gather(attempt, told, return_exceptions=True)


def _tasks_alive(client: SocketModeClient) -> bool:
    tasks = (client.message_processor, client.message_receiver, client.current_session_monitor)
    return all(task is not None and not task.done() for task in tasks)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
