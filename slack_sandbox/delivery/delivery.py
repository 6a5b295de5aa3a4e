"""How events and interactions reach the app: attempts, retries, acknowledgements; by socket or by HTTP."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from slack_sandbox.workspace.state import Json
from slack_sandbox.workspace.world import World

EnvelopeType = Literal["events_api", "slash_commands", "interactive"]
_REMEMBERED = 500


@dataclass(frozen=True)
class Outgoing:
    """What goes to the app: the envelope type, the inspector's kind and name, and the payload."""

    type: EnvelopeType
    kind: str
    name: str
    payload: Json


class Undelivered(Exception):
    """The app did not acknowledge; `reason` is Slack's word for why."""

    def __init__(self, reason: str, no_retry: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.no_retry = no_retry


class Transport(Protocol):
    """One way to the app."""

    async def send(self, outgoing: Outgoing, attempt: int, reason: str) -> Any:
        """Delivers once and returns the acknowledgement's body; raises Undelivered."""


class Delivery:
    """Sends events with Slack's retries, and interactions once."""

    def __init__(self, world: World, socket: Transport, http: Transport) -> None:
        self._world = world
        self._socket = socket
        self._http = http
        self._tasks: set[asyncio.Task[None]] = set()
        self._acknowledged: OrderedDict[str, Outgoing] = OrderedDict()
        self.delivered = 0
        self.failed = 0

    @property
    def pending(self) -> int:
        """Events that are not acknowledged yet and not given up."""
        return len(self._tasks)

    def event(self, name: str, payload: Json) -> None:
        """Starts the delivery of an event."""
        outgoing = Outgoing("events_api", "event", name, payload)
        self._start(self._with_retries(outgoing))

    def redeliver(self, event_id: str | None = None) -> str | None:
        """Sends an acknowledged event (default: the last) once more; its id, or None when there is none."""
        chosen = event_id or next(reversed(self._acknowledged), None)
        outgoing = self._acknowledged.get(chosen) if chosen else None
        if outgoing is None:
            return None
        self._start(self._once_more(outgoing))
        return chosen

    async def interaction(self, outgoing: Outgoing) -> Any:
        """Delivers once; returns what the app answered, raises Undelivered."""
        return await self._attempt(outgoing, 0, "")

    async def stop(self) -> None:
        """Gives up what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _with_retries(self, outgoing: Outgoing) -> None:
        reason = ""
        delays = (None, *self._world.times.retry_delays)
        for attempt, delay in enumerate(delays):
            if delay:
                await asyncio.sleep(delay)
            try:
                await self._attempt(outgoing, attempt, reason)
            except Undelivered as failure:
                reason = failure.reason
                if failure.no_retry:
                    break
                continue
            self.delivered += 1
            self._acknowledged[outgoing.payload["event_id"]] = outgoing
            if len(self._acknowledged) > _REMEMBERED:
                self._acknowledged.popitem(last=False)
            return
        self.failed += 1

    async def _once_more(self, outgoing: Outgoing) -> None:
        try:
            await self._attempt(outgoing, 1, "http_timeout" if not self._world.app.socket_mode else "timeout")
        except Undelivered:
            return

    async def _attempt(self, outgoing: Outgoing, attempt: int, reason: str) -> Any:
        transport = self._socket if self._world.app.socket_mode else self._http
        started = time.perf_counter()
        error: str | None = None
        answer: Any = None
        try:
            answer = await transport.send(outgoing, attempt, reason)
        except Undelivered as failure:
            error = failure.reason
            raise
        finally:
            self._world.traffic.add(
                "to_app",
                outgoing.kind,
                outgoing.name,
                outgoing.payload,
                answer,
                error=error,
                ms=(time.perf_counter() - started) * 1000,
                attempt=attempt,
            )
        return answer
