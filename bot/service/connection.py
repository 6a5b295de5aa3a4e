"""A process's own connection to the workspace: the clients of its token, watched for being refused."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.config import BadSettings, Settings
from bot.core.guarding import Guard
from bot.core.ports.errors import Unavailable
from bot.slack.clients import BadToken, OneWorkspace, connect, open_session
from bot.slack.token_watch import TokenWatch
from bot.slack.words import slack_has_trouble
from bot.supervision import Supervisor


@dataclass(frozen=True, slots=True)
class SlackConnection:
    """The clients, the session that they use, and the watch over their token."""

    clients: OneWorkspace
    session: aiohttp.ClientSession
    token_watch: TokenWatch

    def start(self, supervisor: Supervisor) -> None:
        """Have the token watched."""
        supervisor.start("token_watch", self.token_watch.run(), self.token_watch.stop)


@asynccontextmanager
async def slack_connection(
    settings: Settings, guard: Guard, newest_token: Callable[[], str | None] | None = None
) -> AsyncIterator[SlackConnection]:
    """Connect for the block; raises BadSettings for a refused token, Unavailable.

    `guard` is told how Slack answers.
    """
    async with open_session() as session:
        clients = await _connect(settings, session, guard)
        guard.look = clients.look
        place = str(settings.slack_bot_token_file or "SLACK_BOT_TOKEN")
        token_watch = TokenWatch(clients, newest_token or settings.bot_token, read_from=place)
        yield SlackConnection(clients, session, token_watch)


async def _connect(settings: Settings, session: aiohttp.ClientSession, guard: Guard) -> OneWorkspace:
    try:
        return await connect(
            settings.bot_token() or "", api_url=settings.slack_api_url, session=session, guard=guard
        )
    except BadToken as error:
        raise BadSettings(
            f"SLACK_BOT_TOKEN was refused by Slack ({error.reason}): copy it again from OAuth & Permissions."
        ) from None
    except Unavailable as trouble:
        raise Unavailable(slack_has_trouble(settings.slack_api_url, str(trouble))) from None
