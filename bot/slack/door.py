"""The door for Slack's signed HTTP requests: what Slack did not sign costs next to nothing.

The headers are looked at first, then the body is counted while it arrives, then its signature is checked, and
only what Slack signed is parsed. Nothing that comes here makes the server fail.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.slack.intake import new_reference

BODY_LIMIT = 2_000_000
"""Bytes of a request's body. A form with all that Slack lets one fill in stays below."""
SMALL_BODY = 65_536
"""Bytes of a body that always have room: nearly all that Slack sends is smaller."""
UNVERIFIED_LIMIT = 32_000_000
"""Bytes that all bodies may hold together beyond their first small part, while nobody knows who sent them."""
MOST_UNVERIFIED = 192
"""Requests whose bodies may be on their way at once, so that small ones that never end leave room, too."""
BODY_SECONDS = 5.0
"""How long a body may take to arrive; Slack has given up by then."""
_OLDEST_SECONDS = 300
_STAMP = re.compile(rb"[0-9]{1,12}")
_SIGNATURE = re.compile(rb"v0=[0-9a-f]{64}")
_log = structlog.get_logger(__name__)

HttpScope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class _TooLong(Exception):
    """The body has more bytes than are taken."""


class NoRoom(Exception):
    """So many bytes are held for requests that are not verified yet that no more are taken just now."""


class _Gone(Exception):
    """Whoever sent the request hung up before all of it was there."""


class UnverifiedRoom:
    """Bounds what all connections together hold of bodies whose signature is not checked yet."""

    def __init__(self, limit: int = UNVERIFIED_LIMIT, most: int = MOST_UNVERIFIED) -> None:
        self._limit, self._most = limit, most
        self._held = 0
        self._requests = 0

    async def body(self, receive: Receive) -> bytes:
        """Return a whole body; raises _TooLong or NoRoom as soon as it is more than is taken, and _Gone."""
        if self._requests >= self._most:
            raise NoRoom
        self._requests += 1
        whole, counted = bytearray(), 0
        try:
            while True:
                part = await receive()
                if part["type"] != "http.request":
                    raise _Gone
                whole += part.get("body", b"")
                if len(whole) > BODY_LIMIT:
                    raise _TooLong
                beyond = max(0, len(whole) - SMALL_BODY)
                self._held += beyond - counted
                counted = beyond
                if beyond and self._held > self._limit:
                    raise NoRoom
                if not part.get("more_body", False):
                    return bytes(whole)
        finally:
            self._requests -= 1
            self._held -= counted


class SignedRequests:
    """An ASGI app that hands signed requests to Bolt, and answers all others with a status alone."""

    def __init__(self, app: AsyncApp, signing_secret: str, *, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._body_seconds = body_seconds
        self._room = UnverifiedRoom()

    async def __call__(self, scope: HttpScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            answer = await self._answer(scope, receive)
        except _Gone:
            return
        await _send(send, answer)

    async def _answer(self, scope: HttpScope, receive: Receive) -> BoltResponse:
        headers: Mapping[bytes, bytes] = dict(scope["headers"])
        if not _may_be_signed(headers):
            return _refuse(401)
        if _declared_length(headers) > BODY_LIMIT:
            return _refuse(413)
        try:
            async with asyncio.timeout(self._body_seconds):
                raw = await self._room.body(receive)
        except NoRoom:
            return _refuse(503)
        except _TooLong:
            return _refuse(413)
        except TimeoutError:
            return _refuse(408)
        text = self._read_signed(raw, headers)
        return BoltResponse(status=401) if text is None else await self._dispatch(text, scope, headers)

    def _read_signed(self, raw: bytes, headers: Mapping[bytes, bytes]) -> str | None:
        """Return the body as text if Slack signed exactly these bytes, else None."""
        stamp, signature = _stamp_and_signature(headers)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            return None
        return text if self._verifier.is_valid(text, stamp.decode(), signature.decode()) else None

    async def _dispatch(self, text: str, scope: HttpScope, headers: Mapping[bytes, bytes]) -> BoltResponse:
        """Hand a signed request to Bolt; one that makes no sense is acknowledged and has no effect."""
        try:
            asked = AsyncBoltRequest(
                body=text,
                query=scope["query_string"].decode("latin-1"),
                headers={name.decode("latin-1"): value.decode("latin-1") for name, value in headers.items()},
            )
        except Exception as problem:
            _log.warning("slack.malformed", problem=type(problem).__name__, reference=new_reference())
            return BoltResponse(status=200)
        try:
            return await self._app.async_dispatch(asked)
        except Exception as problem:
            _log.error("slack.not_answered", problem=type(problem).__name__, reference=new_reference())
            return BoltResponse(status=503)


def _may_be_signed(headers: Mapping[bytes, bytes]) -> bool:
    """Return whether the headers are such as Slack sends: a signature's shape, and a time that is now."""
    stamp, signature = _stamp_and_signature(headers)
    if not (_STAMP.fullmatch(stamp) and _SIGNATURE.fullmatch(signature)):
        return False
    return abs(time.time() - int(stamp)) <= _OLDEST_SECONDS


def _stamp_and_signature(headers: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
    return headers.get(b"x-slack-request-timestamp", b""), headers.get(b"x-slack-signature", b"")


def _declared_length(headers: Mapping[bytes, bytes]) -> int:
    """Return the length that a request says its body has."""
    value = headers.get(b"content-length", b"")
    return int(value) if _STAMP.fullmatch(value) else 0


def _refuse(status: int) -> BoltResponse:
    """Return a refusal that ends the connection, so that the rest of the body is never read."""
    return BoltResponse(status=status, headers={"connection": "close"})


async def _send(send: Send, answer: BoltResponse) -> None:
    body = (answer.body or "").encode()
    headers = [(b"content-length", str(len(body)).encode())]
    for name, values in answer.headers.items():
        headers += [(name.encode("latin-1"), str(value).encode("latin-1")) for value in values]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
