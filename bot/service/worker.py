"""The worker: does what came in, delivers what is said, and sees to what comes by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import structlog

from bot import metrics
from bot.config import Settings
from bot.core.ports.time import Clock
from bot.freeing import MemoryKeeper, end_loading
from bot.service.connection import SlackConnection, slack_connection
from bot.service.http import listen
from bot.service.link import ProcessLink
from bot.service.loops import start_errands, start_metering, start_work
from bot.slack.http import HttpApp
from bot.slack.reach import Reach
from bot.store.outbox import Pace
from bot.supervision import Running, Supervisor
from bot.wiring import Parts, open_parts

_STATE_SECONDS = 5.0
_LOCK_SECONDS = 5.0
"""How long a predecessor that was killed may take to let the data folder go."""
_log = structlog.get_logger(__name__)


@asynccontextmanager
async def working(
    settings: Settings, clock: Clock, link: ProcessLink | None, pace: Pace | None = None
) -> AsyncIterator[Running]:
    """Run the worker in this process until the block is left; then finish the work that it holds.

    `link` is the way to the intake of the same parent; without it this process has pages of its own. Raises
    BadSettings, AlreadyRunning, Unavailable.
    """
    settings.require_slack()
    async with AsyncExitStack() as stack:
        opening = open_parts(settings, clock, pace, patience_seconds=_LOCK_SECONDS)
        parts = await stack.enter_async_context(opening)
        slack = await stack.enter_async_context(slack_connection(settings, parts.guards.slack))
        supervisor = Supervisor()
        stack.push_async_callback(supervisor.finish)
        slack.start(supervisor)
        await start_work(settings, clock, parts, slack, supervisor)
        start_metering(parts, slack, clock, supervisor)
        reach = Reach(parts.store, slack.token_watch, parts.guards.all(), over_socket=False)
        port = None
        if link is None:
            pages = HttpApp(None, signing_secret="", health=reach.health, ready=reach.ready, metrics=_counted)
            port = await listen(settings, pages, supervisor)
        else:
            _speak(link, parts, slack)
            telling = _TellState(link, reach)
            await telling.tell()
            supervisor.start("state", telling.run(), telling.stop)
        start_errands(parts, supervisor)
        memory = MemoryKeeper()
        supervisor.start("memory", memory.run(), memory.stop)
        end_loading()
        _log.info("worker.ready", port=port)
        yield Running(port, supervisor.failed)


class _TellState:
    """Tells the intake every few seconds how the worker is, for its pages; silence says that it is not."""

    def __init__(self, link: ProcessLink, reach: Reach) -> None:
        self._link = link
        self._reach = reach
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Go on until `stop`."""
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _STATE_SECONDS)
            await self.tell()

    async def tell(self) -> None:
        """Tell it now."""
        try:
            self._link.tell(metrics=metrics.page(metrics.WORKER).decode())
            self._link.tell(health=await self._reach.health(), ready=await self._reach.ready())
        except Exception as problem:  # what is wrong with the pages must not end the work
            _log.error("worker.state_unknown", problem=type(problem).__name__)

    def stop(self) -> None:
        """Tell no more."""
        self._stopping.set()


async def _counted() -> bytes:
    return metrics.page(metrics.WORKER)


def _speak(link: ProcessLink, parts: Parts, slack: SlackConnection) -> None:
    """Look at once when the intake put something in; who learns first of a refused token tells the other."""

    def hear(told: Mapping[str, Any]) -> None:
        if "paused" in told:
            slack.token_watch.pause(str(told["paused"]))
        elif parts.store.mover is not None:
            parts.store.mover.wake()
        else:
            parts.store.wake_worker()

    slack.token_watch.on_pause = lambda reason: link.tell(paused=reason)
    link.listen(hear)
