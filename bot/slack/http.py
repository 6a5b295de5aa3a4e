"""Slack's signed HTTP requests and the health page, as one ASGI app."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping

from slack_bolt.async_app import AsyncApp

from bot.metrics import CONTENT_TYPE, Exposition
from bot.slack.door import BODY_SECONDS, HttpScope, Receive, Send, SignedRequests

HEAD_LIMIT = 32_768
"""Bytes of a request's head."""
EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/health"
READY_PATH = "/ready"
METRICS_PATH = "/metrics"

Health = Callable[[], Awaitable[Mapping[str, object]]]
"""Facts about the service; `ok: False` among them makes the page answer 503."""


async def nothing_counted() -> bytes:
    """Return a page of metrics with none."""
    return b""


async def alive() -> Mapping[str, object]:
    """Report that the process answers, without looking at anything else."""
    return {"ok": True}


class HttpApp:
    """The ASGI app: `/slack/events` for Slack, `/health` and `/ready` for whoever watches the process."""

    def __init__(
        self,
        app: AsyncApp | None,
        *,
        signing_secret: str,
        health: Health = alive,
        ready: Health = alive,
        metrics: Exposition = nothing_counted,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        """Without an app there are the pages alone."""
        self._slack = SignedRequests(app, signing_secret, body_seconds=body_seconds) if app else None
        self._pages = {HEALTH_PATH: health, READY_PATH: ready}
        self._metrics = metrics

    async def __call__(self, scope: HttpScope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        method, path = scope["method"], scope["path"]
        if _length_of_head(scope) > HEAD_LIMIT:
            await _answer(send, 431, {"ok": False}, (b"connection", b"close"))
            return
        if self._slack is not None and (method, path) == ("POST", EVENTS_PATH):
            await self._slack(scope, receive, send)
        elif method in ("GET", "HEAD") and path in self._pages:
            facts = await self._pages[path]()
            await _answer(send, 503 if facts.get("ok") is False else 200, facts)
        elif (method, path) == ("GET", METRICS_PATH):
            await _send(send, 200, CONTENT_TYPE, await self._metrics())
        else:
            await _answer(send, 404, {"ok": False})


def _length_of_head(scope: HttpScope) -> int:
    """Return how many bytes a head had; the parser counts none that came in one piece."""
    line = len(scope.get("raw_path") or b"") + len(scope["query_string"])
    return line + sum(len(name) + len(value) + 4 for name, value in scope["headers"])


async def _answer(send: Send, status: int, facts: Mapping[str, object], *more: tuple[bytes, bytes]) -> None:
    await _send(send, status, "application/json", json.dumps(facts).encode(), *more)


async def _send(send: Send, status: int, kind: str, body: bytes, *more: tuple[bytes, bytes]) -> None:
    length = str(len(body)).encode()
    headers = [(b"content-type", kind.encode()), (b"content-length", length), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
