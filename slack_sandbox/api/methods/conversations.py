"""conversations.*: which conversations there are, who is in them, what was said."""

from __future__ import annotations

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.errors import SlackError
from slack_sandbox.shapes.messages import message_json
from slack_sandbox.shapes.people import channel_json
from slack_sandbox.workspace.state import Channel, Json, Kind, Message

_TYPES: dict[str, Kind] = {
    "public_channel": "channel",
    "private_channel": "private",
    "im": "im",
    "mpim": "mpim",
}
_MAX_HISTORY = 999


async def list_conversations(call: Call) -> Json:
    """Answers conversations.list."""
    types = call.args.items("types") or ["public_channel"]
    if any(kind not in _TYPES for kind in types):
        raise SlackError("invalid_types")
    kinds = {_TYPES[kind] for kind in types}
    for kind in sorted(kinds):
        call.need_read(Channel("", "", "", kind))
    no_archived = call.args.flag("exclude_archived")
    found = [
        channel
        for channel in call.team.channels.values()
        if channel.kind in kinds
        and (channel.kind == "channel" or call.bot in channel.members)
        and not (no_archived and channel.is_archived)
    ]
    page, cursor = call.page(found, 1000)
    channels = [channel_json(channel, call.bot, count=channel.kind != "im") for channel in page]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


async def info(call: Call) -> Json:
    """Answers conversations.info."""
    channel = call.channel()
    call.need_read(channel)
    return {"channel": channel_json(channel, call.bot, call.args.flag("include_num_members"))}


async def members(call: Call) -> Json:
    """Answers conversations.members."""
    channel = call.channel()
    call.need_read(channel)
    page, cursor = call.page(channel.members, 1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _in_range(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.args.text("oldest", "0"), call.args.maybe("latest")
    inclusive = call.args.flag("inclusive")
    try:
        low, high = float(oldest), float(latest) if latest else float("inf")
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None
    if inclusive:
        return [m for m in messages if low <= float(m.ts) <= high]
    return [m for m in messages if low < float(m.ts) < high]


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need_history(channel)
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    return channel


async def history(call: Call) -> Json:
    """Answers conversations.history."""
    channel = _readable(call)
    roots = [m for m in channel.messages.values() if not m.is_reply or m.broadcast]
    found = _in_range(call, sorted(roots, key=lambda m: float(m.ts), reverse=True))
    page, cursor = call.page(found, _MAX_HISTORY)
    metadata = call.args.flag("include_all_metadata")
    body: Json = {
        "messages": [message_json(call.world, channel, m, metadata) for m in page],
        "has_more": bool(cursor),
        "pin_count": 0,
    }
    return body | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


async def replies(call: Call) -> Json:
    """Answers conversations.replies."""
    channel = _readable(call)
    root = channel.messages.get(call.args.text("ts"))
    if root is not None and root.is_reply and root.thread_ts:
        root = channel.messages.get(root.thread_ts)
    if root is None:
        raise SlackError("thread_not_found")
    found = [root, *_in_range(call, channel.thread(root.ts))]
    page, cursor = call.page(found, 1000, 1000)
    metadata = call.args.flag("include_all_metadata")
    body: Json = {
        "messages": [message_json(call.world, channel, m, metadata) for m in page],
        "has_more": bool(cursor),
    }
    return body | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


async def open_conversation(call: Call) -> Json:
    """Answers conversations.open."""
    if call.args.maybe("channel"):
        channel = call.channel()
        if channel.kind not in ("im", "mpim"):
            raise SlackError("invalid_arguments", ["channel must be a direct message"])
        return _opened(call, channel, True)
    users = call.args.items("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if any(user not in call.team.users for user in users):
        raise SlackError("user_not_found")
    if any(call.team.users[user].deleted for user in users):
        raise SlackError("user_disabled")
    if len(users) == 1:
        call.need("im:write")
        if call.team.users[users[0]].is_bot:
            raise SlackError("cannot_dm_bot")
        existed = call.team.direct(users[0], call.bot) is not None
        return _opened(call, call.world.direct(call.team, users[0], call.bot), existed)
    call.need("mpim:write")
    if len(users) > 8:
        raise SlackError("too_many_users")
    return _opened(call, *_group(call, users))


def _group(call: Call, users: list[str]) -> tuple[Channel, bool]:
    wanted = {*users, call.bot}
    for channel in call.team.channels.values():
        if channel.kind == "mpim" and set(channel.members) == wanted:
            return channel, True
    name = "mpdm-" + "--".join(call.team.users[user].name for user in sorted(wanted)) + "-1"
    created = int(call.world.clock.epoch())
    made = Channel(
        call.world.new_id("G"), call.team.id, name, "mpim", call.bot, created, members=sorted(wanted)
    )
    call.team.channels[made.id] = made
    return made, False


def _opened(call: Call, channel: Channel, existed: bool) -> Json:
    whole = call.args.flag("return_im")
    body: Json = {"channel": channel_json(channel, call.bot) if whole else {"id": channel.id}}
    return body | ({"no_op": True, "already_open": True} if existed else {})


async def join(call: Call) -> Json:
    """Answers conversations.join."""
    channel = call.channel()
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    body: Json = {"channel": channel_json(channel, call.bot)}
    if call.bot in channel.members:
        return {**body, "warning": "already_in_channel"}
    call.services.people.join(channel, call.bot, inviter=None)
    return {"channel": channel_json(channel, call.bot)}


async def leave(call: Call) -> Json:
    """Answers conversations.leave."""
    channel = call.channel()
    if channel.kind in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    if call.bot not in channel.members:
        return {"not_in_channel": True}
    call.services.people.leave(channel, call.bot)
    return {}


METHODS = {
    "conversations.list": Method(list_conversations, 2),
    "conversations.info": Method(info, 3),
    "conversations.members": Method(members, 4),
    "conversations.history": Method(history, 3),
    "conversations.replies": Method(replies, 3),
    "conversations.open": Method(open_conversation, 3),
    "conversations.join": Method(join, 3, ("channels:join",)),
    "conversations.leave": Method(leave, 3, ("channels:manage",)),
}
