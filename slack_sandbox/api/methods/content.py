"""The content of a message as arguments give it, checked as Slack checks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from slack_sandbox.api.calls import Call
from slack_sandbox.blocks.surfaces import completed, files_in, problems
from slack_sandbox.errors import SlackError
from slack_sandbox.services.postbox import MAX_TEXT
from slack_sandbox.workspace.state import Channel, Json

MAX_MARKDOWN = 12_000
MAX_ATTACHMENTS = 100


@dataclass(frozen=True)
class Content:
    """Text, blocks, attachments and metadata of a message."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None


def read_content(call: Call, required: bool = True) -> Content:
    """Checks and completes what a message is to say; raises `no_text`, `invalid_blocks` and others."""
    text, markdown = call.args.text("text", ""), call.args.maybe("markdown_text")
    blocks = read_blocks(call)
    if markdown is not None:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > MAX_MARKDOWN:
            raise SlackError("msg_too_long")
        blocks = completed([{"type": "markdown", "text": markdown}])
    attachments = read_attachments(call)
    if required and not (text.strip() or blocks or attachments):
        raise SlackError("no_text")
    if len(text) > MAX_TEXT:
        raise SlackError("msg_too_long")
    return Content(text, blocks, attachments, read_metadata(call))


def read_blocks(call: Call) -> list[Json]:
    """The `blocks` argument, checked and completed."""
    blocks = call.args.json("blocks", "invalid_blocks_format")
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    wrong = problems(blocks, "message")
    if wrong:
        raise SlackError("invalid_blocks", wrong)
    for name in files_in(blocks):
        if not _known_file(call, name):
            raise SlackError("invalid_blocks", ["invalid slack file [json-pointer:/blocks]"])
    return completed(blocks)


def _known_file(call: Call, name: str) -> bool:
    files = call.world.files
    found = files.get(name) or next((f for f in files.values() if f"/{f.id}/" in name), None)
    return found is not None and found.team == call.team.id and found.uploaded


def read_attachments(call: Call) -> list[Json]:
    """The `attachments` argument."""
    attachments = call.args.json("attachments", "invalid_attachments")
    if attachments is None:
        return []
    if not isinstance(attachments, list) or not all(isinstance(entry, dict) for entry in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > MAX_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return [_attachment(entry) for entry in attachments]


def _attachment(attachment: Json) -> Json:
    blocks = attachment.get("blocks")
    if blocks is None:
        return attachment
    wrong = problems(blocks, "message", "/attachments/blocks")
    if wrong:
        raise SlackError("invalid_blocks", wrong)
    return {**attachment, "blocks": completed(blocks)}


def read_metadata(call: Call) -> Json | None:
    """The `metadata` argument: an event type and a payload."""
    metadata: Any = call.args.json("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def read_thread(call: Call, channel: Channel) -> str | None:
    """The `thread_ts` argument: the ts of a root in the channel."""
    thread_ts = call.args.maybe("thread_ts")
    if thread_ts is None:
        return None
    root = channel.messages.get(thread_ts)
    if root is None:
        raise SlackError("thread_not_found")
    if root.is_reply:
        raise SlackError("cannot_reply_to_message")
    return thread_ts


def pace(call: Call, channel: Channel) -> None:
    """One message a second per channel: raises `ratelimited` with the seconds to wait."""
    wait = call.world.limits.wait_for_post(call.team.id, channel.id)
    if wait:
        raise SlackError("ratelimited", retry_after=wait)
