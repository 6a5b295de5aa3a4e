"""Memory: when it is looked through for what is not needed any more, and given back to the system."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from contextlib import suppress

_ARENA_MAX = -8
"""The parameter of glibc's `mallopt` that bounds the number of its heaps."""
_SECONDS = 60.0


def keep_one_heap() -> None:
    """Let the C library's threads share one heap from now on: of many, what is free in one is no other's.

    To be called before there are threads. Only glibc has such heaps; elsewhere nothing happens.
    """
    tune = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if tune is not None:
        tune(_ARENA_MAX, 1)


def give_back() -> None:
    """Let the C library return the memory that is free again, which it keeps otherwise: 100 MB after loading.

    Only glibc has such a call; elsewhere nothing happens.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def begin_loading() -> None:
    """Look for no garbage from now on: while hundreds of modules load that takes a tenth of the time."""
    gc.disable()


def end_loading() -> None:
    """Look for garbage again, but no more in what is loaded: that would cost every event time."""
    gc.collect()
    gc.freeze()
    gc.enable()


class MemoryKeeper:
    """Gives memory back once a minute, until it is stopped."""

    def __init__(self) -> None:
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Go on until `stop`."""
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _SECONDS)
            await asyncio.to_thread(give_back)

    def stop(self) -> None:
        """Give back no more."""
        self._stopping.set()
