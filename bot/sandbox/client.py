"""The page's interface, first part: state, messages, channels, people."""

from __future__ import annotations

import copy
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.sandbox.clientbase import Act, Malformed, answering
from bot.sandbox.errors import ClientError
from bot.sandbox.mrkdwn import from_typed, rich_text
from bot.sandbox.postbox import MAX_TEXT
from bot.sandbox.socketmode import connection_json
from bot.sandbox.state import Channel, Json, Message, Team
from bot.sandbox.wire import client_message, member_json, team_json, view_json
from bot.sandbox.world import World


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    gets = {
        "teams": teams,
        "state": state,
        "messages": messages,
        "thread": thread,
        "message": message,
        "prompts": prompts,
    }
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
    return [
        *(web.get(f"/client/{name}", answering(handler)) for name, handler in gets.items()),
        *(web.post(f"/client/{name}", answering(handler)) for name, handler in posts.items()),
    ]


async def teams(act: Act) -> Json:
    """Whom one can be."""
    listed = []
    for team in act.world.teams.values():
        people = [member_json(act.world, user) for user in team.users.values() if not user.is_bot]
        listed.append(team_json(team) | {"installed": _installed(team), "members": people})
    return {"teams": listed}


def _installed(team: Team) -> bool:
    return team.installation is not None and not team.installation.gone


async def state(act: Act) -> Json:
    """Everything that a client needs to start."""
    world, user, team = act.world, act.user, act.team
    shown = [c for c in team.channels.values() if _shows(c, user.id, user.role == "guest")]
    home = world.homes.get((team.id, user.id))
    return {
        "seq": world.feed.last,
        "team": team_json(team),
        "me": member_json(world, user),
        "members": [member_json(world, someone) for someone in team.users.values()],
        "channels": [channel_for(world, team, channel, user.id) for channel in shown],
        "app": _app_json(world, team, user.id),
        "home": view_json(world, home) if home else None,
        "views": [view_json(world, view) for view in act.services.modals.stack(user.id)],
        "clock": world.clock.as_json(),
        "connection": connection_json(world, act.services.sockets.count),
    }


def _shows(channel: Channel, user: str, guest: bool) -> bool:
    return user in channel.members or (channel.kind == "channel" and not guest)


def _app_json(world: World, team: Team, user: str) -> Json:
    app, install = world.app, team.installation
    direct = team.direct(user, install.bot_user) if install else None
    return {
        "id": app.app_id,
        "name": app.name,
        "description": app.description,
        "user_id": install.bot_user if install else None,
        "bot_id": install.bot_id if install else None,
        "installed": _installed(team),
        "dm": direct.id if direct else None,
        "home_tab": app.home_tab,
        "messages_tab": app.messages_tab,
        "agent_view": app.agent_view,
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in app.commands
        ],
        "shortcuts": [
            {"name": s.name, "type": s.type, "callback_id": s.callback_id, "description": s.description}
            for s in app.shortcuts
        ],
        "suggested_prompts": list(app.prompts),
    }


def channel_for(world: World, team: Team, channel: Channel, user: str) -> Json:
    """A channel as the page sees it for one person."""
    read = channel.last_read.get(user, "0")
    unread = [
        m
        for m in channel.messages.values()
        if float(m.ts) > float(read) and m.user != user and not m.is_reply
    ]
    other = next((member for member in channel.members if member != user), user)
    bot = world.bot_of(team)
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "is_member": user in channel.members,
        "members": list(channel.members),
        "topic": channel.topic,
        **({"user": other} if channel.kind == "im" else {}),
        "app_in": bot is not None and bot.id in channel.members,
        "unread": len(unread) if user in channel.members else 0,
        "mentions": sum(f"<@{user}>" in m.text for m in unread),
        "last_read": read,
        "latest": max(channel.messages, key=float, default=None),
    }


def _page(act: Act, channel: Channel, found: list[Message]) -> list[Json]:
    return [client_message(act.world, channel, entry, act.user.id) for entry in found]


async def messages(act: Act) -> Json:
    """A page of a channel's roots, oldest first."""
    channel, user = act.channel(member=False), act.user.id
    before, limit = float(act.maybe("before") or "inf"), act.number("limit", 50)
    mine = [m for m in channel.ephemerals.values() if m.ephemeral_to == user and m.thread_ts is None]
    roots = [m for m in channel.messages.values() if not m.is_reply or m.broadcast]
    found = sorted((m for m in [*roots, *mine] if float(m.ts) < before), key=lambda m: float(m.ts))
    page = found[-limit:] if limit > 0 else []
    return {
        "messages": _page(act, channel, page),
        "has_more": len(found) > len(page),
        "before": page[0].ts if page else None,
    }


async def thread(act: Act) -> Json:
    """A root with a page of its replies."""
    channel, user = act.channel(member=False), act.user.id
    root = act.message(channel)
    after, limit = float(act.maybe("after") or "0"), act.number("limit", 200)
    mine = [m for m in channel.ephemerals.values() if m.ephemeral_to == user and m.thread_ts == root.ts]
    replies = sorted(
        (m for m in [*channel.thread(root.ts), *mine] if float(m.ts) > after), key=lambda m: float(m.ts)
    )
    page = replies[:limit]
    return {
        "messages": _page(act, channel, [root, *page]),
        "has_more": len(replies) > len(page),
        "after": page[-1].ts if page else None,
    }


async def message(act: Act) -> Json:
    """One message."""
    channel = act.channel(member=False)
    return {"message": client_message(act.world, channel, act.message(channel), act.user.id)}


async def prompts(act: Act) -> Json:
    """Suggested prompts, title and status of a conversation with the app."""
    channel, thread_ts = act.channel(), act.maybe("thread_ts") or ""
    own = (
        channel.prompts.get(thread_ts)
        or channel.prompts.get("")
        or {"title": None, "prompts": list(act.world.app.prompts)}
    )
    status = channel.statuses.get(thread_ts, {}).get("status", "")
    return {**own, "title": channel.titles.get(thread_ts) or own["title"], "status": status}


async def send(act: Act) -> Json:
    """A message by a person."""
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
    """A person edits their own message."""
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
    """A person deletes their own message."""
    channel, found = _own(act, "cant_delete_message")
    act.services.postbox.delete(channel, found)
    return {}


async def react(act: Act) -> Json:
    """A person adds or removes a reaction."""
    channel = act.channel()
    found = act.message(channel)
    if found.ephemeral_to:
        raise ClientError("message_not_found", "Only you see this message.")
    added = not act.fields.get("remove")
    if not act.services.postbox.react(channel, found, act.text("name").strip(":"), act.user.id, added):
        raise ClientError("already_reacted" if added else "no_reaction")
    return {}


async def mark(act: Act) -> Json:
    """Read up to a message."""
    channel, user = act.channel(), act.user
    channel.last_read[user.id] = act.text("ts")
    act.world.feed.push("marked", user.team, frozenset({user.id}), channel=channel.id, ts=act.text("ts"))
    return {}


async def dismiss(act: Act) -> Json:
    """A person takes their own ephemeral message away."""
    channel = act.channel(member=False)
    found = act.message(channel)
    if not found.ephemeral_to:
        raise ClientError("message_not_found", "Only messages that you alone see can be dismissed.")
    act.services.postbox.drop_ephemeral(channel, found)
    return {}


async def open_direct(act: Act) -> Json:
    """Opens a direct or group message."""
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
    """Do Not Disturb on or off."""
    until = act.world.clock.epoch() + 60 * act.number("minutes", 60) if act.fields.get("on") else None
    act.services.people.set_dnd(act.user, until)
    return {"member": member_json(act.world, act.user)}
