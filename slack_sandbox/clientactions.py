"""The page's interface, second part: what goes to the app, files, clock, inspector, push."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
from datetime import datetime

from aiohttp import WSMsgType, web

from slack_sandbox.clientbase import Act, Malformed, answering, told
from slack_sandbox.clientwrites import share
from slack_sandbox.dispatch import services_of
from slack_sandbox.errors import ClientError
from slack_sandbox.services import Services
from slack_sandbox.state import File, Json, Message, User, View
from slack_sandbox.wire import client_message, file_json, view_json

_LONGEST_WAIT = 25.0


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
    }
    return [
        *(web.post(f"/client/{name}", answering(handler)) for name, handler in posts.items()),
        *(web.post(f"/{who}/clock", answering(set_clock)) for who in ("client", "control")),
        *(web.get(f"/{who}/clock", answering(clock)) for who in ("client", "control")),
        web.get("/client/traffic", answering(traffic)),
        web.get("/client/feed", answering(feed)),
        web.get("/client/ws", push),
        web.post("/client/upload", upload),
        web.get("/client/file/{file}", download),
    ]


async def command(act: Act) -> Json:
    """A slash command; in a thread Slack has none."""
    channel = act.channel()
    made = await act.services.interactions.command(act.user, channel, act.text("text"))
    return {"response": client_message(act.world, channel, made, act.user.id) if made else None}


async def shortcut(act: Act) -> Json:
    """A global shortcut, or one on a message."""
    place = act.place() if act.maybe("ts") else None
    await act.services.interactions.shortcut(act.user, act.text("callback_id"), place)
    return {}


def _state(act: Act) -> Json:
    state = act.fields.get("state") or {}
    if not isinstance(state, dict) or not all(isinstance(entry, dict) for entry in state.values()):
        raise Malformed("state must be {block_id: {action_id: value}}")
    return state


async def action(act: Act) -> Json:
    """A block action."""
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
    """Options of an external select."""
    return await act.services.interactions.suggest(
        act.user, act.place(), act.text("action_id"), act.maybe("block_id"), act.maybe("query") or ""
    )


def _top(services: Services, user: User) -> Json | None:
    stack = services.modals.stack(user.id)
    return view_json(services.world, stack[-1]) if stack else None


async def submit(act: Act) -> Json:
    """Submits a modal."""
    result = await act.services.interactions.submit(act.user, act.view(), _state(act))
    return {**result, "view": _top(act.services, act.user)}


async def close(act: Act) -> Json:
    """Closes a modal, or the whole stack."""
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
    """Opens a tab of the app."""
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
    """What the person looks at, for agents."""
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


async def clock(act: Act) -> Json:
    """The clock."""
    return {"clock": act.world.clock.as_json()}


async def set_clock(act: Act) -> Json:
    """Moves the clock."""
    where, jump = act.world.clock, act.fields.get("next")
    if act.fields.get("reset"):
        where.reset()
    elif act.maybe("set"):
        where.set(datetime.fromisoformat(act.text("set")))
    elif "advance" in act.fields:
        where.advance(float(act.fields["advance"]))
    elif isinstance(jump, dict):
        zone = jump.get("tz") or (act.user.tz if act.maybe("as") else "UTC")
        where.jump_to_next(int(jump.get("weekday", 0)), str(jump.get("time", "09:00")), str(zone))
    else:
        raise Malformed("one of set, advance, next, reset is needed")
    return {"clock": where.as_json()}


async def traffic(act: Act) -> Json:
    """The inspector's entries."""
    entries = act.world.traffic.since(act.number("after", 0), max(1, act.number("limit", 100)))
    return {"entries": entries, "last": act.world.traffic.last}


async def feed(act: Act) -> Json:
    """The push feed by long poll."""
    user, after = act.user, act.number("after", act.world.feed.last)
    deadline = asyncio.get_running_loop().time() + min(float(act.maybe("wait") or 0), _LONGEST_WAIT)
    seen = after
    while True:
        last = act.world.feed.last
        entries, lost = act.world.feed.since(seen, user.id, user.team, traffic=False)
        remaining = deadline - asyncio.get_running_loop().time()
        if entries or lost or remaining <= 0:
            return {"entries": entries, "last": last, "lost": lost}
        seen = last
        await act.world.feed.grown(last, remaining)


async def push(request: web.Request) -> web.StreamResponse:
    """The push feed as a WebSocket."""
    services, query = services_of(request), request.query
    user = services.world.user(query.get("as", ""))
    if user is None:
        return web.json_response({"ok": False, "error": "user_not_found"}, status=400)
    ws = web.WebSocketResponse(heartbeat=20)
    await ws.prepare(request)
    after = int(query["after"]) if query.get("after", "").isdigit() else services.world.feed.last
    sender = asyncio.create_task(_send(ws, services, user, after, query.get("traffic") == "1"))
    request.app[SOCKETS].add(ws)
    try:
        async for message in ws:
            if message.type is WSMsgType.ERROR:
                break
    finally:
        request.app[SOCKETS].discard(ws)
        sender.cancel()
    return ws


_Open = set[web.WebSocketResponse]
SOCKETS: web.AppKey[_Open] = web.AppKey("sockets")


def keep_sockets(app: web.Application) -> None:
    """Where the open push connections are kept."""
    app[SOCKETS] = set()


async def _send(ws: web.WebSocketResponse, services: Services, user: User, after: int, traffic: bool) -> None:
    with contextlib.suppress(ConnectionError):
        while not ws.closed:
            last = services.world.feed.last
            entries, _ = services.world.feed.since(after, user.id, user.team, traffic)
            for entry in entries:
                await ws.send_json(entry)
            after = last
            await services.world.feed.grown(after)


async def upload(request: web.Request) -> web.Response:
    """A person uploads files, and shares them where a channel is named."""
    form = await request.post()
    parts = [part for part in form.getall("file", []) if isinstance(part, web.FileField)]
    act = Act(services_of(request), {name: value for name, value in form.items() if isinstance(value, str)})
    return await told(lambda: _upload(act, parts))


async def _upload(act: Act, parts: list[web.FileField]) -> Json:
    if not parts:
        raise Malformed("file is missing")
    files = [_stored(act, part) for part in parts]
    answer: Json = {"files": [file_json(act.world, file, act.user.id) for file in files]}
    if act.maybe("channel"):
        answer["ts"] = _shared(act, [file.id for file in files])
    return answer


def _stored(act: Act, part: web.FileField) -> File:
    kind = mimetypes.guess_type(part.filename)[0] or part.content_type or "application/octet-stream"
    created = int(act.world.clock.epoch())
    file = File(act.world.new_id("F"), act.team.id, act.user.id, part.filename, part.filename, kind, created)
    file.content, file.uploaded, file.completed = part.file.read(), True, True
    act.world.files[file.id] = file
    return file


def _shared(act: Act, files: list[str]) -> str:
    channel = act.channel()
    made = Message(
        act.world.stamp(), channel.id, act.user.id, act.maybe("text") or "", thread_ts=act.maybe("thread_ts")
    )
    share(act, made, files)
    return act.services.postbox.post(channel, made).ts


async def download(request: web.Request) -> web.Response:
    """A file for a person who sees it."""
    services = services_of(request)
    file = services.world.files.get(request.match_info["file"])
    user = services.world.user(request.query.get("as", ""))
    if file is None or user is None or not file.uploaded or file.team != user.team:
        return web.Response(status=404, text="file_not_found")
    return web.Response(body=file.content, content_type=file.mimetype)
