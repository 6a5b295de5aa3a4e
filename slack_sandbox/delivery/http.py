"""HTTP mode: signed POSTs to the app's request URLs."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from slack_sandbox.delivery.delivery import Outgoing, Undelivered
from slack_sandbox.workspace.state import Json
from slack_sandbox.workspace.world import World

_RETRY_REASON = {"timeout": "http_timeout"}


class NotVerified(Exception):
    """The request URL did not answer the challenge."""


def signature(secret: str, timestamp: str, body: str) -> str:
    """Slack's v0 signature of a request body."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpEvents:
    """Posts to the app as Slack does; a Transport."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._session: aiohttp.ClientSession | None = None

    async def send(self, outgoing: Outgoing, attempt: int, reason: str) -> Any:
        """Posts once and returns the body that the app answered with."""
        url = self._url(outgoing)
        if url is None:
            raise Undelivered("connection_failed")
        if outgoing.type == "events_api":
            body, content_type = json.dumps(outgoing.payload), "application/json"
        elif outgoing.type == "slash_commands":
            body, content_type = urlencode(outgoing.payload), "application/x-www-form-urlencoded"
        else:
            body, content_type = (
                urlencode({"payload": json.dumps(outgoing.payload)}),
                "application/x-www-form-urlencoded",
            )
        headers = self.headers(body, content_type)
        if attempt:
            headers |= {
                "X-Slack-Retry-Num": str(attempt),
                "X-Slack-Retry-Reason": _RETRY_REASON.get(reason, reason),
            }
        return await self._post(url, body, headers)

    async def verify(self, url: str) -> None:
        """Sends the `url_verification` challenge; raises NotVerified."""
        challenge = secrets.token_hex(16)
        body = json.dumps(
            {"token": self._world.app.verification_token, "challenge": challenge, "type": "url_verification"}
        )
        try:
            answer = await self._post(url, body, self.headers(body, "application/json"))
        except Undelivered as failure:
            raise NotVerified(failure.reason) from None
        echoed = answer.get("challenge") if isinstance(answer, dict) else answer
        if echoed != challenge:
            raise NotVerified("the challenge did not come back")

    def headers(self, body: str, content_type: str) -> dict[str, str]:
        """The headers of a signed request; signed with real time."""
        stamp = str(int(time.time()))
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (sandbox)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self._world.app.signing_secret, stamp, body),
        }

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()

    def _url(self, outgoing: Outgoing) -> str | None:
        app = self._world.app
        if outgoing.type == "events_api":
            return app.request_url
        if outgoing.type == "slash_commands":
            command = app.command(outgoing.payload["command"])
            return command.url if command else None
        return app.options_url if outgoing.kind == "options" else app.interactivity_url

    async def _post(self, url: str, body: str, headers: dict[str, str]) -> Any:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        timeout = aiohttp.ClientTimeout(total=self._world.times.ack_timeout)
        try:
            async with self._session.post(
                url, data=body.encode(), headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                text = await response.text()
                if response.status != 200:
                    raise Undelivered("http_error", response.headers.get("X-Slack-No-Retry") == "1")
                return _answer(text, response.content_type)
        except TimeoutError:
            raise Undelivered("timeout") from None
        except aiohttp.ClientError:
            raise Undelivered("connection_failed") from None


def _answer(text: str, content_type: str) -> Json | str | None:
    if not text:
        return None
    if content_type == "application/json":
        try:
            parsed: Json | str = json.loads(text)
        except ValueError:
            raise Undelivered("http_error") from None
        return parsed
    return text
