"""A bare Bolt app to compare with, in a process of its own.

`python -m benchmarks.servers API_URL TOKEN [--says]`.
It stores nothing, and prints the port it listens on. With `--says` it answers each message with a sentence.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import Any

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

SECRET = "benchmark-secret"


async def _serve_asgi(app: Any) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(app, log_config=None, access_log=False, ws="none", lifespan="off")
    await uvicorn.Server(config).serve(sockets=[listening])


async def bolt(api_url: str, token: str, says: str = "") -> None:
    """Bolt's ASGI adapter with one listener that does nothing, or says something."""
    app = AsyncApp(client=AsyncWebClient(token=token, base_url=api_url), signing_secret=SECRET)

    @app.event("message")
    async def heard(say: AsyncSay) -> None:
        if says:
            await say("Noted.")

    @app.command("/tactegic")
    async def asked(ack: AsyncAck) -> None:
        await ack()

    await _serve_asgi(AsyncSlackRequestHandler(app))


if __name__ == "__main__":
    asyncio.run(bolt(*sys.argv[1:]))
