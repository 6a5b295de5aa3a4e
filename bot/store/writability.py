"""Whether the database can be written: a full disk, or one that is read-only, is named and remembered."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.store.sqlite_failures import DISK_ERROR, NO_SPACE, NOT_WRITABLE

_LEAST_FREE_BYTES = 512 * 1024
"""With less than this the next message may not fit any more, with its indexes and the log of the change."""
_PROBE_SECONDS = 5.0
_SENTENCES = {
    NO_SPACE: "no space is left on its disk",
    NOT_WRITABLE: "its files or their folder may not be written by this user",
    DISK_ERROR: "its disk reports an error, which a full disk does, too",
}
_log = structlog.get_logger(__name__)


def sentence_of(code: str) -> str:
    """Say for operators what a code means, e.g. "The database cannot be written: no space is left …"."""
    return f"The database cannot be written: {_SENTENCES[code]}"


class Writability:
    """Remembers that a write was refused until a write of the same size goes through again."""

    def __init__(self, path: str | None, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`path` is SQLite's file; None for a database that lies elsewhere."""
        self._path = Path(path) if path and path != ":memory:" else None
        self._monotonic = monotonic
        self._next_try = 0.0
        self.problem = ""
        """Why the last write was refused, as a code; empty where it was not."""

    def refused(self, code: str) -> None:
        """Remember that a write was refused."""
        if code != self.problem:
            _log.error("database.not_written", reason=code)
        self.problem = code

    def written(self) -> None:
        """Remember that writing works again."""
        if self.problem:
            _log.info("database.written_again")
        self.problem = ""

    def look(self) -> str:
        """Return what the file and its disk say without a write: a code, or empty where nothing is wrong."""
        if self._path is None or not self._path.exists():
            return ""
        if not all(_may_write(path) for path in (self._path, self._path.parent)):
            return NOT_WRITABLE
        disk = os.statvfs(self._path)
        return NO_SPACE if disk.f_bavail * disk.f_frsize < _LEAST_FREE_BYTES else ""

    def may_try(self) -> bool:
        """Return whether it is time to try a write: watchers may ask as often as they like."""
        now = self._monotonic()
        if now < self._next_try:
            return False
        self._next_try = now + _PROBE_SECONDS
        return True


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
