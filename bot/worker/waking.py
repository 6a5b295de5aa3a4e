"""Wakes what waits when a dependency is back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.core.guarding import Guard
from bot.core.ports.errors import Conflict, Unavailable

Wake = Callable[[str | None], Awaitable[object]]
"""Lets what waits for a dependency, or for any, be claimed at once; raises Unavailable, Conflict."""
_log = structlog.get_logger(__name__)


class Waker:
    """Lets rows be claimed at once that wait for a dependency, as soon as its guard says that it is back."""

    def __init__(self, guards: Sequence[Guard], wakes: Sequence[Wake], *, pause: float = 1.0) -> None:
        self._wakes = wakes
        self._pause = pause
        self._back: list[str | None] = [None]  # guards begin closed: whatever waited before is tried
        self._changed = asyncio.Event()
        self._changed.set()
        self._stopping = False
        for guard in guards:
            guard.on_return.append(lambda name=guard.name: self._is_back(name))  # type: ignore[misc]

    def _is_back(self, dependency: str) -> None:
        self._back.append(dependency)
        self._changed.set()

    async def run(self) -> None:
        """Wake, until `stop`; what the database does not take is tried again."""
        while not self._stopping:
            await self._changed.wait()
            self._changed.clear()
            while self._back and not self._stopping:
                try:
                    for wake in self._wakes:
                        await wake(self._back[0])
                except (Unavailable, Conflict) as error:
                    _log.warning("not woken yet", error=str(error))
                    await asyncio.sleep(self._pause)
                else:
                    self._back.pop(0)

    def stop(self) -> None:
        """Wake nobody more."""
        self._stopping = True
        self._changed.set()
