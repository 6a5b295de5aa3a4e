"""The loop that worker and deliverer share: claim in batches, run side by side, keep leases, wind down."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Sequence
from typing import Any, Generic, TypeVar

import structlog

from bot.core.ports.errors import Unavailable
from bot.worker.trying import RetryPolicy

T = TypeVar("T")
_log = structlog.get_logger(__name__)


class ClaimLoop(ABC, Generic[T]):
    """Claims things and does each of them, until it is stopped."""

    def __init__(self, limits: RetryPolicy) -> None:
        self._limits = limits
        self._held: dict[int, T] = {}
        self._queued: deque[T] = deque()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    @abstractmethod
    async def _claim(self) -> list[T]:
        """Take what is due; raises Unavailable."""

    @abstractmethod
    async def _do(self, claimed: T) -> None:
        """Do one of them and handle every error; only a cancellation gets out."""

    @abstractmethod
    async def _give_back(self, claimed: T) -> None:
        """Give one back, so that another process can claim it at once; raises Unavailable."""

    @abstractmethod
    async def _renew(self, held: Sequence[T]) -> None:
        """Renew the leases of these; raises Unavailable."""

    @abstractmethod
    async def _wait(self) -> None:
        """Return when there may be something new, at the latest after `RetryPolicy.poll`."""

    def stop(self) -> None:
        """Claim no more; `run` finishes what runs and gives back the rest."""
        self._stopping.set()

    async def run(self) -> None:
        """Go on until `stop`; when cancelled, give back at once what is held."""
        renewing = asyncio.create_task(self._keep_leases())
        grace = 0.0
        try:
            while not self._stopping.is_set():
                await self._step()
            grace = self._limits.grace
        finally:
            await self._wind_down(grace)
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def _step(self) -> None:
        """Claim and start as many as there is room for; wait where nothing is due."""
        if not self._queued and len(self._running) < self._limits.side_by_side:
            await self._take()
        while self._queued and len(self._running) < self._limits.side_by_side:
            task = asyncio.create_task(self._run_one(self._queued.popleft()))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        if len(self._running) >= self._limits.side_by_side:
            await self._first_of(*self._running)

    async def _take(self) -> None:
        try:
            claimed = await self._claim()
        except Unavailable:
            _log.warning("claims unavailable")
            await self._first_of(asyncio.sleep(self._limits.poll))
            return
        if not claimed:
            await self._first_of(self._wait())
        self._held.update({id(each): each for each in claimed})
        self._queued.extend(claimed)

    async def _run_one(self, claimed: T) -> None:
        try:
            await self._do(claimed)
        except asyncio.CancelledError:
            await self._return(claimed)
            raise
        finally:
            self._held.pop(id(claimed), None)

    async def _first_of(self, *awaited: Awaitable[Any]) -> None:
        """Wait for the first of these, or for the stop."""
        tasks = [asyncio.ensure_future(each) for each in (*awaited, self._stopping.wait())]
        helpers = [task for task in tasks if task not in self._running]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in helpers:
                task.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    async def _keep_leases(self) -> None:
        """Renew what is held well before it runs out, however long the work takes."""
        while True:
            await asyncio.sleep(self._limits.lease / 3)
            if self._held:
                try:
                    await self._renew(list(self._held.values()))
                except Unavailable:
                    _log.warning("leases not renewed")

    async def _return(self, claimed: T) -> None:
        try:
            await self._give_back(claimed)
        except Unavailable:
            _log.warning("not given back; the lease will run out")

    async def _wind_down(self, grace: float) -> None:
        """Finish what runs within the grace, give back everything else."""
        if self._running and grace:
            await asyncio.wait(set(self._running), timeout=grace)
        left = set(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        for claimed in self._queued:
            await self._return(claimed)
        self._queued.clear()
        self._held.clear()
