"""Serves the pages of a process over HTTP, inside its loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.config import BadSettings, Settings
from bot.slack.http import HttpApp
from bot.slack.listening import server_config
from bot.supervision import Supervisor


async def listen(settings: Settings, pages: HttpApp, supervisor: Supervisor) -> int:
    """Serve the pages until the supervisor ends them; the port. Raises BadSettings where it is taken."""
    sock = _bind(settings)
    port: int = sock.getsockname()[1]
    server = _Server(server_config(pages))
    supervisor.start("http", server.serve(sockets=[sock]), server.stop)
    await supervisor.unless_failed(server.listening.wait())
    return port


def _bind(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.http_host, settings.http_port), reuse_port=False)
    except OSError as error:
        raise BadSettings(
            f"TACTEGIC_HTTP_PORT {settings.http_port} cannot be used on {settings.http_host} "
            f"({error.strerror}): choose another, or 0 for a free one."
        ) from None


class _Server(uvicorn.Server):
    """A uvicorn server inside a running loop: it leaves signals alone, and a call stops it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the server, and set `listening`."""
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Install no signal handlers."""
        yield

    def stop(self) -> None:
        """Stop the server after the requests that are under way."""
        self.should_exit = True
