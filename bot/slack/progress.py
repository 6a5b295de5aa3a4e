"""The status line that a member sees while work goes on: best effort, never in the way."""

from __future__ import annotations

import asyncio

import structlog

from bot.core.commands import Command, Surface
from bot.core.ports.work import Work
from bot.slack.clients import Clients

_log = structlog.get_logger(__name__)


class SlackProgress:
    """A Progress over `assistant.threads.setStatus`, in the thread that the member wrote in."""

    def __init__(self, clients: Clients, *, seconds: float = 1.5) -> None:
        self._clients = clients
        self._seconds = seconds

    async def status(self, work: Work[Command], text: str) -> None:
        """Show a short status, or clear it with an empty text; never raises, gives up soon."""
        origin = work.origin
        if origin.surface is not Surface.DIRECT or not (origin.conversation and origin.thread):
            return
        try:
            async with asyncio.timeout(self._seconds):
                client = await self._clients.plain_client(work.scope.workspace)
                await client.assistant_threads_setStatus(
                    channel_id=origin.conversation, thread_ts=origin.thread, status=text
                )
        except Exception as problem:
            _log.debug("slack.no_status", key=work.key, problem=type(problem).__name__)
