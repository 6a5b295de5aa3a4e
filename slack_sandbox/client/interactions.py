"""The page's interface: what a person does with the app."""

from __future__ import annotations

import contextlib

from aiohttp import web

from slack_sandbox.client.requests import Act, Malformed, answering
from slack_sandbox.errors import ClientError
from slack_sandbox.services.wiring import Services
from slack_sandbox.shapes.messages import client_message, view_json
from slack_sandbox.workspace.state import Json, User, View


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    posts = {
        "command": command,
        "shortcut": shortcut,
        "action": action,
        "suggest": suggest,
        "submit": submit,
        "close": close,
        "home": home,
        "context": context,
        "stop": stop,
    }
    return [web.post(f"/client/{name}", answering(handler)) for name, handler in posts.items()]


async def command(act: Act) -> Json:
    """Runs a slash command in a channel; Slack has none in threads."""
    channel = act.channel()
    made = await act.services.interactions.command(act.user, channel, act.text("text"))
    return {"response": client_message(act.world, channel, made, act.user.id) if made else None}


async def shortcut(act: Act) -> Json:
    """Runs a global shortcut, or one on the message that is named."""
    place = act.place() if act.maybe("ts") else None
    await act.services.interactions.shortcut(act.user, act.text("callback_id"), place)
    return {}


def _state(act: Act) -> Json:
    state = act.fields.get("state") or {}
    if not isinstance(state, dict) or not all(isinstance(entry, dict) for entry in state.values()):
        raise Malformed("state must be {block_id: {action_id: value}}")
    return state


async def action(act: Act) -> Json:
    """Presses a button or picks something in a message or view."""
    await act.services.interactions.action(
        act.user,
        act.place(),
        act.text("action_id"),
        act.maybe("block_id"),
        act.fields.get("value"),
        _state(act),
    )
    return {}


async def suggest(act: Act) -> Json:
    """Returns the options that the app offers for what was typed into an external select."""
    return await act.services.interactions.suggest(
        act.user, act.place(), act.text("action_id"), act.maybe("block_id"), act.maybe("query") or ""
    )


def _top(services: Services, user: User) -> Json | None:
    stack = services.modals.stack(user.id)
    return view_json(services.world, stack[-1]) if stack else None


async def submit(act: Act) -> Json:
    """Submits a modal; returns what the app answered, and the modal that is on top then."""
    result = await act.services.interactions.submit(act.user, act.view(), _state(act))
    return {**result, "view": _top(act.services, act.user)}


async def close(act: Act) -> Json:
    """Closes a modal or the whole stack; returns the modal that is on top then."""
    view, user = act.view(), act.user
    whole = bool(act.fields.get("all")) or bool(view.body.get("clear_on_close"))
    closed = act.services.modals.close(user.id, view.id, whole)
    for gone in closed:
        await _tell_closed(act, user, gone, whole)
    return {"view": _top(act.services, user)}


async def _tell_closed(act: Act, user: User, view: View, whole: bool) -> None:
    # Slack does not tell the person when nobody hears of a closed view.
    with contextlib.suppress(ClientError):
        await act.services.interactions.closed(user, view, whole)


async def home(act: Act) -> Json:
    """Opens a tab of the app, and tells the app so."""
    world, user, team, tab = act.world, act.user, act.team, act.text("tab")
    bot = world.bot_of(team)
    if bot is None:
        raise ClientError("app_not_installed", f"{world.app.name} is not installed here.")
    enabled = {"home": world.app.home_tab, "messages": world.app.messages_tab}
    if not enabled.get(tab):
        raise ClientError("tab_not_enabled", "The app has no such tab.")
    channel = world.direct(team, user.id, bot.id)
    view = world.homes.get((team.id, user.id))
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
    if tab == "home" and view is not None:
        event["view"] = view_json(world, view)
    act.services.events.emit(team, {**event, "event_ts": world.stamp()})
    return {"view": view_json(world, view) if view and tab == "home" else None, "channel": channel.id}


async def context(act: Act) -> Json:
    """Tells an app with an agent view which channel the person looks at."""
    if not act.world.app.agent_view:
        raise ClientError("not_offered", "The app has no agent view.")
    seen, bot = act.channel(), act.world.bot_of(act.team)
    direct = act.world.direct(act.team, act.user.id, bot.id) if bot else None
    entity = {"type": "slack#/types/channel_id", "value": seen.id, "team_id": act.team.id}
    event = {
        "type": "app_context_changed",
        "user": act.user.id,
        "channel": direct.id if direct else None,
        "context": {"entities": [entity]},
        "event_ts": act.world.stamp(),
    }
    act.services.events.emit(act.team, event)
    return {}


async def stop(act: Act) -> Json:
    """Presses Stop in a thread in which an agent works: its streams end, its session waits for the app."""
    channel, thread_ts, world = act.channel(), act.text("thread_ts"), act.world
    if channel.sessions.get(thread_ts) != "processing" or "agent_session_stopped" not in world.app.events:
        raise ClientError("nothing_to_stop", "There is nothing to stop any more.")
    streams = [one for one in channel.messages.values() if one.streaming and one.thread_ts == thread_ts]
    for one in streams:
        act.services.postbox.end_stream(channel, one)
    event: Json = {
        "type": "agent_session_stopped",
        "channel": channel.id,
        "thread_ts": thread_ts,
        "user": act.user.id,
        "streaming_message_ts": [one.ts for one in streams],
        "event_ts": world.stamp(),
    }
    act.services.events.emit(act.team, event, channel)
    return {}
