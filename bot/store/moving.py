"""Moves what the intake took in from its buffer into the inbox."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Conflict, Unavailable
from bot.core.ports.queues import Acceptor, Envelope
from bot.store.buffer import PROBE, BufferFile
from bot.store.queues import WakeUp

_BATCH = 200
_PATIENCE_MS = 500
_POLL_SECONDS = 1.0
_QUIET_SECONDS = 1.0
_LOG_ROWS = 1000
_log = structlog.get_logger(__name__)


class BufferedRows(BufferFile):
    """The worker's side: reads what waits, the oldest first, and takes out what the inbox has."""

    def __init__(self, path: Path) -> None:
        # NORMAL: a row that comes back after a power loss is moved again, and the inbox has its key; so the
        # intake never waits for the disk of a removal.
        pragmas = ("synchronous=NORMAL", "wal_autocheckpoint=0")
        super().__init__(path, pragmas=pragmas, busy_seconds=5.0)
        self.moving = asyncio.Lock()
        """Held from reading rows until they are out of the file."""

    async def first(self, limit: int) -> list[tuple[int, Envelope]]:
        """Return what waits longest, with its number; nothing where no intake ever made the file."""
        if not self.path.exists():
            return []
        found = await self.run(
            lambda _: (
                self._newest()
                .execute(
                    "SELECT seq, key, source, workspace, member, ordering_key, payload FROM waiting "
                    "WHERE aside = 0 ORDER BY seq LIMIT ?",
                    (limit,),
                )
                .fetchall()
            )
        )
        return [(seq, _envelope(*row)) for seq, *row in found]

    def _newest(self) -> sqlite3.Connection:
        """Return the connection to the file that stands there now: the intake may have put another aside."""
        if self._opened is None or self.path.stat().st_ino != self._file:
            self._close()
            self._opened = self._open()
        return self._opened

    async def remove(self, last: int) -> None:
        """Take out what has this number or a smaller one, but for what is set aside."""
        # One statement and no BEGIN: SQLite takes and leaves its lock within one call.
        await self.run(
            lambda connection: connection.execute("DELETE FROM waiting WHERE aside = 0 AND seq <= ?", (last,))
        )

    async def set_aside(self, seq: int) -> None:
        """Keep a row that the inbox can never take, out of the others' way."""
        await self.run(
            lambda connection: connection.execute("UPDATE waiting SET aside = 1 WHERE seq = ?", (seq,))
        )

    async def take_back(self) -> None:
        """Have what was set aside tried again, but for a probe that an intake left when it was killed."""
        if self.path.exists():
            again = "UPDATE waiting SET aside = 0 WHERE aside = 1 AND key <> ?"
            await self.run(lambda connection: connection.execute(again, (PROBE,)))
            left = "DELETE FROM waiting WHERE key = ?"
            await self.run(lambda connection: connection.execute(left, (PROBE,)))

    async def drop(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Take out all of a member, who is being erased."""
        if self.path.exists():
            mine = "DELETE FROM waiting WHERE workspace = ? AND member = ?"
            await self.run(lambda connection: connection.execute(mine, (workspace, member)))

    async def count(self) -> dict[str, int]:
        """How many rows wait, and how many are set aside."""
        if not self.path.exists():
            return {}
        found = await self.run(
            lambda connection: connection.execute(
                "SELECT aside, count(*) FROM waiting GROUP BY aside"
            ).fetchall()
        )
        return {"intake aside" if aside else "intake waiting": count for aside, count in found}

    async def shorten_log(self) -> None:
        """Copy what stands in the log into the file; nobody waits for it."""
        await self.run(lambda connection: connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall())

    async def forget(self) -> bool:
        """Empty the log, where rows that were taken out stay readable; False while somebody uses the file."""
        if not self.path.exists():
            return True
        async with self.moving:
            return await self.run(_empty_log)


class Mover:
    """Moves rows in batches, in their order, until it is stopped.

    The inbox's commit comes first, so that nothing is lost; a row that is moved again is one that the inbox
    has.
    """

    def __init__(
        self,
        rows: BufferedRows,
        inbox: Acceptor,
        *,
        poll_seconds: float = _POLL_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rows = rows
        self._inbox = inbox
        self._poll = poll_seconds
        self._monotonic = monotonic
        self._woken = WakeUp()
        self._stopping = self._begun = False
        self._since_tidied = 0
        self._last_moved = monotonic()

    def wake(self) -> None:
        """Look at once: something was put in."""
        self._woken.notify()

    def stop(self) -> None:
        """Move no more; what waits is moved at the next start."""
        self._stopping = True
        self._woken.notify()

    async def run(self) -> None:
        """Go on until `stop`."""
        unavailable = False
        while not self._stopping:
            try:
                moved = await self.move()
                await self._tidy(moved)
                unavailable = False
            except Exception as error:  # whatever it is, what waits here is moved later
                if not unavailable:
                    known = isinstance(error, (Unavailable, Conflict))
                    _log.warning("intake.not_moved", problem=str(error) if known else type(error).__name__)
                moved, unavailable = 0, True
            if moved < _BATCH:
                await self._woken.wait(self._poll)

    async def move(self) -> int:
        """Move one batch; how many rows it was. Raises Unavailable, Conflict."""
        async with self._rows.moving:
            if not self._begun:  # what was set aside may be taken by this version
                await self._rows.take_back()
                self._begun = True
            waiting = await self._rows.first(_BATCH)
            if not waiting:
                return 0
            # Side by side, so that the inbox takes them in one commit, in this order.
            accepted = [self._inbox.accept(envelope) for _, envelope in waiting]
            for (seq, envelope), result in zip(
                waiting, await asyncio.gather(*accepted, return_exceptions=True), strict=True
            ):
                if isinstance(result, Exception) and not isinstance(result, (Unavailable, Conflict)):
                    _log.error("intake.set_aside", key=envelope.key, problem=type(result).__name__)
                    await self._rows.set_aside(seq)
                elif isinstance(result, BaseException):
                    raise result
            await self._rows.remove(waiting[-1][0])
        self._last_moved = self._monotonic()
        return len(waiting)

    async def _tidy(self, moved: int) -> None:
        """Have the buffer's log used from its beginning again: while it grows, commits are slower."""
        self._since_tidied += moved
        is_quiet = not moved and self._monotonic() - self._last_moved >= _QUIET_SECONDS
        if self._since_tidied >= _LOG_ROWS or (self._since_tidied and is_quiet):
            await self._rows.shorten_log()
            self._since_tidied = 0


def _envelope(
    key: str, source: str, workspace: str, member: str, ordering_key: str, payload: str
) -> Envelope:
    return Envelope(
        key=key,
        source=source,
        workspace=WorkspaceId(workspace),
        member=MemberId(member),
        payload=json.loads(payload),
        ordering_key=ordering_key,
    )


def _empty_log(connection: sqlite3.Connection) -> bool:
    busy = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        answer = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {busy}")
    return answer is not None and not answer[0]
