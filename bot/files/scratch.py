"""Folders for files that live while one thing is done, the bot's user's alone; a crash's go at start."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "scratch"


class FileScratch:
    """Satisfies ports.Scratch, in the data folder where it is this process's alone, else in the system's."""

    def __init__(self, data: Path | None) -> None:
        self._root = data / _NAME if data is not None else None

    def clear(self) -> None:
        """Remove what a process left that was killed."""
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A new folder that is gone after the block, with all that is in it."""
        if self._root is not None:
            self._root.mkdir(mode=0o700, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="tactegic-", dir=self._root))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)
