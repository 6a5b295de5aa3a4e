"""Asks Slack for what a payload leaves out: files of other organizations, and transcripts of clips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.core.commands import AttachedFile
from bot.core.identity import WorkspaceId
from bot.core.ports.errors import NotFound, Unavailable, Undeliverable
from bot.slack.clients import Clients
from bot.slack.clips import is_clip, is_cut, words_of_captions, words_spoken
from bot.slack.codes import error_code
from bot.slack.files import SlackFiles
from bot.slack.slimming import slim_message

_MOST_ASKED = 5
_CAPTIONS_LIMIT = 500_000
_log = structlog.get_logger(__name__)


class FileFiller:
    """Completes the files of an event before it is read."""

    def __init__(self, clients: Clients, contents: SlackFiles | None = None) -> None:
        self._clients = clients
        self._contents = contents

    async def fill(self, workspace: WorkspaceId, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the payload with what Slack says of its files; the same where there is nothing to ask."""
        event = payload.get("event")
        files = event.get("files") if isinstance(event, Mapping) else None
        if not isinstance(event, Mapping) or not isinstance(files, list) or not any(map(_lacks, files)):
            return payload
        asked = [await self._file(workspace, file) for file in files[:_MOST_ASKED]]
        return {**payload, "event": {**event, "files": [*asked, *files[_MOST_ASKED:]]}}

    async def _file(self, workspace: WorkspaceId, file: Any) -> Any:
        if not _lacks(file):
            return file
        if not (is_clip(file) and words_spoken(file)):
            file = {**file, **await self._info(workspace, str(file["id"]))}
        if is_clip(file) and words_spoken(file) and is_cut(file):
            file = await self._whole_transcript(workspace, file)
        return file

    async def _info(self, workspace: WorkspaceId, id: str) -> Mapping[str, Any]:
        """Return what `files.info` says of a file, or nothing where it may not be seen."""
        try:
            client = await self._clients.retrying_client(workspace)
            answer = await client.files_info(file=id)
        except SlackApiError as refused:
            _log.info("slack.no_file", code=error_code(refused))
            return {}
        except (aiohttp.ClientError, TimeoutError, OSError, Undeliverable) as problem:
            raise Unavailable(type(problem).__name__) from None
        found = slim_message({"files": [answer["file"]]}).get("files")
        return {**found[0], "file_access": "visible"} if isinstance(found, list) and found else {}

    async def _whole_transcript(self, workspace: WorkspaceId, file: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a clip with all that was said; with the beginning where the rest does not come."""
        address = file.get("vtt")
        if not isinstance(address, str) or self._contents is None:
            return file
        captions = AttachedFile(id=str(file["id"]), name="", mimetype="text/vtt", size=0, url=address)
        try:
            raw = await self._contents.content(workspace, captions, limit=_CAPTIONS_LIMIT)
        except (NotFound, Unavailable, ValueError) as problem:
            _log.info("slack.no_captions", problem=type(problem).__name__)
            return file
        words = words_of_captions(raw.decode("utf-8", "replace"))
        return (
            {**file, "transcription": {"status": "complete", "preview": {"content": words}}}
            if words
            else file
        )


def _lacks(file: Any) -> bool:
    """Return whether Slack knows more of a file than it sent."""
    if not isinstance(file, Mapping) or not isinstance(file.get("id"), str):
        return False
    if file.get("file_access") == "check_file_info":
        return True
    return is_clip(file) and (not words_spoken(file) or is_cut(file))
