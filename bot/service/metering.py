"""Looks every few seconds at what only the store knows, and sets the metrics that stand for it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime

from bot import metrics
from bot.core.guarding import Guard
from bot.core.ports.errors import Conflict, Permanent, Unavailable
from bot.store.measuring import QueueFigures, StoreFigures

_SECONDS = 10.0
_REMEMBERED = 8_640
"""Looks that are remembered, a day of them: the age of an older row counts from the first of them."""


class QueueAge:
    """How long the oldest row of a queue has been waiting, told from the numbers that were seen before.

    Rows do not say when they came, so the time counts from the first look that saw their number.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[int, float]] = deque(maxlen=_REMEMBERED)

    def look(self, figures: QueueFigures, now: float) -> float:
        """Take note of what is there, and return the age in seconds; 0 where nothing waits."""
        if not self._seen or figures.newest > self._seen[-1][0]:
            self._seen.append((figures.newest, now))
        if figures.oldest is None:
            return 0.0
        while len(self._seen) > 1 and self._seen[0][0] < figures.oldest:
            self._seen.popleft()  # rows that old are done, and no younger one asks for so early a look
        return now - self._seen[0][1]


class Meter:
    """Sets the gauges of the worker until it is stopped."""

    def __init__(
        self,
        measure: Callable[[], Awaitable[StoreFigures]],
        now: Callable[[], datetime],
        guards: Sequence[Guard],
        is_paused: Callable[[], bool],
    ) -> None:
        self._measure = measure
        self._now = now
        self._guards = guards
        self._is_paused = is_paused
        self._ages: dict[str, QueueAge] = {}
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Look again and again, until `stop`."""
        while not self._stopping.is_set():
            with suppress(Unavailable, Conflict, Permanent):
                await self.look()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _SECONDS)

    def stop(self) -> None:
        """Look no more."""
        self._stopping.set()

    async def look(self) -> None:
        """Look once; the breakers and the pause count also where the database does not answer."""
        for guard in self._guards:
            metrics.BREAKER.labels(guard.name).set(guard.is_open)
        metrics.PAUSED.set(self._is_paused())
        figures, now = await self._measure(), time.monotonic()
        for name, queue in figures.queues.items():
            metrics.WAITING.labels(name).set(queue.waiting)
            metrics.OLDEST.labels(name).set(self._ages.setdefault(name, QueueAge()).look(queue, now))
            metrics.DEAD.labels(name).set(queue.dead)
        since = figures.due_since
        metrics.DUE_LAG.set((self._now() - since).total_seconds() if since else 0.0)
