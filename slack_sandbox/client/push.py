"""The page's interface: news as they happen, and the inspector's entries."""

from __future__ import annotations

import asyncio
import contextlib

from aiohttp import WSMsgType, web

from slack_sandbox.client.requests import Act, answering
from slack_sandbox.services.wiring import Services
from slack_sandbox.serving import services_of
from slack_sandbox.workspace.state import Json, User

_LONGEST_WAIT = 25.0
_Open = set[web.WebSocketResponse]
SOCKETS: web.AppKey[_Open] = web.AppKey("sockets")


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    return [
        web.get("/client/traffic", answering(traffic)),
        web.get("/client/feed", answering(feed)),
        web.get("/client/ws", push),
    ]


async def traffic(act: Act) -> Json:
    """Returns the inspector's entries after a sequence number."""
    entries = act.world.traffic.since(act.number("after", 0), max(1, act.number("limit", 100)))
    return {"entries": entries, "last": act.world.traffic.last}


async def feed(act: Act) -> Json:
    """Returns what happened after a sequence number; waits for it up to `wait` seconds."""
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
    """Sends what happens as it happens, one entry a WebSocket frame."""
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


def keep_sockets(app: web.Application) -> None:
    """Gives the server a place for its open connections, so that it can close them at its end."""
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
