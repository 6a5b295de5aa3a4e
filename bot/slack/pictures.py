"""Pictures of a card or page, drawn and uploaded before it is shown; without them it shows their words.

A file that Slack has just taken cannot be named in a message until Slack has looked at it, so it is asked for
until it is known. Nothing is shared with a channel: the file is seen where the message is.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Part, Picture
from bot.core.charts import Chart
from bot.slack.clients import error_code

Draw = Callable[[Chart], bytes]
"""Makes a PNG of a chart; called in a thread of its own."""
_LOOKS = 8
_FIRST_WAIT_SECONDS = 0.25
_KEPT = 500
_ALT_LIMIT = 1000
_log = structlog.get_logger(__name__)


class Pictures:
    """Slack's file ids of pictures; one that was uploaded lately is not uploaded again."""

    def __init__(self, draw: Draw | None) -> None:
        self._draw = draw
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def files(self, client: AsyncWebClient, workspace: str, parts: Iterable[Part]) -> Mapping[str, str]:
        """File ids by picture id; a picture that cannot be had is missing, and its words are shown."""
        found: dict[str, str] = {}
        for part in parts:
            if isinstance(part, Picture) and part.chart is not None and self._draw is not None:
                file = await self._file(client, workspace, part, partial(self._draw, part.chart))
                found |= {part.picture_id: file} if file else {}
        return found

    def forget(self, workspace: str, files: Mapping[str, str]) -> None:
        """Upload these anew the next time: Slack did not take them."""
        for picture_id in files:
            self._known.pop((workspace, picture_id), None)

    async def _file(
        self, client: AsyncWebClient, workspace: str, picture: Picture, draw: Callable[[], bytes]
    ) -> str | None:
        key = (workspace, picture.picture_id)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        try:
            png = await asyncio.to_thread(draw)
            file = await _uploaded(client, picture, png)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError, ValueError) as problem:
            code = error_code(problem) if isinstance(problem, SlackApiError) else type(problem).__name__
            _log.warning("slack.picture_left_out", picture=picture.picture_id, problem=code)
            return None
        self._known[key] = file
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return file


async def _uploaded(client: AsyncWebClient, picture: Picture, png: bytes) -> str:
    answer = await client.files_upload_v2(
        content=png,
        filename=f"{picture.picture_id[:12]}.png",
        title=picture.title,
        alt_txt=picture.alt[:_ALT_LIMIT],
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
