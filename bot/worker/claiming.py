"""The loop that worker and deliverer share: claim in batches, run side by side, keep leases, wind down."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

import structlog

from bot.core.ports.errors import Conflict, Outage, Unavailable
from bot.worker.trying import RetryPolicy, name_of, probation


class Held(Protocol):
    """Something that was claimed."""

    @property
    def abandoned(self) -> int:
        """How many tries in a row, up to now, ended with their process and without a word."""


T = TypeVar("T", bound=Held)
DISCONNECTED_SECONDS = 5.0
"""Seconds until something is tried again for which Slack refused the bot token."""
_log = structlog.get_logger(__name__)


class ClaimLoop(ABC, Generic[T]):
    """Claims things and does each of them, until it is stopped."""

    def __init__(self, limits: RetryPolicy, is_paused: Callable[[], bool]) -> None:
        """Nothing is claimed while `is_paused` says so; what is held then is done or given back."""
        self._limits = limits
        self._began = time.monotonic()
        self._is_paused = is_paused
        self._held: dict[int, T] = {}
        self._queued: deque[T] = deque()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._trouble = ""
        """Why nothing could be claimed the last time; empty where it could."""
        self._in_vain = 0
        """How many looks in a row found nothing."""

    @abstractmethod
    async def _claim(self) -> list[T]:
        """Take what is due; raises Unavailable."""

    @abstractmethod
    async def _do(self, claimed: T) -> None:
        """Do one of them and handle every error; only a cancellation gets out."""

    @abstractmethod
    async def _give_back(self, held: Sequence[T], *, begun: bool, after_seconds: float = 0.0) -> None:
        """Give these back, so that any process can claim them after that time; raises Unavailable."""

    @abstractmethod
    async def _renew(self, held: Sequence[T]) -> None:
        """Renew the leases of these; raises Unavailable."""

    @abstractmethod
    async def _wait(self, seconds: float) -> bool:
        """Return when there may be something new, at the latest after that time; whether somebody said so."""

    def stop(self) -> None:
        """Claim no more; `run` finishes what runs and gives back the rest."""
        self._stopping.set()

    async def run(self) -> None:
        """Go on until `stop`; when cancelled, give back at once what is held."""
        self._began = time.monotonic()
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
        if self._queued and self._is_suspect(self._queued[0]):
            await self._do_alone(self._queued.popleft())
            return
        while self._queued and len(self._running) < self._limits.side_by_side:
            if self._is_suspect(self._queued[0]):
                return
            self._start(self._queued.popleft())
        if len(self._running) >= self._limits.side_by_side:
            await self._first_of(*self._running)

    def _start(self, claimed: T) -> asyncio.Task[None]:
        task = asyncio.create_task(self._run_one(claimed))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def _is_suspect(self, claimed: T) -> bool:
        """Whether several tries in a row ended with their process: this may be what ends it."""
        return claimed.abandoned >= self._limits.suspect

    def _suspicion(self, claimed: T) -> int:
        """Return how much it is suspected: what is suspected most is tried last."""
        return claimed.abandoned if self._is_suspect(claimed) else 0

    async def _do_alone(self, suspect: T) -> None:
        """Do what may end the process with nothing else in hand that would be abandoned with it.

        A process that has not lived for a while gives it back: where it dies soon after its start of
        something else, nothing is to be blamed for that. What is queued behind it is suspected as much.
        """
        left = probation(suspect.abandoned, self._limits) - (time.monotonic() - self._began)
        if left > 0:
            self._queued.appendleft(suspect)
            await self._return_queued(after_seconds=left)
            return
        await self._return_queued()
        while self._running and not self._stopping.is_set():
            await self._first_of(*self._running)
        if self._stopping.is_set():
            self._queued.append(suspect)
        else:
            await self._first_of(self._start(suspect))

    async def _take(self) -> None:
        if self._is_paused():
            await self._first_of(asyncio.sleep(self._limits.poll))
            return
        try:
            claimed = await self._claim_again() if self._trouble else await self._claim()
        except Exception as error:
            self._claims_failed(error)
            await self._first_of(asyncio.sleep(self._limits.poll))
            return
        self._in_vain = 0 if claimed else self._in_vain + 1
        if not claimed:
            await self._first_of(self._rest())
        self._held.update({id(each): each for each in claimed})
        self._queued.extend(sorted(claimed, key=self._suspicion))

    async def _rest(self) -> None:
        """Wait for something new; longer where nothing was found for a while, nor said to be there."""
        patience = self._limits.idle_poll if self._in_vain > self._limits.looks else 1.0
        if await self._wait(self._limits.poll * patience):
            self._in_vain = 0

    async def _claim_again(self) -> list[T]:
        """Claim after an outage: first hold what is held, as its leases may have run out meanwhile."""
        if self._held:
            await self._renew(list(self._held.values()))
        claimed = await self._claim()
        _log.info("claims go on", loop=type(self).__name__)
        self._trouble = ""
        return claimed

    def _claims_failed(self, error: Exception) -> None:
        """Say once what keeps from claiming; whatever it is, the loop goes on."""
        what = str(error) if isinstance(error, (Unavailable, Conflict)) else name_of(error)
        if what != self._trouble:
            _log.warning("claims unavailable", loop=type(self).__name__, error=what)
        self._trouble = what

    async def _run_one(self, claimed: T) -> None:
        try:
            await self._do(claimed)
        except asyncio.CancelledError:
            await self._return([claimed], begun=True)
            raise
        except Exception as error:  # it is not known how it ended: its lease will run out
            _log.error("work left", error=name_of(error))
        finally:
            self._held.pop(id(claimed), None)

    async def _recorded(self, record: Callable[[], Awaitable[None]]) -> None:
        """Write down how something ended, as soon as the database takes it; its lease is kept meanwhile."""
        while True:
            try:
                await record()
                return
            except (Outage, Conflict) as error:
                _log.warning("not recorded yet", error=str(error))
                await asyncio.sleep(self._limits.poll)

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
                except Exception as error:
                    _log.warning("leases not renewed", error=name_of(error))
                    self._trouble = self._trouble or "leases not renewed"

    async def _return(self, held: Sequence[T], *, begun: bool, after_seconds: float = 0.0) -> None:
        try:
            await self._give_back(held, begun=begun, after_seconds=after_seconds)
        except Exception as error:
            _log.warning("not given back; the lease will run out", error=name_of(error))

    async def _return_queued(self, after_seconds: float = 0.0) -> None:
        """Give back all that was not begun."""
        queued = list(self._queued)
        self._queued.clear()
        if queued:
            await self._return(queued, begun=False, after_seconds=after_seconds)
        for each in queued:
            self._held.pop(id(each), None)

    async def _wind_down(self, grace: float) -> None:
        """Finish what runs within the grace, give back everything else, as long as that works."""
        if self._running and grace:
            await asyncio.wait(set(self._running), timeout=grace)
        left = set(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._return_queued()
        self._held.clear()


def never() -> bool:
    """Say that nothing is paused."""
    return False
