"""Opens transactions on SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import ColumnElement, Double, Executable, Table, bindparam, cast, event, func
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.core.ports.errors import Conflict, Unavailable
from bot.store.sqlite_driver import SqliteConnections

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_BUSY_SECONDS = 10
_CHANGED_MEANWHILE = "40001"
"""PostgreSQL: a row of a snapshot was changed by another transaction (a serialization failure)."""
_DEADLOCK = "40P01"


class Database:
    """An engine for SQLite or PostgreSQL, and the clock that leases and pace are measured by.

    That clock is the database's own, in seconds, so that all processes agree; `seconds` replaces it in tests.
    """

    def __init__(
        self, url: str, *, seconds: Callable[[], float] | None = None, trusted_seconds: float = 1.0
    ) -> None:
        """A connection that rested longer than `trusted_seconds` is asked whether it lives before its use."""
        self.url = _async_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._files = SqliteConnections()
        if self.is_sqlite:
            self.engine = _sqlite_engine(self.url, self._files)
        else:
            self.engine = _postgresql_engine(self.url, trusted_seconds)
        self._seconds = seconds
        # SQLite has one writer at a time: queueing here is fairer than its own polling for the lock.
        self._writer = asyncio.Lock() if self.is_sqlite else nullcontext()

    @asynccontextmanager
    async def begin_read(self) -> AsyncIterator[AsyncConnection]:
        """Open a read transaction with one consistent view of the data; raises Unavailable."""
        options: dict[str, Any] = {} if self.is_sqlite else _SNAPSHOT | {"postgresql_readonly": True}
        async with _honest_errors(), aclosing(await self._connected()) as connection:
            await connection.execution_options(**options)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def begin_write(self, *, snapshot: bool = False) -> AsyncIterator[AsyncConnection]:
        """One transaction; with `snapshot` it fails where another changed the same row since it began.

        Raises Conflict then, and Unavailable.
        """
        options: dict[str, Any] = {"immediate": True} if self.is_sqlite else {}
        if snapshot and not self.is_sqlite:
            options |= _SNAPSHOT
        async with _honest_errors(), self._writer, aclosing(await self._connected()) as connection:
            await connection.execution_options(**options)
            async with connection.begin():
                yield connection

    async def _connected(self) -> AsyncConnection:
        try:
            return await self.engine.connect()
        except OSError as error:  # nobody listens there; elsewhere an OSError is not the database's
            raise Unavailable(f"database: {type(error).__name__}") from None

    async def forget_log(self) -> None:
        """Empty SQLite's write-ahead log, where erased content stays readable, unless somebody reads."""
        if not self.is_sqlite:
            return
        async with _honest_errors(), aclosing(await self._connected()) as connection:
            raw = await connection.get_raw_connection()
            if raw.driver_connection is not None:  # beside the transaction that a statement would begin
                await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def seconds(self) -> ColumnElement[float]:
        """Return the time by the database's clock, for leases and pace; never the time that rules see."""
        if self._seconds is not None:
            return bindparam("seconds", callable_=self._seconds, type_=Double(), unique=True)
        if self.is_sqlite:
            return (func.julianday("now", type_=Double()) - 2440587.5) * 86400.0
        return cast(func.extract("epoch", func.statement_timestamp()), Double())

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
        await self._files.end()


_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}


def insert_new(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that leaves rows alone that are there already."""
    insert: Any = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
    return insert(table).on_conflict_do_nothing()


async def rows_of(
    connection: AsyncConnection, statement: Executable, values: dict[str, Any] | None = None
) -> Sequence[Any]:
    """Return all rows of a statement, as mappings."""
    return (await connection.execute(statement, values)).mappings().all()


@asynccontextmanager
async def _honest_errors() -> AsyncIterator[None]:
    """Turn errors that may pass into Conflict or Unavailable, without the statement and its values."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        if _state(error) == _CHANGED_MEANWHILE:
            raise Conflict(f"database: {type(error).__name__}") from None
        if not _may_pass(error):
            raise
        raise Unavailable(f"database: {type(error).__name__}") from None


def _state(error: DBAPIError | PoolTimeout) -> str | None:
    """PostgreSQL's own code of an error."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def _may_pass(error: DBAPIError | PoolTimeout) -> bool:
    if isinstance(error, PoolTimeout) or error.connection_invalidated:
        return True
    if _state(error) == _DEADLOCK:
        return True
    # SQLite calls everything an OperationalError, a wrong statement too: that one is named SQLITE_ERROR.
    code = getattr(error.orig, "sqlite_errorname", "")
    return isinstance(error, (OperationalError, InterfaceError)) and code != "SQLITE_ERROR"


def _async_url(url: str) -> URL:
    parsed = make_url(url)
    return parsed.set(drivername=_DRIVERS[parsed.drivername.split("+")[0]])


def _postgresql_engine(url: URL, trusted_seconds: float) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=8, max_overflow=8, hide_parameters=True)
    pool, dialect = engine.sync_engine.pool, engine.sync_engine.dialect

    @event.listens_for(pool, "checkin")
    def rests(_: object, record: Any) -> None:
        record.info["rests_since"] = time.monotonic()

    # Asking each time whether it is alive costs three round trips, often as many as the work itself.
    @event.listens_for(pool, "checkout")
    def is_alive(connection: Any, record: Any, _: object) -> None:
        if time.monotonic() - record.info.get("rests_since", math.inf) < trusted_seconds:
            return
        try:
            dialect.do_ping(connection)
        except Exception as error:
            raise InvalidatePoolError(type(error).__name__) from None

    return engine


def _sqlite_engine(url: URL, files: SqliteConnections) -> AsyncEngine:
    arguments = {"timeout": _BUSY_SECONDS, "async_creator_fn": files.connect}
    engine = create_async_engine(url, connect_args=arguments, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver would begin transactions too late
        cursor = connection.cursor()
        # FULL: an acknowledged event must survive a power loss; NORMAL may lose the last commits.
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
