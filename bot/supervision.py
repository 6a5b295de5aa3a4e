"""Runs the parts of a process side by side, notices when one fails, and stops them in order."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

T = TypeVar("T")
_log = structlog.get_logger(__name__)
_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Running:
    """A process that works; HTTP listens on `port`, where it listens."""

    port: int | None
    failed: asyncio.Future[None]
    """Ends with the error of a part that stopped by itself."""


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    task: asyncio.Task[Any]
    stop: Callable[[], object]


def on_stop_signal(stop: Callable[[], object]) -> None:
    """Have SIGINT and SIGTERM call `stop` from now on, and nothing else: a second one hurries nothing."""
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)


async def until_stopped(failed: asyncio.Future[None]) -> None:
    """Wait for Ctrl-C or a polite kill; raises the error of a part that failed."""
    stopped = asyncio.Event()
    on_stop_signal(stopped.set)
    failed.add_done_callback(lambda _: stopped.set())
    await stopped.wait()
    if failed.done():
        failed.result()


class Supervisor:
    """Runs parts side by side; the first that ends by itself fails the whole. Stops the last one first."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def start(self, name: str, part: Coroutine[Any, Any, Any], stop: Callable[[], None]) -> None:
        """Run a part until `stop` is called; it counts as failed when it ends before."""
        task = asyncio.create_task(part, name=name)
        self._parts.append(_Part(name, task, stop))
        task.add_done_callback(self._ended)

    def once(self, name: str, errand: Coroutine[Any, Any, Any]) -> None:
        """Run a task that ends by itself; a failure of it is logged and fails nothing else."""
        task = asyncio.create_task(errand, name=name)
        self._parts.append(_Part(name, task, task.cancel))
        task.add_done_callback(_log_failure)

    async def unless_failed(self, awaited: Awaitable[T]) -> T:
        """Return the awaited result, or the error of a part that failed meanwhile."""
        waiting = asyncio.ensure_future(awaited)
        try:
            either: list[asyncio.Future[Any]] = [waiting, self.failed]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if self.failed.done():
                self.failed.result()
            return waiting.result()
        finally:
            waiting.cancel()

    async def finish(self) -> None:
        """Stop every part, and give each time to finish what it holds."""
        if not self.failed.done():
            self.failed.cancel()
        for part in reversed(self._parts):
            part.stop()
            _, late = await asyncio.wait([part.task], timeout=_PATIENCE_SECONDS)
            if late:
                _log.warning("part.late", part=part.name)
                part.task.cancel()
                await asyncio.wait([part.task], timeout=_PATIENCE_SECONDS)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        error = None if task.cancelled() else task.exception()
        if self.failed.done():
            if error is not None:
                _log.error("part.failed_late", part=task.get_name(), error_kind=type(error).__name__)
            return
        self.failed.set_exception(error or RuntimeError(f"{task.get_name()} ended by itself"))


def _log_failure(task: asyncio.Task[Any]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        _log.error("errand.failed", errand=task.get_name(), error_kind=type(error).__name__)
