"""The workspace's clock: real time with an offset that tests and the page can move."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class Clock:
    """Aware UTC time that flows; moving it wakes whoever waits for a moment."""

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self._offset = 0.0
        self._listeners: list[Callable[[], None]] = []
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """The sandbox's time, aware, UTC."""
        return datetime.fromtimestamp(self.epoch(), UTC)

    def epoch(self) -> float:
        """The sandbox's time in seconds since 1970."""
        return self._real() + self._offset

    @property
    def offset(self) -> float:
        """Seconds ahead of real time."""
        return self._offset

    def advance(self, by: timedelta | float) -> None:
        """Moves the clock by a duration or a number of seconds."""
        seconds = by.total_seconds() if isinstance(by, timedelta) else by
        self._offset += seconds
        self._tell()

    def set(self, moment: datetime) -> None:
        """Moves the clock to an aware moment; raises ValueError for a naive one."""
        if moment.tzinfo is None:
            raise ValueError("the clock needs a moment with a time zone")
        self._offset = moment.timestamp() - self._real()
        self._tell()

    def reset(self) -> None:
        """Goes back to real time."""
        self._offset = 0.0
        self._tell()

    def jump_to_next(self, weekday: int, at: str, zone: str) -> None:
        """Moves to the next such weekday (0 is Monday) and time "HH:MM" in a zone."""
        local = self.now().astimezone(ZoneInfo(zone))
        hour, minute = (int(part) for part in at.split(":"))
        target = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        target += timedelta(days=(weekday - local.weekday()) % 7)
        if target <= local:
            target += timedelta(days=7)
        self.set(target)

    def on_move(self, listener: Callable[[], None]) -> None:
        """Calls the listener after each move."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
        for listener in self._listeners:
            listener()

    async def sleep_until(self, epoch: float | None) -> None:
        """Returns at that time of this clock, or as soon as the clock is moved; None waits for a move."""
        moved = self._moved
        remaining = None if epoch is None else max(0.0, epoch - self.epoch())
        try:
            await asyncio.wait_for(moved.wait(), remaining)
        except TimeoutError:
            return

    def as_json(self) -> dict[str, object]:
        """The clock as the page sees it."""
        return {
            "now": self.now().isoformat(timespec="seconds"),
            "epoch": round(self.epoch(), 3),
            "offset": round(self._offset, 3),
        }
