"""How intake and worker of one machine speak: small messages over a pair of sockets that their parent made.

Nothing depends on a message: what is not read is dropped, and each side looks for itself after a second.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

_LIMIT = 65_536
_MOST_AT_ONCE = 64
Hear = Callable[[Mapping[str, Any]], None]


class ProcessLink:
    """One end of the pair."""

    def __init__(self, descriptor: int) -> None:
        """`descriptor` is that of a datagram socket, which this process inherited."""
        os.set_inheritable(descriptor, False)
        self._socket = socket.socket(fileno=descriptor)
        self._socket.setblocking(False)
        self._hear: Hear | None = None

    def listen(self, hear: Hear) -> None:
        """Have what the other end tells given to `hear`, in the running loop."""
        self._hear = hear
        asyncio.get_running_loop().add_reader(self._socket, self._read)

    def tell(self, **facts: object) -> None:
        """Tell the other end, unless it reads nothing just now."""
        with suppress(OSError):
            self._socket.send(json.dumps(facts).encode())

    def wake(self) -> None:
        """Tell that there is something to do."""
        self.tell(woken=True)

    def close(self) -> None:
        """Listen no more."""
        if self._hear is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()

    def _read(self) -> None:
        with suppress(BlockingIOError):
            for _ in range(_MOST_AT_ONCE):
                told = self._socket.recv(_LIMIT)
                if self._hear is not None and told:
                    self._hear(json.loads(told))


class WorkerSigns:
    """What the worker's process tells of itself every few seconds, for the pages of the intake's."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._began = monotonic()
        self._heard_at: float | None = None
        self.health: Mapping[str, object] = {}
        self.ready: Mapping[str, object] = {}
        self.metrics = b""

    def hear(self, health: Mapping[str, object], ready: Mapping[str, object]) -> None:
        """Note what its two pages would say."""
        self.health, self.ready, self._heard_at = health, ready, self._monotonic()

    def hear_metrics(self, page: str) -> None:
        """Keep what it counts, as a page."""
        self.metrics = page.encode()

    @property
    def silent_seconds(self) -> float:
        """How long ago it was heard, or since when nothing is."""
        return self._monotonic() - (self._began if self._heard_at is None else self._heard_at)

    def is_there(self, seconds: float) -> bool:
        """Return whether it was heard within that many seconds."""
        return self._heard_at is not None and self._monotonic() - self._heard_at <= seconds

    def may_be_there(self, seconds: float) -> bool:
        """Return the same, where it had no time yet to be heard at all."""
        return self.is_there(seconds) or self._monotonic() - self._began <= seconds
