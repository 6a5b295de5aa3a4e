"""Where the intake's process stores what comes: a file of its own beside SQLite's, or PostgreSQL's inbox."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from bot.config import Settings
from bot.core.ports.queues import Acceptor, Envelope
from bot.core.ports.time import Clock
from bot.slack.reach import CheckedDatabase
from bot.store.buffer import IntakeBuffer, buffer_path

if TYPE_CHECKING:
    from bot.store.store import SqlStore


class IntakeQueue(Acceptor, CheckedDatabase, Protocol):
    """Takes in envelopes durably, and tells whether it can."""


class InboxQueue:
    """The inbox itself, on PostgreSQL by connections of this process."""

    def __init__(self, store: SqlStore, wake: Callable[[], None]) -> None:
        self._store = store
        self._wake = wake

    async def accept(self, envelope: Envelope) -> bool:
        """Store an envelope; False when its key was seen before. Raises Unavailable."""
        new = await self._store.inbox.accept(envelope)
        self._wake()
        return new

    async def check(self) -> None:
        """Raise Unavailable where the database does not answer."""
        await self._store.check()

    async def check_writing(self) -> None:
        """Raise Unavailable where it takes nothing in."""
        await self._store.check_writing()

    @property
    def write_problem(self) -> str:
        """The code of why it takes nothing in; empty where that is not so, or not known."""
        return self._store.write_problem


@asynccontextmanager
async def open_queue(
    settings: Settings, clock: Clock, wake: Callable[[], None]
) -> AsyncIterator[IntakeQueue]:
    """Open the queue for the block; `wake` is called when something was put in. Raises Unavailable."""
    url = settings.store_url
    if not url.startswith("sqlite:"):
        from bot.store.store import open_store  # SQLAlchemy is only needed here

        store = await open_store(url, clock)
        try:
            yield InboxQueue(store, wake)
        finally:
            await store.close()
        return
    path = buffer_path(url.removeprefix("sqlite:///").partition("?")[0])
    assert path is not None  # a database in memory is no setting
    buffer = IntakeBuffer(path, wake=wake)
    try:
        await buffer.check()
        yield buffer
    finally:
        await buffer.close()
