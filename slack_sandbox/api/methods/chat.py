"""chat.*: posting, changing, deleting and scheduling messages."""

from __future__ import annotations

import copy

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.api.methods.content import pace, read_content, read_thread
from slack_sandbox.errors import SlackError
from slack_sandbox.services.postbox import bot_message
from slack_sandbox.shapes.messages import message_json
from slack_sandbox.workspace.state import Channel, Json, Message, Scheduled

_MAX_AHEAD = 120 * 24 * 3600


def _postable(call: Call) -> Channel:
    channel = call.channel(users=True)
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.bot not in channel.members and not (
        channel.kind == "channel" and "chat:write.public" in call.installation.scopes
    ):
        raise SlackError("not_in_channel")
    return channel


async def post_message(call: Call) -> Json:
    """Answers chat.postMessage."""
    channel = _postable(call)
    content = read_content(call)
    thread_ts = read_thread(call, channel)
    customized = call.args.has("username") or call.args.has("icon_emoji") or call.args.has("icon_url")
    if customized:
        call.need("chat:write.customize")
    pace(call, channel)
    message = bot_message(
        call.world,
        channel,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
        thread_ts=thread_ts,
        broadcast=call.args.flag("reply_broadcast"),
        username=call.args.maybe("username"),
    )
    call.services.postbox.post(channel, message)
    body = message_json(call.world, channel, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": body}


async def post_ephemeral(call: Call) -> Json:
    """Answers chat.postEphemeral."""
    channel = call.channel(member=True)
    user = call.args.text("user")
    content = read_content(call)
    if user not in call.team.users or user not in channel.members:
        raise SlackError("user_not_in_channel")
    thread_ts = read_thread(call, channel)
    pace(call, channel)
    message = bot_message(
        call.world, channel, text=content.text, blocks=content.blocks, thread_ts=thread_ts, ephemeral_to=user
    )
    call.services.postbox.post_ephemeral(channel, message)
    return {"message_ts": message.ts}


def _own_message(call: Call, refusal: str) -> tuple[Channel, Message]:
    channel = call.channel(member=True)
    message = channel.messages.get(call.args.text("ts"))
    if message is None or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    if message.user != call.bot:
        raise SlackError(refusal)
    return channel, message


async def update(call: Call) -> Json:
    """Answers chat.update."""
    channel, message = _own_message(call, "cant_update_message")
    if message.streaming:
        raise SlackError("streaming_state_conflict")
    content = read_content(call)
    before = copy.deepcopy(message)
    # Without blocks a new text takes their place; attachments stay unless they are given.
    if call.args.has("text") or call.args.has("markdown_text") or content.blocks:
        message.text, message.blocks, message.chunks = content.text, content.blocks, []
    if call.args.has("attachments"):
        message.attachments = content.attachments
    if call.args.has("metadata"):
        message.metadata = content.metadata
    if not content.blocks:
        message.edited = {"user": message.user, "ts": call.world.stamp()}
    call.services.postbox.change(channel, message, before)
    body = message_json(call.world, channel, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": body}


async def delete(call: Call) -> Json:
    """Answers chat.delete."""
    channel, message = _own_message(call, "cant_delete_message")
    if message.streaming:
        raise SlackError("streaming_state_conflict")
    call.services.postbox.delete(channel, message)
    return {"channel": channel.id, "ts": message.ts}


async def get_permalink(call: Call) -> Json:
    """Answers chat.getPermalink."""
    channel = call.channel()
    ts = call.args.text("message_ts")
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    link = f"{call.world.base_url}/archives/{channel.id}/p{ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


async def schedule_message(call: Call) -> Json:
    """Answers chat.scheduleMessage."""
    channel = _postable(call)
    post_at = call.args.number("post_at", 0)
    now = call.world.clock.epoch()
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + _MAX_AHEAD:
        raise SlackError("time_too_far")
    content = read_content(call)
    arguments = {
        "text": content.text,
        "blocks": content.blocks,
        "attachments": content.attachments,
        "thread_ts": read_thread(call, channel),
        "has_metadata": content.metadata is not None,
    }
    item = Scheduled(call.world.new_id("Q"), channel.id, call.team.id, post_at, int(now), arguments)
    call.world.scheduled[item.id] = item
    call.services.wake_scheduler()
    return {
        "channel": channel.id,
        "scheduled_message_id": item.id,
        "post_at": post_at,
        "message": {
            "text": content.text,
            "type": "delayed_message",
            "user": call.bot,
            "bot_id": call.installation.bot_id,
        },
    }


async def delete_scheduled_message(call: Call) -> Json:
    """Answers chat.deleteScheduledMessage."""
    channel = call.channel()
    item = call.world.scheduled.get(call.args.text("scheduled_message_id"))
    if item is None or item.channel != channel.id:
        raise SlackError("invalid_scheduled_message_id")
    del call.world.scheduled[item.id]
    return {}


async def scheduled_messages_list(call: Call) -> Json:
    """Answers chat.scheduledMessages.list."""
    wanted = call.args.maybe("channel")
    items = [
        s for s in call.world.scheduled.values() if s.team == call.team.id and wanted in (None, s.channel)
    ]
    page, cursor = call.page(sorted(items, key=lambda s: s.post_at), 1000)
    listed = [
        {
            "id": s.id,
            "channel_id": s.channel,
            "post_at": s.post_at,
            "date_created": s.created,
            "text": s.arguments["text"],
        }
        for s in page
    ]
    return {"scheduled_messages": listed, "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "chat.postMessage": Method(post_message, 5, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, 4, ("chat:write",)),
    "chat.update": Method(update, 3, ("chat:write",)),
    "chat.delete": Method(delete, 3, ("chat:write",)),
    "chat.getPermalink": Method(get_permalink, 5),
    "chat.scheduleMessage": Method(schedule_message, 3, ("chat:write",)),
    "chat.deleteScheduledMessage": Method(delete_scheduled_message, 3, ("chat:write",)),
    "chat.scheduledMessages.list": Method(scheduled_messages_list, 3),
}
