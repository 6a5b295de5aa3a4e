"""Connections to Slack's Web API: which client speaks for which workspace, and how it repeats a request.

A read may be repeated by the client itself. A post may not: when its answer is lost it may have gone through,
so it is given back to the outbox, which looks for it before it posts again.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Undeliverable

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Clients(Protocol):
    """Gives the client that speaks for a workspace."""

    async def retrying_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return a client that repeats a request after a rate limit, a server error or a lost connection."""

    async def plain_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return a client that sends each request once."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a bot token speaks for."""

    workspace: WorkspaceId
    bot_user: MemberId


class BadToken(Exception):
    """Slack refused the bot token; `reason` is Slack's code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OneWorkspace:
    """The clients of one bot token; another workspace than the token's is not installed."""

    def __init__(
        self, identity: Identity, token: str, *, api_url: str, session: aiohttp.ClientSession
    ) -> None:
        self.identity = identity
        self._reading = web_client(token, api_url, session, repeats=True)
        self._posting = web_client(token, api_url, session, repeats=False)

    @property
    def client(self) -> AsyncWebClient:
        """The token's client with repeats."""
        return self._reading

    async def retrying_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return the token's client with repeats; raises Undeliverable for another workspace."""
        self._check(workspace)
        return self._reading

    async def plain_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return the token's client without repeats; raises Undeliverable for another workspace."""
        self._check(workspace)
        return self._posting

    def _check(self, workspace: WorkspaceId) -> None:
        if workspace != self.identity.workspace:
            raise Undeliverable("not_installed")


async def connect(token: str, *, api_url: str, session: aiohttp.ClientSession) -> OneWorkspace:
    """Connect with a token that Slack accepts; raises BadToken, or aiohttp's errors without a connection."""
    identity = await identify(web_client(token, api_url, session, repeats=True))
    return OneWorkspace(identity, token, api_url=api_url, session=session)


@asynccontextmanager
async def open_session(timeout_seconds: float = 10.0) -> AsyncIterator[aiohttp.ClientSession]:
    """The one HTTP session that all clients share."""
    timeout = aiohttp.ClientTimeout(total=timeout_seconds, connect=5)
    connector = aiohttp.TCPConnector(limit=50, ttl_dns_cache=300)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        yield session


def web_client(token: str, api_url: str, session: aiohttp.ClientSession, *, repeats: bool) -> AsyncWebClient:
    """Return a Web API client on a shared session; it uses no proxy for addresses of this machine."""
    handlers = [
        AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        AsyncServerErrorRetryHandler(max_retry_count=2),
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
    ]
    base = api_url if api_url.endswith("/") else f"{api_url}/"
    client = AsyncWebClient(
        token=token,
        base_url=base,
        session=session,
        retry_handlers=list(handlers) if repeats else [],
        logger=logging.getLogger("slack_sdk.web"),
    )
    if is_loopback(base):
        client.proxy = None
    return client


def is_loopback(url: str) -> bool:
    """Return whether an address is on this machine."""
    return urlsplit(url).hostname in _LOOPBACK


async def identify(client: AsyncWebClient) -> Identity:
    """Ask Slack whom the token speaks for; raises BadToken, and aiohttp's errors when Slack is not there."""
    try:
        answer = await client.auth_test()
    except SlackApiError as refused:
        raise BadToken(error_code(refused)) from None
    return Identity(WorkspaceId(str(answer["team_id"])), MemberId(str(answer["user_id"])))


def error_code(error: SlackApiError) -> str:
    """Slack's short code of a refusal, or `http_503` and the like where there was no answer to read."""
    response = error.response
    data = getattr(response, "data", response)
    if isinstance(data, dict) and isinstance(data.get("error"), str):
        return str(data["error"])
    return f"http_{http_status(error)}"


def http_status(error: SlackApiError) -> int:
    """Return the HTTP status of a refusal, 0 where there was none."""
    response = error.response
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    return status if isinstance(status, int) else 0
