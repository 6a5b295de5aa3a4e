"""Memory: when it is looked through for what is not needed any more, and given back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys


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
