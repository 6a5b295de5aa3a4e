"""chat.startStream, appendStream, stopStream: text that grows while the app writes it."""

from __future__ import annotations

import copy

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.api.methods.content import MAX_MARKDOWN, pace, read_blocks, read_metadata, read_thread
from slack_sandbox.blocks.checks import Report, anything, array, choice, record, string, tagged, url
from slack_sandbox.blocks.surfaces import completed, problems
from slack_sandbox.errors import SlackError
from slack_sandbox.services.postbox import bot_message
from slack_sandbox.shapes.messages import message_json
from slack_sandbox.workspace.state import Channel, Json, Message

_SOURCES = array(tagged({"url": record({"url": url(), "text": string(3000)})}), 50, 0)
_STATUS = choice("pending", "in_progress", "complete", "error")
_DETAIL = string(256)
_LONGEST_SECONDS = 300
"""A stream that is not stopped for so long is ended by Slack itself."""
_CHUNK = tagged(
    {
        "markdown_text": record({"text": string(MAX_MARKDOWN)}),
        "task_update": record(
            {"id": string(255), "title": string(256), "status": _STATUS},
            {"details": _DETAIL, "output": _DETAIL, "sources": _SOURCES},
        ),
        "plan_update": record({"title": string(256)}),
        "blocks": record({"blocks": array(anything, 50)}),
    }
)


def _read_chunks(call: Call) -> list[Json]:
    chunks = call.args.json("chunks", "invalid_chunks")
    markdown = call.args.maybe("markdown_text")
    if markdown is not None and len(markdown) > MAX_MARKDOWN:
        raise SlackError("msg_too_long")
    found: list[Json] = [{"type": "markdown_text", "text": markdown}] if markdown is not None else []
    if chunks is not None:
        if not isinstance(chunks, list):
            raise SlackError("invalid_chunks")
        report = Report()
        array(_CHUNK, 100, 0)(chunks, "/chunks", report)
        if report.errors:
            raise SlackError("invalid_chunks", report.errors)
        found += chunks
    return found


def _apply(message: Message, chunks: list[Json]) -> None:
    for chunk in chunks:
        if chunk["type"] == "markdown_text":
            message.text += chunk["text"]
        elif chunk["type"] == "blocks":
            wrong = problems(chunk["blocks"], "message")
            if wrong:
                raise SlackError("invalid_blocks", wrong)
            message.chunks.append({"type": "blocks", "blocks": completed(chunk["blocks"])})
        else:
            same = [
                c for c in message.chunks if c["type"] == chunk["type"] and c.get("id") == chunk.get("id")
            ]
            if same:
                same[0].update(chunk)
            else:
                message.chunks.append(dict(chunk))
    _as_blocks(message)


def _as_blocks(message: Message) -> None:
    text = [{"type": "markdown", "block_id": "stream", "text": message.text}] if message.text else []
    extra = [block for chunk in message.chunks if chunk["type"] == "blocks" for block in chunk["blocks"]]
    message.blocks = [*text, *extra]


async def start_stream(call: Call) -> Json:
    """Answers chat.startStream."""
    channel = call.channel(member=True)
    thread_ts = read_thread(call, channel)
    if channel.kind == "im":
        if thread_ts is None:
            raise SlackError("invalid_arguments", ["missing required field: thread_ts"])
    else:
        if call.args.maybe("recipient_user_id") is None:
            raise SlackError("missing_recipient_user_id")
        if call.args.maybe("recipient_team_id") is None:
            raise SlackError("missing_recipient_team_id")
    if call.args.maybe("task_display_mode") not in (None, "timeline", "plan", "dense"):
        raise SlackError("invalid_arguments", ["must be a valid enum value: task_display_mode"])
    chunks = _read_chunks(call)
    pace(call, channel)
    message = bot_message(call.world, channel, thread_ts=thread_ts, streaming=True)
    _apply(message, chunks)
    call.services.postbox.post(channel, message)
    _set_session(call, channel, message, "processing")
    return {"channel": channel.id, "ts": message.ts}


def _set_session(call: Call, channel: Channel, message: Message, status: str) -> None:
    """A stream begins and ends the processing of its thread's session, in an app with an agent view."""
    if call.world.app.agent_view and message.thread_ts:
        call.services.postbox.set_session(channel, message.thread_ts, status)


def _streaming(call: Call) -> tuple[Channel, Message]:
    channel = call.channel(member=True)
    message = channel.messages.get(call.args.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.user != call.bot:
        raise SlackError("message_not_owned_by_app")
    if message.streaming and call.world.clock.epoch() - float(message.ts) > _LONGEST_SECONDS:
        call.services.postbox.end_stream(channel, message)
    if not message.streaming:
        raise SlackError("message_not_in_streaming_state")
    return channel, message


async def append_stream(call: Call) -> Json:
    """Answers chat.appendStream."""
    channel, message = _streaming(call)
    chunks = _read_chunks(call)
    if not chunks:
        raise SlackError("no_text")
    _apply(message, chunks)
    call.services.postbox.progress(channel, message)
    return {"channel": channel.id, "ts": message.ts}


async def stop_stream(call: Call) -> Json:
    """Answers chat.stopStream."""
    channel, message = _streaming(call)
    chunks, blocks, metadata = _read_chunks(call), read_blocks(call), read_metadata(call)
    before, final = copy.deepcopy(message), copy.deepcopy(message)
    _apply(final, chunks)
    if len(final.blocks) + len(blocks) > 50:  # nothing of a refused call is kept
        raise SlackError("invalid_blocks", ["no more than 50 items allowed [json-pointer:/blocks]"])
    _apply(message, chunks)
    message.blocks = [*message.blocks, *blocks]
    message.metadata = metadata or message.metadata
    message.streaming = False
    call.services.postbox.change(channel, message, before)
    _set_session(call, channel, message, call.args.text("session_status", "active"))
    body = message_json(call.world, channel, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": body}


METHODS = {
    "chat.startStream": Method(start_stream, 2, ("chat:write",)),
    "chat.appendStream": Method(append_stream, 4, ("chat:write",)),
    "chat.stopStream": Method(stop_stream, 2, ("chat:write",)),
}
