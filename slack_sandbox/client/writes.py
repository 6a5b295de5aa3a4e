"""The page's interface, what a person does among people: messages, reactions, channels, profile."""

from __future__ import annotations

import copy
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from slack_sandbox.blocks.mrkdwn import from_typed, rich_text
from slack_sandbox.client.reads import channel_for
from slack_sandbox.client.requests import Act, Malformed, answering
from slack_sandbox.errors import ClientError
from slack_sandbox.services.postbox import MAX_TEXT
from slack_sandbox.shapes.messages import client_message
from slack_sandbox.shapes.people import member_json
from slack_sandbox.workspace.state import Channel, Json, Message


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    posts = {
        "message": send,
        "edit": edit,
        "delete": delete,
        "react": react,
        "mark": mark,
        "dismiss": dismiss,
        "open": open_direct,
        "join": join,
        "leave": leave,
        "invite": invite,
        "profile": profile,
        "dnd": dnd,
    }
    return [web.post(f"/client/{name}", answering(handler)) for name, handler in posts.items()]


async def send(act: Act) -> Json:
    """Posts a message by a person."""
    channel, user, files = act.channel(), act.user, act.fields.get("files") or []
    text = act.maybe("text") or ""
    if not text.strip() and not files:
        raise ClientError("no_text", "There is nothing to send.")
    if len(text) > MAX_TEXT:
        raise ClientError("msg_too_long", "The message is too long.")
    if channel.kind == "im" and act.world.app.messages_read_only and _with_app(act, channel):
        raise ClientError("messages_tab_read_only", "Sending messages to this app has been turned off.")
    thread_ts = act.maybe("thread_ts")
    if thread_ts is not None and (
        channel.messages.get(thread_ts) is None or channel.messages[thread_ts].is_reply
    ):
        raise ClientError("thread_not_found", "That thread is gone.")
    typed = from_typed(text, act.team)
    made = Message(
        act.world.stamp(),
        channel.id,
        user.id,
        typed,
        thread_ts=thread_ts,
        client_msg_id=act.world.new_id("m"),
    )
    made.blocks = [{**rich_text(typed), "block_id": act.world.new_id("b")}] if typed else []
    made.broadcast = bool(act.fields.get("broadcast")) and thread_ts is not None
    share(act, made, files)
    act.services.postbox.post(channel, made)
    return {"ts": made.ts, "message": client_message(act.world, channel, made, user.id)}


def _with_app(act: Act, channel: Channel) -> bool:
    bot = act.world.bot_of(act.team)
    return bot is not None and bot.id in channel.members


def share(act: Act, made: Message, files: list[str]) -> None:
    """Puts a person's uploaded files on a message."""
    for name in files:
        file = act.world.files.get(name)
        if file is None or file.user != act.user.id:
            raise ClientError("file_not_found", "That file is gone.")
    if files:
        made.files, made.subtype = list(files), "file_share"


def _own(act: Act, code: str) -> tuple[Channel, Message]:
    channel = act.channel()
    found = act.message(channel)
    if found.user != act.user.id or found.subtype not in (None, "file_share"):
        raise ClientError(code, "Only your own messages can be changed.")
    return channel, found


async def edit(act: Act) -> Json:
    """Edits a message of the acting person."""
    channel, found = _own(act, "cant_update_message")
    text = act.text("text")
    if not text.strip():
        raise ClientError("no_text", "There is nothing to save.")
    if len(text) > MAX_TEXT:
        raise ClientError("msg_too_long", "The message is too long.")
    before = copy.deepcopy(found)
    found.text = from_typed(text, act.team)
    found.blocks = [{**rich_text(found.text), "block_id": act.world.new_id("b")}]
    found.edited = {"user": found.user, "ts": act.world.stamp()}
    act.services.postbox.change(channel, found, before)
    return {"message": client_message(act.world, channel, found, act.user.id)}


async def delete(act: Act) -> Json:
    """Deletes a message of the acting person."""
    channel, found = _own(act, "cant_delete_message")
    act.services.postbox.delete(channel, found)
    return {}


async def react(act: Act) -> Json:
    """Adds or removes a reaction."""
    channel = act.channel()
    found = act.message(channel)
    if found.ephemeral_to:
        raise ClientError("message_not_found", "Only you see this message.")
    added = not act.fields.get("remove")
    if not act.services.postbox.react(channel, found, act.text("name").strip(":"), act.user.id, added):
        raise ClientError("already_reacted" if added else "no_reaction")
    return {}


async def mark(act: Act) -> Json:
    """Marks a channel as read up to a message."""
    channel, user = act.channel(), act.user
    channel.last_read[user.id] = act.text("ts")
    act.world.feed.push("marked", user.team, frozenset({user.id}), channel=channel.id, ts=act.text("ts"))
    return {}


async def dismiss(act: Act) -> Json:
    """Removes an ephemeral message that the acting person sees."""
    channel = act.channel(member=False)
    found = act.message(channel)
    if not found.ephemeral_to:
        raise ClientError("message_not_found", "Only messages that you alone see can be dismissed.")
    act.services.postbox.drop_ephemeral(channel, found)
    return {}


async def open_direct(act: Act) -> Json:
    """Opens the direct messages with a member; group messages are refused."""
    users: Any = act.fields.get("users")
    if not isinstance(users, list) or not users:
        raise Malformed("users is missing")
    if any(name not in act.team.users for name in users):
        raise ClientError("user_not_found", "There is no such member.")
    if len(users) > 1:
        raise ClientError("not_offered", "Group messages are opened by apps only in this workspace.")
    channel = act.world.direct(act.team, act.user.id, users[0])
    return {"channel": channel_for(act.world, act.team, channel, act.user.id)}


def _told(act: Act, channel: Channel) -> Json:
    body = channel_for(act.world, act.team, channel, act.user.id)
    act.world.feed.push("channel", act.user.team, frozenset({act.user.id}), channel=body)
    return {"channel": body}


async def join(act: Act) -> Json:
    """Joins a public channel."""
    channel = act.channel(member=False)
    act.services.people.join(channel, act.user.id, inviter=None)
    return _told(act, channel)


async def leave(act: Act) -> Json:
    """Leaves a channel."""
    channel = act.channel()
    if channel.kind in ("im", "mpim"):
        raise ClientError("not_offered", "Direct messages cannot be left.")
    act.services.people.leave(channel, act.user.id)
    return _told(act, channel)


async def invite(act: Act) -> Json:
    """Invites a member or the app into a channel."""
    channel, user = act.channel(), act.text("user")
    if user not in act.team.users:
        raise ClientError("user_not_found", "There is no such member.")
    act.services.people.join(channel, user, inviter=act.user.id)
    return _told(act, channel)


async def profile(act: Act) -> Json:
    """Changes the acting person's profile."""
    fields = {
        n: str(act.fields[n]) for n in ("tz", "title", "real_name", "locale", "presence") if n in act.fields
    }
    if "tz" in fields:
        ZoneInfo(fields["tz"])
    act.services.people.change(act.user, **fields)
    return {"member": member_json(act.world, act.user)}


async def dnd(act: Act) -> Json:
    """Turns Do Not Disturb on or off."""
    until = act.world.clock.epoch() + 60 * act.number("minutes", 60) if act.fields.get("on") else None
    act.services.people.set_dnd(act.user, until)
    return {"member": member_json(act.world, act.user)}
