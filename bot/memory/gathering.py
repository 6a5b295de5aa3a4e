"""Joins what several pieces of work hand in at about the same time, to do it once for all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Gatherer(Generic[T]):
    """Hands items to `work`, many at once, and tells each caller when theirs are done or have failed."""

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[None]], *, pause: float, most: int) -> None:
        """Wait `pause` seconds for others before each piece of work, and take about `most` items into it."""
        self._work = work
        self._pause = pause
        self._most = most
        self._waiting: list[tuple[Sequence[T], asyncio.Future[None]]] = []
        self._one_at_a_time = asyncio.Lock()
        self._running: asyncio.Task[None] | None = None

    async def hand_in(self, items: Sequence[T]) -> None:
        """Return when these items are done; raises what the work raised."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((items, done))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        await asyncio.shield(done)

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[None]:
        """Hold for what must not meet with the work; all that was handed in before is done by then."""
        before = [done for _, done in self._waiting]
        if before:
            await asyncio.wait(before)
        async with self._one_at_a_time:
            yield

    async def _run(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(self._pause)
                async with self._one_at_a_time:
                    await self._do(self._take())
        finally:
            self._running = None
            for _, done in self._waiting:
                done.cancel()
            self._waiting.clear()

    def _take(self) -> list[tuple[Sequence[T], asyncio.Future[None]]]:
        """Take callers until there are enough items; those of one caller stay together."""
        items, callers = 0, 0
        while callers < len(self._waiting) and items < self._most:
            items += len(self._waiting[callers][0])
            callers += 1
        taken = self._waiting[:callers]
        del self._waiting[:callers]
        return taken

    async def _do(self, taken: Sequence[tuple[Sequence[T], asyncio.Future[None]]]) -> None:
        error: Exception | None = None
        try:
            await self._work([item for items, _ in taken for item in items])
        except Exception as failed:
            error = failed
        for _, done in taken:
            if done.done():
                continue
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(error)
