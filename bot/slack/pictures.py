"""Pictures of a card, drawn and uploaded for who is to see it; without them it shows their words.

Slack shows a file to its uploader alone until it is shared with a conversation, so a picture is shared with
the one that its card stands in, in the card's thread. A file that Slack has just taken cannot be named in a
message until Slack has looked at it, so it is asked for until it is known.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Part, Picture
from bot.core.charts import Chart
from bot.slack.codes import error_code
from bot.slack.refusals import problem_code

Draw = Callable[[Chart], Awaitable[bytes]]
"""Makes a PNG of a chart; raises ValueError where that came to no end."""
Files = Mapping[str, str]
"""Slack's file ids of pictures, by picture id."""
_LOOKS = 8
_FIRST_WAIT_SECONDS = 0.25
_KEPT = 500
_ALT_LIMIT = 1000
_log = structlog.get_logger(__name__)


class ThreadPlace(Protocol):
    """Where a file is shared."""

    @property
    def conversation(self) -> str:
        """The conversation whose people see the file."""

    @property
    def thread(self) -> str | None:
        """The root of the thread that it stands in."""


class Pictures:
    """Uploads pictures and remembers their file ids, so that each conversation gets a picture once."""

    def __init__(self, draw: Draw | None) -> None:
        self._draw = draw
        self._known: OrderedDict[tuple[str, str, str], str] = OrderedDict()

    def has(self, parts: Iterable[Part]) -> bool:
        """Return whether there is a picture among these that can be drawn."""
        return any(self._drawing(part) for part in parts)

    async def files(
        self, client: AsyncWebClient, workspace: str, parts: Iterable[Part], place: ThreadPlace
    ) -> Files:
        """File ids by picture id; a picture that cannot be had is missing, and its words are shown."""
        found: dict[str, str] = {}
        for part in parts:
            if (draw := self._drawing(part)) and isinstance(part, Picture):
                file = await self._file(client, workspace, part, draw, place)
                found |= {part.picture_id: file} if file else {}
        return found

    async def take_back(self, client: AsyncWebClient, workspace: str, conversation: str, ts: str) -> None:
        """Delete the pictures that a message shows, with what shared them: before the message itself goes.

        Else the thread of a message that is gone would stand there with its picture.
        """
        try:
            thread = (await client.conversations_replies(channel=conversation, ts=ts))["messages"]
            shown = {file for each in thread if each["ts"] == ts for file in _files_of(each)}
            for each in thread if shown else ():
                if shown & {file["id"] for file in each.get("files", ())}:
                    await client.chat_delete(channel=conversation, ts=each["ts"])
            for file in sorted(shown):
                await client.files_delete(file=file)
        except SlackApiError as refused:  # the message goes in any case
            _log.warning("slack.picture_stays", code=error_code(refused))
            return
        for key in [key for key, file in self._known.items() if key[0] == workspace and file in shown]:
            del self._known[key]

    def _drawing(self, part: Part) -> Callable[[], Awaitable[bytes]] | None:
        if isinstance(part, Picture) and part.chart is not None and self._draw is not None:
            return partial(self._draw, part.chart)
        return None

    async def _file(
        self,
        client: AsyncWebClient,
        workspace: str,
        picture: Picture,
        draw: Callable[[], Awaitable[bytes]],
        place: ThreadPlace,
    ) -> str | None:
        key = (workspace, place.conversation, picture.picture_id)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        try:
            png = await draw()
            file = await _upload(client, picture, png, place)
        except _TROUBLE as problem:
            _log.warning("slack.picture_left_out", picture=picture.picture_id, problem=problem_code(problem))
            return None
        self._known[key] = file
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return file


_TROUBLE = (SlackApiError, SlackRequestError, aiohttp.ClientError, TimeoutError, OSError, ValueError)


def _files_of(message: Mapping[str, Any]) -> list[str]:
    """Return the ids of the files that a message's image blocks show."""
    images = [block for block in message.get("blocks") or () if block.get("type") == "image"]
    return [str(image["slack_file"]["id"]) for image in images if image.get("slack_file", {}).get("id")]


async def _upload(client: AsyncWebClient, picture: Picture, png: bytes, place: ThreadPlace) -> str:
    answer = await client.files_upload_v2(
        content=png,
        filename=f"{picture.picture_id[:12]}.png",
        title=picture.title,
        alt_txt=picture.alt[:_ALT_LIMIT],
        channel=place.conversation,
        thread_ts=place.thread,
    )
    file = str(answer["files"][0]["id"])
    wait = _FIRST_WAIT_SECONDS
    for _ in range(_LOOKS):
        about = (await client.files_info(file=file))["file"]
        if about.get("mimetype"):
            return file
        await asyncio.sleep(wait)
        wait *= 1.5
    raise TimeoutError("Slack has not looked at the file")
