"""A few processes that work apart: started when there is something to do, and ended when long idle."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

from bot.apart.frames import asked
from bot.apart.process import ApartProcess
from bot.core.ports.apart import Bound, Bounds, OutOfBounds
from bot.metrics import APART

T = TypeVar("T")
P = ParamSpec("P")


class ApartPool:
    """Satisfies ports.Apart. Close it: its processes live on otherwise."""

    def __init__(self, *, most: int = 2, megabytes: int = 1_000, idle_seconds: float = 60.0) -> None:
        """`most` work at a time, each with that much memory; what is idle for so long is ended."""
        self._turns = asyncio.Semaphore(most)
        self._megabytes = megabytes
        self._idle_seconds = idle_seconds
        self._idle: dict[ApartProcess, asyncio.TimerHandle] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = asyncio.Event()

    async def run(self, bounds: Bounds, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function that any module has by name makes of values; raises OutOfBounds."""
        question = asked(bounds.processor_seconds, function, args, kwargs)
        async with self._turns:
            process = await self._taken()
            try:
                result = await process.ask(question, function, bounds.seconds)
            except OutOfBounds as out:
                APART.labels(out.bound.value).inc()
                if out.bound is Bound.MEMORY:  # what is left of its memory is in pieces
                    await process.end()
                raise
            finally:
                self._put_back(process)
            APART.labels("done").inc()
            return result

    async def __aenter__(self) -> ApartPool:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()
        await self.keep()

    def close(self) -> None:
        """Keep no process from now on, and let `keep` return."""
        self._closed.set()

    async def keep(self) -> None:
        """Wait until it is closed, and end every process that is idle then."""
        await self._closed.wait()
        for process in list(self._idle):
            self._end(process)
        await asyncio.gather(*self._ending)

    async def _taken(self) -> ApartProcess:
        """Return an idle process, the one that worked last, or a new one."""
        while self._idle:
            process, timer = self._idle.popitem()
            timer.cancel()
            if process.lives:
                return process
            await process.end()
        try:
            return await ApartProcess.start(self._megabytes)
        except OSError:
            raise OutOfBounds(Bound.BROKEN) from None

    def _put_back(self, process: ApartProcess) -> None:
        if not process.lives:
            return
        timer = asyncio.get_running_loop().call_later(self._idle_seconds, self._end, process)
        self._idle[process] = timer
        if self._closed.is_set():
            self._end(process)

    def _end(self, process: ApartProcess) -> None:
        with suppress(KeyError):
            self._idle.pop(process).cancel()
            task = asyncio.get_running_loop().create_task(process.end())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
