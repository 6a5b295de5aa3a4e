"""How the HTTP server listens: few connections, none of which may stay half open."""

from __future__ import annotations

import asyncio

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.slack.http import HEAD_LIMIT

HEAD_SECONDS = 10.0
"""Seconds within which the head of a request must be complete, counted from when we wait for one."""
MOST_CONNECTIONS = 512
_KEEP_ALIVE_SECONDS = 5
MOST_WAITING = 256
"""Connections of which no whole head is there; one more ends the oldest of them, so that others get in."""


class ImpatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which refuses long heads by itself, with an end to requests that never come."""

    head_seconds = HEAD_SECONDS
    most_waiting = MOST_WAITING
    all_waiting: dict[ImpatientProtocol, None]
    """Those of one server that wait for a head, the oldest first."""
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read what arrived; go on counting the time until the head of a request is complete."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.head_seconds, self._give_up)
        self.all_waiting[self] = None
        if len(self.all_waiting) > self.most_waiting:
            next(iter(self.all_waiting))._give_up()

    def _stop_waiting(self) -> None:
        self.all_waiting.pop(self, None)
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.abort()


def server_config(
    pages: object,
    *,
    head_seconds: float = HEAD_SECONDS,
    most_connections: int = MOST_CONNECTIONS,
) -> uvicorn.Config:
    """Return uvicorn's settings for an ASGI app that everybody may reach."""
    protocol = type("Impatient", (ImpatientProtocol,), {"head_seconds": head_seconds, "all_waiting": {}})
    return uvicorn.Config(
        pages,  # type: ignore[arg-type]
        http=protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=HEAD_LIMIT,
        limit_concurrency=most_connections,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
    )
