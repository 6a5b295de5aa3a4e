"""Files that the bot sends to one member: streamed from the disk, into their own conversation alone."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Unavailable, Undeliverable
from bot.slack.clients import Clients
from bot.slack.codes import error_code
from bot.slack.refusals import unavailable

_LOOK_BACK_SECONDS, _LOOKED_AT = 3600.0, 200
"""Where the message of a file is looked for: from an hour before it was known to be sent, among so many."""
_SECONDS = 600.0
"""How long the content of a file may take on its way."""


class SlackUploads:
    """Satisfies ports.Uploads by Slack's second way of uploading."""

    def __init__(self, clients: Clients, session: aiohttp.ClientSession) -> None:
        self._clients = clients
        self._session = session

    async def send(
        self, workspace: WorkspaceId, member: MemberId, file: Path, *, comment: str, thread: str
    ) -> str:
        """Put a file into the member's direct conversation, in a thread unless that is empty; returns its id.

        Raises Unavailable.
        """
        try:
            client = await self._clients.retrying_client(workspace)
            conversation = (await client.conversations_open(users=member))["channel"]["id"]
            id = await self._upload(client, file)
            await client.files_completeUploadExternal(
                files=[{"id": id, "title": file.name}],
                channel_id=conversation,
                initial_comment=comment,
                thread_ts=thread or None,
            )
        except SlackApiError as refused:
            raise unavailable(refused) from None
        except (aiohttp.ClientError, TimeoutError, OSError, Undeliverable) as problem:
            raise Unavailable(type(problem).__name__) from None
        return id

    async def remove(
        self, workspace: WorkspaceId, member: MemberId, file_id: str, *, sent_at: datetime, thread: str
    ) -> None:
        """Delete a file that was sent to a member there and then, with its message; one that is gone is well.

        Raises Unavailable.
        """
        try:
            client = await self._clients.retrying_client(workspace)
            await _take_message_back(client, member, file_id, sent_at, thread)
            await client.files_delete(file=file_id)
        except SlackApiError as refused:
            if error_code(refused) not in ("file_not_found", "file_deleted"):
                raise unavailable(refused) from None
        except (aiohttp.ClientError, TimeoutError, OSError, Undeliverable) as problem:
            raise Unavailable(type(problem).__name__) from None

    async def _upload(self, client: AsyncWebClient, file: Path) -> str:
        size = (await asyncio.to_thread(file.stat)).st_size
        place = await client.files_getUploadURLExternal(filename=file.name, length=size)
        headers = {"Content-Length": str(size), "Content-Type": "application/octet-stream"}
        timeout = aiohttp.ClientTimeout(total=_SECONDS)
        with await asyncio.to_thread(file.open, "rb") as content:
            async with self._session.post(
                place["upload_url"], data=content, headers=headers, timeout=timeout
            ) as answer:
                if answer.status != 200:
                    raise Unavailable(f"http_{answer.status}")
        return str(place["file_id"])


async def _take_message_back(
    client: AsyncWebClient, member: MemberId, file_id: str, sent_at: datetime, thread: str
) -> None:
    """Delete the message that shows a file: else its words would stay where the file was."""
    conversation = (await client.conversations_open(users=member))["channel"]["id"]
    oldest = str(sent_at.timestamp() - _LOOK_BACK_SECONDS)
    where = {"channel": conversation, "oldest": oldest, "limit": _LOOKED_AT}
    if thread:
        found = await client.conversations_replies(ts=thread, **where)
    else:
        found = await client.conversations_history(**where)
    for message in found["messages"]:
        if any(file.get("id") == file_id for file in message.get("files", ())):
            await client.chat_delete(channel=conversation, ts=message["ts"])
