"""What a member sees while work goes on in their thread: best effort, never in the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.attending import stands_in_thread
from bot.core.commands import Command
from bot.core.identity import WorkspaceId
from bot.core.ports.work import Work
from bot.slack.clients import Clients
from bot.slack.codes import error_code

_log = structlog.get_logger(__name__)
_NO_SESSIONS = frozenset({"unknown_method", "missing_scope", "not_allowed", "not_allowed_token_type"})
"""How Slack refuses agent sessions altogether: such a workspace has the status line alone."""


class SlackProgress:
    """A Progress over `agents.sessions.setStatus` and `assistant.threads.setStatus`."""

    def __init__(self, clients: Clients, *, seconds: float = 1.5) -> None:
        self._clients = clients
        self._seconds = seconds
        self._without_sessions: set[WorkspaceId] = set()

    async def status(self, work: Work[Command], text: str) -> None:
        """Show a short status, or clear it with an empty text; never raises, gives up soon."""
        if not stands_in_thread(work):
            return
        channel, thread = _place(work)

        async def show(client: AsyncWebClient) -> object:
            return await client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=text)

        await self._try(work, show)

    async def work(self, work: Work[Command], title: str) -> None:
        """Show that work goes on which can be stopped, where Slack has sessions; never raises."""
        await self._session(work, "processing", title)

    async def rest(self, work: Work[Command]) -> None:
        """Show that nothing goes on any more; never raises."""
        await self._session(work, "active", "")

    async def suggest(self, work: Work[Command], prompts: Sequence[tuple[str, str]]) -> None:
        """Offer things to click above the conversation; never raises."""
        channel = work.origin.conversation
        if not channel:
            return
        offered = [{"title": title, "message": message} for title, message in prompts]

        async def show(client: AsyncWebClient) -> object:
            return await client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=offered)

        await self._try(work, show)

    async def _session(
        self, work: Work[Command], status: Literal["processing", "active"], title: str
    ) -> None:
        channel, thread = _place(work)
        if not stands_in_thread(work) or work.scope.workspace in self._without_sessions:
            return

        async def show(client: AsyncWebClient) -> object:
            return await client.agents_sessions_setStatus(
                channel_id=channel, thread_ts=thread, status=status, title=title or None
            )

        problem = await self._try(work, show)
        if isinstance(problem, SlackApiError) and error_code(problem) in _NO_SESSIONS:
            self._without_sessions.add(work.scope.workspace)

    async def _try(
        self, work: Work[Command], show: Callable[[AsyncWebClient], Awaitable[object]]
    ) -> Exception | None:
        if not (work.origin.conversation or "").startswith("D"):  # the only place where it is shown
            return None
        try:
            async with asyncio.timeout(self._seconds):
                await show(await self._clients.plain_client(work.scope.workspace))
        except Exception as problem:
            _log.debug("slack.no_status", key=work.key, problem=type(problem).__name__)
            return problem
        return None


def _place(work: Work[Command]) -> tuple[str, str]:
    origin = work.origin
    return origin.conversation or "", origin.thread or origin.message or ""
