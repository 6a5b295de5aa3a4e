"""Connections to SQLite that rest between transactions, and the transactions on them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from sqlalchemy.exc import TimeoutError as NoneFree

from bot.store.sqlite_driver import READING, SqliteConnection, SqliteConnections
from bot.store.sqlite_session import SqliteSession

_log = structlog.get_logger(__name__)
_MOST = 15
_REST = 5
_PATIENCE_SECONDS = 30.0
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""FULL: an acknowledged event must survive a power loss; NORMAL may lose the last commits."""


class SqlitePool:
    """Lends connections of one file, and has each of them clean when it comes back."""

    def __init__(self, files: SqliteConnections, *args: Any, **options: Any) -> None:
        """`args` and `options` are those of the driver's `connect`."""
        self._files, self._args, self._options = files, args, options
        self._resting: list[SqliteConnection] = []
        self._free = asyncio.Semaphore(_MOST)
        self._ending: set[asyncio.Task[None]] = set()
        self._is_closed = False

    @asynccontextmanager
    async def begin(self, begin_with: str) -> AsyncIterator[SqliteSession]:
        """One transaction, that begins so with its first statement; without BEGIN each statement is its own.

        It is rolled back, whoever is cancelled where, before anybody else is lent its connection.
        """
        driver = await self._lend()
        driver.begin_with, driver.reads_only = begin_with, begin_with == READING
        try:
            yield SqliteSession(driver)
            await driver.commit()
        except BaseException:
            ending = asyncio.create_task(self._roll_back(driver))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
            await asyncio.shield(ending)
            raise
        self._take_back(driver)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[SqliteConnection]:
        """A connection beside every transaction."""
        async with self.begin("") as session:
            yield session.driver

    def close(self) -> None:
        """Lend no connection again; who made them ends them."""
        self._is_closed = True

    async def _lend(self) -> SqliteConnection:
        if self._free.locked():
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    await self._free.acquire()
            except TimeoutError:
                raise NoneFree("no connection became free") from None
        else:
            await self._free.acquire()
        if self._resting:
            return self._resting.pop()
        driver = self._files.connect(*self._args, **self._options)
        try:
            await driver
            await driver.visit(_configure)
        except BaseException:
            driver.stop()
            self._free.release()
            raise
        return driver

    async def _roll_back(self, driver: SqliteConnection) -> None:
        """Undo what was not committed, after what its thread is at; a connection that cannot is given up."""
        try:
            await driver.rollback()
        except Exception as error:
            _log.warning("database.connection_given_up", reason=type(error).__name__)
            driver.stop()
            self._free.release()
        else:
            self._take_back(driver)

    def _take_back(self, driver: SqliteConnection) -> None:
        if self._is_closed or len(self._resting) >= _REST:
            driver.stop()
        else:
            self._resting.append(driver)
        self._free.release()


def _configure(driver: sqlite3.Connection) -> None:
    driver.isolation_level = None  # the driver would begin transactions too late
    for pragma in PRAGMAS:
        driver.execute(f"PRAGMA {pragma}").close()
