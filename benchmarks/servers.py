"""The servers that are measured, each in a process of its own: `python -m benchmarks.servers NAME ...`.

It prints the port it listens on. `tactegic` is the real intake on a real database; `bolt` a Bolt app that
writes nothing; `aiohttp` a handler that checks the signature and writes one durable row by hand.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn

SECRET = "benchmark-secret"


async def _serve_asgi(app: Any) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(app, log_config=None, access_log=False, ws="none", lifespan="off")
    await uvicorn.Server(config).serve(sockets=[listening])


async def tactegic(store_url: str, api_url: str, token: str) -> None:
    """The bot's own app: intake and inbox, with no worker beside it."""
    from bot.slack.app import build_app
    from bot.slack.clients import connect
    from bot.slack.http import HttpApp
    from bot.slack.intake import Intake
    from bot.store.store import open_store
    from bot.wiring import SystemClock

    store = await open_store(store_url, SystemClock())
    async with aiohttp.ClientSession() as session:
        clients = await connect(token, api_url=api_url, session=session)
        intake = Intake(inbox=store.inbox, clients=clients)
        app = build_app(clients=clients, signing_secret=SECRET, intake=intake)
        await _serve_asgi(HttpApp(app, signing_secret=SECRET))
    await store.close()


async def bolt(api_url: str, token: str) -> None:
    """Bolt's ASGI adapter with one listener that does nothing."""
    from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    app = AsyncApp(client=AsyncWebClient(token=token, base_url=api_url), signing_secret=SECRET)

    @app.event("message")
    async def heard() -> None:
        return None

    await _serve_asgi(AsyncSlackRequestHandler(app))


async def bare(folder: str) -> None:
    """Signature check and one durable row, by hand."""
    from aiohttp import web
    from slack_sdk.signature import SignatureVerifier

    verifier = SignatureVerifier(SECRET)
    database = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, body BLOB)")

    async def handle(request: web.Request) -> web.Response:
        body = await request.read()
        if not verifier.is_valid_request(body, dict(request.headers)):
            return web.Response(status=401)
        database.execute("INSERT INTO seen VALUES (?, ?)", (json.loads(body)["event_id"], body))
        return web.Response()

    app = web.Application()
    app.router.add_post("/slack/events", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


_SERVERS: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "tactegic": tactegic,
    "bolt": bolt,
    "aiohttp": bare,
}

if __name__ == "__main__":
    asyncio.run(_SERVERS[sys.argv[1]](*sys.argv[2:]))
