"""Content of files that members attach, fetched with the bot's token from Slack's own hosts only."""

from __future__ import annotations

from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.commands import AttachedFile
from bot.core.identity import WorkspaceId
from bot.core.ports.errors import NotFound, Unavailable, Undeliverable
from bot.slack.clients import Clients
from bot.slack.codes import error_code
from bot.slack.refusals import unavailable

_CHUNK = 64 * 1024
_SLACK_HOSTS = (".slack.com", ".slack-files.com", ".slack-edge.com")


class SlackFiles:
    """A Files over `url_private`; a file known only by its id is looked up first."""

    def __init__(self, clients: Clients, session: aiohttp.ClientSession) -> None:
        self._clients = clients
        self._session = session

    async def content(self, workspace: WorkspaceId, file: AttachedFile, *, limit: int) -> bytes:
        """Return the bytes of a file; raises Unavailable, NotFound, and ValueError over `limit` bytes."""
        if file.size > limit:
            raise ValueError(f"{file.size} bytes, over {limit}")
        try:
            client = await self._clients.retrying_client(workspace)
            return await self._fetched(client, file.url or await _address(client, file.id), limit)
        except SlackApiError as refused:
            if error_code(refused) in ("file_not_found", "file_deleted"):
                raise NotFound(file.id) from None
            raise unavailable(refused) from None
        except (aiohttp.ClientError, TimeoutError, OSError, Undeliverable) as problem:
            raise Unavailable(type(problem).__name__) from None

    async def _fetched(self, client: AsyncWebClient, url: str, limit: int) -> bytes:
        if not may_have_token(url, client.base_url):
            raise Unavailable("not an address of Slack's")
        headers = {"Authorization": f"Bearer {client.token}"}
        async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status == 404:
                raise NotFound("gone")
            if answer.status != 200:
                raise Unavailable(f"http_{answer.status}")
            content = bytearray()
            async for chunk in answer.content.iter_chunked(_CHUNK):
                content += chunk
                if len(content) > limit:
                    raise ValueError(f"over {limit} bytes")
            return bytes(content)


def may_have_token(url: str, api_url: str) -> bool:
    """Return whether the token may be sent there: to Slack over TLS, or to the server that the API is on."""
    wanted, api = urlsplit(url), urlsplit(api_url)
    if (wanted.scheme, wanted.netloc) == (api.scheme, api.netloc):
        return True
    host = wanted.hostname or ""
    return wanted.scheme == "https" and host.endswith(_SLACK_HOSTS)


async def _address(client: AsyncWebClient, file_id: str) -> str:
    answer = await client.files_info(file=file_id)
    return str(answer["file"]["url_private"])
