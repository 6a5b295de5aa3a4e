"""The page's interface, what it reads: people, state, messages, prompts."""

from __future__ import annotations

from aiohttp import web

from slack_sandbox.client.requests import Act, answering
from slack_sandbox.delivery.sockets import connection_json
from slack_sandbox.shapes.messages import client_message, view_json
from slack_sandbox.shapes.people import member_json, team_json
from slack_sandbox.workspace.state import Channel, Json, Message, Team
from slack_sandbox.workspace.world import World


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
    return [web.get(f"/client/{name}", answering(handler)) for name, handler in gets.items()]


async def teams(act: Act) -> Json:
    """Lists the teams and their members: whom a visitor of the page can be."""
    listed = []
    for team in act.world.teams.values():
        people = [member_json(act.world, user) for user in team.users.values() if not user.is_bot]
        listed.append(team_json(team) | {"installed": _installed(team), "members": people})
    return {"teams": listed}


def _installed(team: Team) -> bool:
    return team.installation is not None and not team.installation.gone


async def state(act: Act) -> Json:
    """Returns everything that a client needs to start: people, channels, the app, open views, the clock."""
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
        "tour": [stop.as_json() for stop in world.tour],
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
    """Returns a page of a channel's messages without replies, oldest first."""
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
    """Returns a message with a page of its replies."""
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
    """Returns one message."""
    channel = act.channel(member=False)
    return {"message": client_message(act.world, channel, act.message(channel), act.user.id)}


async def prompts(act: Act) -> Json:
    """Returns the suggested prompts, the title and the status of a conversation with the app."""
    channel, thread_ts = act.channel(), act.maybe("thread_ts") or ""
    own = (
        channel.prompts.get(thread_ts)
        or channel.prompts.get("")
        or {"title": None, "prompts": list(act.world.app.prompts)}
    )
    status = channel.statuses.get(thread_ts, {}).get("status", "")
    title = channel.titles.get(thread_ts) or own["title"]
    return {**own, "title": title, "status": status, "session": channel.sessions.get(thread_ts, "")}
