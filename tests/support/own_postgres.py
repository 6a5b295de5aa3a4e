"""A PostgreSQL server of a test's own, to stop, start and change as an operator or a crash would."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.databases import unprivileged
from tests.support.postgres_programs import programs

_SMALL = ("listen_addresses=", "max_connections=60", "shared_buffers=16MB")


class OwnPostgres:
    """The server in a folder; it listens on a socket there."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """Where it is `durable`, what was committed survives a power loss, as in earnest."""
        self._options = _SMALL if durable else (*_SMALL, "fsync=off")
        self._folder = folder
        self._user = unprivileged(folder)
        self.url = f"postgresql://postgres@/postgres?host={folder}"
        self._run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")

    def start(self) -> None:
        """Start it, and return when it takes connections."""
        options = " ".join(f"-c {each}" for each in self._options) + f" -k {self._folder}"
        self._control("-l", self._folder / "log", "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it: "fast" as an operator does, "immediate" as a crash does."""
        self._control("-m", mode, "-w", "stop")

    def _control(self, *arguments: str | Path) -> None:
        self._run("pg_ctl", "-D", self._folder / "data", *arguments)

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [*self._user, programs() / program, *arguments]
        subprocess.run(
            command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60
        )


@contextmanager
def own_postgres(*, durable: bool = False) -> Iterator[OwnPostgres]:
    """A server that is not started yet; it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="tactegic-own-pg-"))
    server = OwnPostgres(folder, durable=durable)
    try:
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
