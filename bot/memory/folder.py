"""The folder of an embedded Chroma: one process at a time, and nothing deleted left in its files."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from bot.memory import aside, damage
from bot.memory.usage import End, Usage

_CLEANING = Path(__file__).with_name("cleaning.py")
_log = structlog.get_logger(__name__)


class FolderInUse(RuntimeError):
    """Another process has the folder open; two at once would corrupt it."""


class Folder:
    """An index folder, held by an exclusive lock from construction until `release`."""

    def __init__(self, path: Path, *, seconds: Callable[[], float] = time.time) -> None:
        """Take the lock; raises FolderInUse."""
        self._seconds = seconds
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._pending = path / "erasing.json"
        self._lock = (path / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise FolderInUse(
                f"{path} is in use by another process. Stop that one, or run a Chroma server and set "
                "TACTEGIC_CHROMA_URL in each process."
            ) from error
        self.usage = Usage(path / "usage")

    def release(self, *, cleanly: bool = True) -> None:
        """Let other processes open the folder; `cleanly` where nothing of it is open any more."""
        self.usage.close(cleanly=cleanly)
        self._lock.close()

    def find_damage(self) -> str:
        """Return a code for what is wrong, before Chroma opens the folder; empty where nothing is.

        The sizes of files are looked at each time, the content after an end that was not clean.
        """
        before = self.usage.before
        if before is End.CLEAN:
            return damage.look(self.path)
        found = damage.try_out(self.path, deeply=before is End.IN_A_CALL)
        self.usage.closed_cleanly()
        return found

    def try_out(self) -> str:
        """Return a code for what is wrong, by reading all of it; nobody may have it open."""
        return "database_missing" if self.is_gone else damage.try_out(self.path, deeply=True)

    @property
    def is_gone(self) -> bool:
        """Whether the database of an index that is open is not there any more."""
        return not (self.path / damage.DATABASE).exists()

    def set_aside(self, reason: str) -> None:
        """Move a damaged index out of the way; the folder is empty then, and its lock still held.

        Where an erasure was unfinished, what was erased lies in it: then nothing is kept.
        """
        self.path.mkdir(exist_ok=True)
        place = aside.set_aside(self.path, now=self._seconds(), keep=not self._pending.exists())
        _log.error("index.damaged", reason=reason, kept=place is not None)

    def remove_aside(self, *, all_of_them: bool) -> int:
        """Delete indexes that were set aside, those that have been there long enough or `all_of_them`."""
        before = float("inf") if all_of_them else self._seconds() - aside.KEPT_SECONDS
        return aside.remove(self.path, set_aside_before=before)

    def remember(self, names: Sequence[str]) -> None:
        """Write down which collections an erasure is about to touch."""
        new = self._pending.with_suffix(".new")
        new.write_text(json.dumps(sorted({*names, *(self.read_pending() or ())})))
        new.replace(self._pending)

    def read_pending(self) -> list[str] | None:
        """Return the collections of an erasure that was begun and not finished; None where there is none."""
        if not self._pending.exists():
            return None
        names: list[str] = json.loads(self._pending.read_text())
        return names

    def forget(self) -> None:
        """Forget the pending collections, as the erasure is finished."""
        self._pending.unlink(missing_ok=True)

    def clean(self) -> None:
        """Overwrite what was deleted from the database, and remove files of collections that are gone.

        In a process of its own: Chroma carries its own copy of SQLite, and two copies in one process
        take each other's file locks away.
        """
        subprocess.run([sys.executable, "-I", str(_CLEANING), str(self.path)], check=True, timeout=600)  # noqa: S603
        self.blank()

    def blank(self) -> None:
        """Overwrite the room for vectors to come in the files of vectors.

        Chroma writes it out as it was given by the system's allocator, so that it may hold vectors of notes
        that this process once had in memory, erased ones among them.
        """
        for path in self.path.glob("*/header.bin"):
            head = path.read_bytes()[: damage.HEADER.size]
            if len(head) < damage.HEADER.size:
                continue
            version, _, room, used, size = damage.HEADER.unpack(head)
            if version == damage.HEADER_VERSION:
                _blank(path.with_name("data_level0.bin"), used * size, room * size)
                _blank(path.with_name("length.bin"), used * damage.LENGTH_BYTES, room * damage.LENGTH_BYTES)


def _blank(path: Path, start: int, end: int) -> None:
    end = min(end, path.stat().st_size if path.exists() else 0)
    if start >= end:
        return
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(end - start))
