"""Slack's signed HTTP requests and the health page, as one ASGI app."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

import structlog
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.asgi.http_request import AsgiHttpRequest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.slack.intake import new_reference

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/health"
BODY_LIMIT = 2_000_000

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Health = Callable[[], Awaitable[Mapping[str, object]]]
"""Facts about the service; `ok: False` among them makes the page answer 503."""
_log = structlog.get_logger(__name__)


async def alive() -> Mapping[str, object]:
    """Report that the process answers, without looking at anything else."""
    return {"ok": True}


class _Requests(AsyncSlackRequestHandler):
    """Bolt's handler; a body that it cannot read has no effect, and is acknowledged if Slack signed it."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        super().__init__(app, EVENTS_PATH)
        self._verifier = SignatureVerifier(signing_secret)

    async def dispatch(self, request: AsgiHttpRequest) -> BoltResponse:
        raw, headers = await request.get_raw_body(), request.get_headers()
        try:
            asked = AsyncBoltRequest(body=raw, query=request.query_string, headers=headers)
        except Exception as problem:
            signed = self._verifier.is_valid_request(raw, {k: str(v) for k, v in headers.items()})
            _log.warning(
                "slack.malformed",
                problem=type(problem).__name__,
                signed=signed,
                reference=new_reference(),
            )
            return BoltResponse(status=200 if signed else 401, body="")
        return await self.app.async_dispatch(asked)


class HttpApp:
    """The ASGI app: `/slack/events` for Slack, `/health` for whoever watches the process."""

    def __init__(self, app: AsyncApp, *, signing_secret: str, health: Health = alive) -> None:
        self._slack = _Requests(app, signing_secret)
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._slack(scope, receive, send)  # type: ignore[arg-type]
        elif scope["path"] == HEALTH_PATH and scope["method"] in ("GET", "HEAD"):
            facts = await self._health()
            await _answer(send, 503 if facts.get("ok") is False else 200, facts)
        elif _declared(scope) > BODY_LIMIT:
            await _answer(send, 413, {"ok": False})
        else:
            await self._slack(scope, receive, send)  # type: ignore[arg-type]


def _declared(scope: Scope) -> int:
    """Return the length that a request says its body has."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _answer(send: Send, status: int, facts: Mapping[str, object]) -> None:
    body = json.dumps(facts).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
