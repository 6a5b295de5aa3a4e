"""A byte beside the index that tells the next start how this process ended: cleanly, or in a call."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path


class End(IntEnum):
    """How whoever had the folder open before let go of it."""

    CLEAN = ord(".")
    OPEN = ord("o")
    IN_A_CALL = ord("c")


class Usage:
    """The byte, in a mapped file: writing it costs nothing, and it survives the end of the process.

    That it is open is also written to the disk, so that it survives a power loss.
    """

    def __init__(self, path: Path) -> None:
        """Read how the last one ended."""
        with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), "r+b") as file:
            found = file.read(1)
            if not found:
                file.write(bytes([End.CLEAN]))
                file.flush()
            self._map = mmap.mmap(file.fileno(), 1)
        self.before = End(found[0]) if found and found[0] in list(End) else End.CLEAN

    def open(self) -> None:
        """Remember that the folder is open."""
        self._map[0] = End.OPEN
        self._map.flush()

    @contextmanager
    def calling(self) -> Iterator[None]:
        """Remember for the block that a call is under way."""
        self._map[0] = End.IN_A_CALL
        try:
            yield
        finally:
            self._map[0] = End.OPEN

    def close(self, *, cleanly: bool) -> None:
        """Let go of the file; `cleanly` where nothing is open any more."""
        if cleanly:
            self._map[0] = End.CLEAN
        self._map.close()

    def closed_cleanly(self) -> None:
        """Remember that nothing is open, though it may be opened again."""
        self._map[0] = self.before = End.CLEAN
