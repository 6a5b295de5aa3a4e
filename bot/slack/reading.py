"""Reads an inbox payload back as a command, with the names of the people it mentions."""

from __future__ import annotations

import dataclasses

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.core.commands import Surface
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import NotFound, Unavailable, Undeliverable
from bot.core.ports.queues import Envelope
from bot.core.ports.workspace import Directory
from bot.features.notes.commands import ComposeNote
from bot.features.reminders.commands import OpenReminder
from bot.slack.clients import Clients
from bot.slack.files import SlackFiles
from bot.slack.filling import FileFiller
from bot.slack.translate import Translated, people_in, translate

_MOST_NAMES = 20
_log = structlog.get_logger(__name__)


class SlackReader:
    """Turns an envelope whose source is "slack" into a command and its origin."""

    def __init__(self, clients: Clients, directory: Directory, files: SlackFiles | None = None) -> None:
        self._clients = clients
        self._directory = directory
        self._filler = FileFiller(clients, files)

    async def read(self, envelope: Envelope) -> Translated | None:
        """Return the command and origin; None where there is nothing to do."""
        payload = await self._filler.fill(envelope.workspace, envelope.payload)
        found = translate(payload, await self._names(envelope.workspace, people_in(payload)))
        if found is None:
            return None
        command, origin = found
        if (
            isinstance(command, (ComposeNote, OpenReminder))
            and origin.surface is Surface.SHORTCUT
            and origin.conversation
            and origin.message
        ):
            link = await self._permalink(envelope.workspace, origin.conversation, origin.message)
            return dataclasses.replace(command, permalink=link or command.permalink), origin
        return found

    async def _names(self, workspace: WorkspaceId, people: set[str]) -> dict[str, str]:
        names: dict[str, str] = {}
        for person in sorted(people)[:_MOST_NAMES]:
            try:
                names[person] = (await self._directory.profile(workspace, MemberId(person))).name
            except (NotFound, Unavailable) as problem:
                _log.info("slack.no_name", problem=type(problem).__name__)
        return names

    async def _permalink(self, workspace: WorkspaceId, conversation: str, ts: str) -> str | None:
        """Return the message's own address; None where the bot may not see it."""
        try:
            client = await self._clients.plain_client(workspace)
            answer = await client.chat_getPermalink(channel=conversation, message_ts=ts)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError, Undeliverable):
            return None
        return str(answer["permalink"])
