"""Connections to Slack's Web API: which client speaks for which workspace, and how it repeats a request.

A read may be repeated by the client itself. A post may not: when its answer is lost it may have gone through,
so it is given back to the outbox, which looks for it before it posts again.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core.guarding import Guard
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Unavailable, Undeliverable
from bot.slack.codes import TOKEN_REFUSED, error_code, is_trouble
from bot.slack.methods import MethodGuards

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Clients(Protocol):
    """Gives the client that speaks for a workspace."""

    async def retrying_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return a client that repeats a request after a rate limit, a server error or a lost connection."""

    async def plain_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return a client that sends each request once."""

    def own_user(self, workspace: WorkspaceId) -> MemberId | None:
        """Return the bot's own user there; None for a workspace that it is not installed in."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a bot token speaks for."""

    workspace: WorkspaceId
    bot_user: MemberId
    scopes: frozenset[str] | None = None
    """What the token may do; None where Slack did not say so."""

    def missing_scopes(self, wanted: Iterable[str]) -> list[str]:
        """Return which of these scopes the token lacks."""
        return [] if self.scopes is None else sorted({*wanted} - self.scopes)


NO_CONNECTION = (aiohttp.ClientError, TimeoutError, OSError)
"""What a call raises where Slack cannot be reached, or does not answer in time."""


class BadToken(Exception):
    """Slack refused the bot token; `reason` is Slack's code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OneWorkspace:
    """The clients of one bot token; another workspace than the token's is not installed."""

    def __init__(
        self,
        identity: Identity,
        token: str,
        *,
        api_url: str,
        session: aiohttp.ClientSession,
        guard: Guard | None = None,
    ) -> None:
        self.identity = identity
        self._api_url, self._session = api_url, session
        methods = MethodGuards(guard)
        self._reading = WatchedClient(
            web_client(token, api_url, session, repeats=True), self._refused, methods
        )
        self._posting = WatchedClient(
            web_client(token, api_url, session, repeats=False), self._refused, methods
        )
        self.on_refused: Callable[[str], None] = lambda _: None
        """Called with Slack's code when Slack refuses the token in use."""

    @property
    def client(self) -> AsyncWebClient:
        """The token's client with repeats."""
        return self._reading

    async def look(self) -> None:
        """See whether Slack answers, whatever it says of the token; raises Unavailable."""
        with suppress(BadToken):
            await self.identify(self._posting.token or "")

    async def identify(self, token: str) -> Identity:
        """Ask Slack whom another token speaks for; raises BadToken, Unavailable."""
        return await identify(web_client(token, self._api_url, self._session, repeats=False))

    def use(self, token: str, identity: Identity) -> None:
        """Go on with another token of the same workspace."""
        self.identity = identity
        self._reading.token = self._posting.token = token

    def _refused(self, token: str | None, code: str) -> None:
        if token == self._posting.token:  # else it is a late answer to a token that was replaced
            self.on_refused(code)

    async def retrying_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return the token's client with repeats; raises Undeliverable for another workspace."""
        self._check(workspace)
        return self._reading

    async def plain_client(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Return the token's client without repeats; raises Undeliverable for another workspace."""
        self._check(workspace)
        return self._posting

    def own_user(self, workspace: WorkspaceId) -> MemberId | None:
        """Return the bot's own user in the token's workspace; None for another one."""
        return self.identity.bot_user if workspace == self.identity.workspace else None

    def _check(self, workspace: WorkspaceId) -> None:
        if workspace != self.identity.workspace:
            raise Undeliverable("not_installed")


class WatchedClient(AsyncWebClient):
    """A Web API client that tells when Slack refuses its token, whoever made the call.

    While Slack, or one of its methods, is away, it makes no call, or now and then one to see.
    """

    def __init__(
        self,
        like: AsyncWebClient,
        refused: Callable[[str | None, str], None],
        methods: MethodGuards | None = None,
    ) -> None:
        """Take over the settings of another client; `refused` is told the token and Slack's code."""
        super().__init__()
        self.__dict__.update(like.__dict__)
        self._token_refused = refused
        self._methods = methods or MethodGuards()

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Call a method; raises SlackApiError, SlackLeftAlone and what a broken connection raises."""
        token = self.token
        try:
            with self._methods.watching(api_method):
                return await super().api_call(api_method, **arguments)
        except SlackApiError as refused:
            if (code := error_code(refused)) in TOKEN_REFUSED:
                self._token_refused(token, code)
            raise


async def connect(
    token: str, *, api_url: str, session: aiohttp.ClientSession, guard: Guard | None = None
) -> OneWorkspace:
    """Connect with a token that Slack accepts; raises BadToken, and Unavailable where Slack has trouble."""
    identity = await identify(web_client(token, api_url, session, repeats=True))
    return OneWorkspace(identity, token, api_url=api_url, session=session, guard=guard)


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
    """Ask Slack whom the token speaks for.

    Raises BadToken where Slack refuses the token. Raises Unavailable, with a short code such as `http_503`,
    where it says nothing about the token: there is no connection, or Slack has trouble of its own.
    """
    try:
        answer = await client.auth_test()
        workspace, user = WorkspaceId(str(answer["team_id"])), MemberId(str(answer["user_id"]))
    except SlackApiError as refused:
        if is_trouble(refused):
            raise Unavailable(error_code(refused)) from None
        raise BadToken(error_code(refused)) from None
    except NO_CONNECTION as problem:
        raise Unavailable(no_answer(problem)) from None
    except (KeyError, TypeError, ValueError):
        raise Unavailable("unreadable_answer") from None
    granted = next((v for k, v in answer.headers.items() if k.lower() == "x-oauth-scopes"), None)
    scopes = None if granted is None else frozenset(filter(None, str(granted).replace(" ", "").split(",")))
    return Identity(workspace, user, scopes)


def no_answer(problem: Exception) -> str:
    """Return the code of a call that Slack did not answer."""
    return "no_answer_in_time" if isinstance(problem, TimeoutError) else "no_connection"
