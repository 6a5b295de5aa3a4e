"""A manifest and a small real Bolt app for the tests of the sandbox."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox

Json = dict[str, Any]
SCOPES = [
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
]
EVENTS = [
    "app_context_changed",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "file_shared",
    "member_joined_channel",
    "message.channels",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
    "user_change",
]


def manifest(
    socket_mode: bool = True, scopes: list[str] | None = None, events: list[str] | None = None, **home: bool
) -> Json:
    """A manifest with everything on, less what a test takes away."""
    return {
        "display_information": {"name": "Tester"},
        "features": {
            "agent_view": {
                "agent_description": "tests",
                "suggested_prompts": [{"title": "Hi", "message": "hello"}],
            },
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, **home},
            "bot_user": {"display_name": "Tester"},
            "slash_commands": [{"command": "/probe", "description": "probes", "usage_hint": "[what]"}],
            "shortcuts": [
                {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "keeps"},
                {"name": "New thing", "type": "global", "callback_id": "new", "description": "opens"},
            ],
        },
        "oauth_config": {
            "redirect_urls": ["http://127.0.0.1/back"],
            "scopes": {"bot": SCOPES if scopes is None else scopes},
        },
        "settings": {
            "event_subscriptions": {"bot_events": EVENTS if events is None else events},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": socket_mode,
        },
    }


def web_client(sandbox: Sandbox, token: str | None = None) -> AsyncWebClient:
    """The real SDK's client."""
    return AsyncWebClient(token=token or sandbox.bot_token, base_url=sandbox.api_url)


def bolt_app(sandbox: Sandbox) -> AsyncApp:
    """A real Bolt app without listeners."""
    return AsyncApp(client=web_client(sandbox), signing_secret=sandbox.signing_secret)


@contextlib.asynccontextmanager
async def over_socket(sandbox: Sandbox, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Runs a Bolt app over Socket Mode."""
    handler = AsyncSocketModeHandler(app, sandbox.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@contextlib.asynccontextmanager
async def over_http(sandbox: Sandbox, app: AsyncApp) -> AsyncIterator[str]:
    """Runs a Bolt app under uvicorn, verified as the request URL."""
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


async def until(condition: Any, timeout: float = 20.0) -> None:
    """Polls until a condition holds."""
    async with asyncio.timeout(timeout):
        while not condition():
            await asyncio.sleep(0.005)
