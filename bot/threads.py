"""Threads of one's own, with names that the system shows too, so that it can be seen what takes the time."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

_LONGEST = 15
"""Characters of a name that Linux keeps."""


def one_thread(name: str) -> ThreadPoolExecutor:
    """Return an executor of one thread with this name, which threads that it starts itself have, too."""
    return ThreadPoolExecutor(
        max_workers=1, thread_name_prefix=name, initializer=_name_thread, initargs=(name,)
    )


def _name_thread(name: str) -> None:
    if sys.platform == "linux":
        with suppress(OSError):
            place = Path(f"/proc/self/task/{threading.get_native_id()}/comm")
            place.write_text(name[:_LONGEST], encoding="ascii")
