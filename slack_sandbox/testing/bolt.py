"""Runs a real Bolt app against the workspace, over Socket Mode or over signed HTTP requests."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox.server import Sandbox
from slack_sandbox.testing.waiting import until


def web_client(sandbox: Sandbox, token: str | None = None) -> AsyncWebClient:
    """Slack's own client, with the bot token (or another) and the workspace's address."""
    return AsyncWebClient(token=token or sandbox.bot_token, base_url=sandbox.api_url)


def bolt_app(sandbox: Sandbox) -> AsyncApp:
    """A Bolt app without listeners, connected to the workspace."""
    return AsyncApp(client=web_client(sandbox), signing_secret=sandbox.signing_secret)


@contextlib.asynccontextmanager
async def over_socket(sandbox: Sandbox, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connects a Bolt app over Socket Mode, and disconnects it at the end."""
    handler = AsyncSocketModeHandler(app, sandbox.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@contextlib.asynccontextmanager
async def over_http(sandbox: Sandbox, app: AsyncApp) -> AsyncIterator[str]:
    """Serves a Bolt app on a free port, has the workspace verify its address, and gives that address."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
    config = uvicorn.Config(AsyncSlackRequestHandler(app), log_level="warning", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await until(lambda: server.started)
        await sandbox.set_request_url(url)
        yield url
    finally:
        server.should_exit = True
        await task
