"""files.*: uploads in Slack's second way, and what is known of a file."""

from __future__ import annotations

import mimetypes

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.api.methods.content import pace, read_blocks, read_thread
from slack_sandbox.errors import SlackError
from slack_sandbox.services.postbox import bot_message
from slack_sandbox.shapes.messages import file_json
from slack_sandbox.workspace.state import File, Json

MAX_BYTES = 1_000_000_000


async def get_upload_url(call: Call) -> Json:
    """Answers files.getUploadURLExternal."""
    name = call.args.text("filename")
    length = call.args.number("length", 0)
    if length <= 0:
        raise SlackError("invalid_arguments", ["must be at least 1: length"])
    if length > MAX_BYTES:
        raise SlackError("file_upload_size_restricted")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    created = int(call.world.clock.epoch())
    file = File(call.world.new_id("F"), call.team.id, call.bot, name, name, kind, created, expected=length)
    file.alt_txt = call.args.maybe("alt_txt") or call.args.maybe("alt_text")
    call.world.files[file.id] = file
    return {"upload_url": f"{call.world.base_url}/upload/{file.id}", "file_id": file.id}


async def complete_upload(call: Call) -> Json:
    """Answers files.completeUploadExternal."""
    entries = call.args.json("files")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise SlackError("invalid_arguments", ["missing required field: files"])
    files = [_uploaded(call, entry) for entry in entries]
    target = call.args.maybe("channel_id") or next(iter(call.args.items("channels")), None)
    if target is not None:
        _share(call, target, files)
    for file, entry in zip(files, entries, strict=True):
        file.title = str(entry.get("title") or file.name)
        file.completed = True
    return {"files": [file_json(call.world, file) for file in files]}


def _uploaded(call: Call, entry: Json) -> File:
    file = call.world.files.get(str(entry.get("id")))
    if file is None or file.team != call.team.id or file.user != call.bot:
        raise SlackError("file_not_found")
    if not file.uploaded:
        raise SlackError("file_upload_incomplete")
    if file.completed:
        raise SlackError("file_already_completed")
    return file


def _share(call: Call, target: str, files: list[File]) -> None:
    channel = call.team.channels.get(target)
    if channel is None or (channel.is_private and call.bot not in channel.members):
        raise SlackError("channel_not_found")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    thread_ts, blocks = read_thread(call, channel), read_blocks(call)
    pace(call, channel)
    message = bot_message(
        call.world,
        channel,
        text=call.args.text("initial_comment", ""),
        blocks=blocks,
        thread_ts=thread_ts,
        subtype="file_share",
        files=[file.id for file in files],
    )
    call.services.postbox.post(channel, message)


def _visible(call: Call, name: str) -> File:
    file = call.world.files.get(name)
    if file is None or not file.uploaded:
        raise SlackError("file_not_found")
    rooms = [call.team.channels[c] for c in file.channels if c in call.team.channels]
    if file.user != call.bot and not any(call.bot in room.members for room in rooms):
        raise SlackError("file_not_found")
    return file


async def info(call: Call) -> Json:
    """Answers files.info."""
    file = _visible(call, call.args.text("file"))
    return {"file": file_json(call.world, file), "comments": [], "response_metadata": {"next_cursor": ""}}


async def list_files(call: Call) -> Json:
    """Answers files.list."""
    found = [file for file in call.world.files.values() if _is_visible(call, file)]
    count, page = call.args.number("count", 100), call.args.number("page", 1)
    shown = found[(page - 1) * count : page * count]
    paging = {"count": count, "total": len(found), "page": page, "pages": -(-len(found) // count)}
    return {"files": [file_json(call.world, file) for file in shown], "paging": paging}


def _is_visible(call: Call, file: File) -> bool:
    try:
        _visible(call, file.id)
    except SlackError:
        return False
    return True


async def delete(call: Call) -> Json:
    """Answers files.delete."""
    file = _visible(call, call.args.text("file"))
    if file.user != call.bot:
        raise SlackError("cant_delete_file")
    del call.world.files[file.id]
    return {}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, 4, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, 4, ("files:write",)),
    "files.info": Method(info, 4, ("files:read",)),
    "files.list": Method(list_files, 3, ("files:read",)),
    "files.delete": Method(delete, 3, ("files:write",)),
}
