"""The Socket Mode server: one-time addresses, hello, one connection per envelope, acknowledgement timers."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from slack_sandbox.delivery.delivery import Outgoing, Undelivered
from slack_sandbox.workspace.state import Json
from slack_sandbox.workspace.world import World

MAX_CONNECTIONS = 10
_TICKET_SECONDS = 60.0


@dataclass(eq=False)
class _Connection:
    id: str
    ws: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    leaving: bool = False


class Sockets:
    """Open Socket Mode connections of the app; a Transport."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tickets: dict[str, float] = {}
        self._connections: list[_Connection] = []
        self._turn = itertools.count()
        self._arrived = asyncio.Event()

    def open_url(self) -> str:
        """A one-time address, as `apps.connections.open` gives it."""
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = time.monotonic() + _TICKET_SECONDS
        base = self._world.base_url.replace("http", "ws", 1)
        return f"{base}/link/?ticket={ticket}&app_id={self._world.app.app_id}"

    @property
    def count(self) -> int:
        """How many connections are open and take envelopes."""
        return len(self._live())

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serves one connection until it ends."""
        expires = self._tickets.pop(request.query.get("ticket", ""), None)
        if expires is None or expires < time.monotonic():
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        if len(self._connections) >= MAX_CONNECTIONS:
            return web.json_response({"ok": False, "error": "too_many_websockets"}, status=429)
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        connection = _Connection(secrets.token_hex(6), ws)
        self._connections.append(connection)
        try:
            await ws.send_json(self._hello())
            self._arrived.set()
            self._tell("connected")
            async for message in ws:
                if message.type is WSMsgType.TEXT:
                    _acknowledge(connection, message.json())
        finally:
            self._drop(connection)
        return ws

    async def send(self, outgoing: Outgoing, attempt: int, reason: str) -> Any:
        """Delivers an envelope to one connection and waits for its acknowledgement."""
        deadline = time.monotonic() + self._world.times.ack_timeout
        connection = await self._next(deadline)
        if connection is None:
            raise Undelivered("connection_failed")
        envelope = self._envelope(outgoing, attempt, reason)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = future
        try:
            await connection.ws.send_json(envelope)
            return await asyncio.wait_for(future, max(0.001, deadline - time.monotonic()))
        except TimeoutError:
            raise Undelivered("timeout") from None
        except (ConnectionError, RuntimeError):
            raise Undelivered("connection_failed") from None
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def disconnect(self, action: str) -> int:
        """Ends connections as `warning`, `refresh` or `drop` say; returns how many."""
        affected = self._live()
        for connection in affected:
            if action != "drop":
                reason = "refresh_requested" if action == "refresh" else "warning"
                await connection.ws.send_json(
                    {"type": "disconnect", "reason": reason, "debug_info": _debug()}
                )
            if action == "refresh":
                connection.leaving = True
                asyncio.get_running_loop().call_later(1.0, self._abort, connection)
            elif action == "drop":
                self._abort(connection)
        self._update_arrived()
        return len(affected)

    async def close(self) -> None:
        """Closes everything at shutdown."""
        for connection in list(self._connections):
            await connection.ws.close(code=WSCloseCode.GOING_AWAY)

    def _abort(self, connection: _Connection) -> None:
        transport = connection.ws._req.transport if connection.ws._req is not None else None
        if transport is not None:
            transport.abort()
        self._drop(connection)

    def _drop(self, connection: _Connection) -> None:
        if connection not in self._connections:
            return
        self._connections.remove(connection)
        for future in connection.waiting.values():
            if not future.done():
                future.set_exception(Undelivered("connection_failed"))
        self._update_arrived()
        self._tell("disconnected")

    def _update_arrived(self) -> None:
        if not self._live():
            self._arrived.clear()

    def _live(self) -> list[_Connection]:
        return [c for c in self._connections if not c.leaving and not c.ws.closed]

    async def _next(self, deadline: float) -> _Connection | None:
        while not (live := self._live()):
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), max(0.001, deadline - time.monotonic()))
            except TimeoutError:
                return None
        return live[next(self._turn) % len(live)]

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {**_debug(), "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._world.app.app_id},
        }

    def _envelope(self, outgoing: Outgoing, attempt: int, reason: str) -> Json:
        events = outgoing.type == "events_api"
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "type": outgoing.type,
            "accepts_response_payload": not events,
            "payload": outgoing.payload,
        }
        if events:
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        return envelope

    def _tell(self, what: str) -> None:
        self._world.traffic.add("from_app", "socket", what, {"sockets": len(self._connections)}, None)
        self._world.feed.push("connection", None, connection=connection_json(self._world, self.count))


def connection_json(world: World, sockets: int) -> Json:
    """The state of the link to the app, as the page sees it."""
    socket = world.app.socket_mode
    return {
        "mode": "socket" if socket else "http",
        "connected": sockets > 0 if socket else world.app.request_url is not None,
        "sockets": sockets,
        "request_url": None if socket else world.app.request_url,
    }


def _debug() -> Json:
    return {"host": "sandbox", "build_number": 1}


def _acknowledge(connection: _Connection, body: Any) -> None:
    if not isinstance(body, dict):
        return
    future = connection.waiting.get(str(body.get("envelope_id")))
    if future is not None and not future.done():
        future.set_result(body.get("payload"))
