"""Opens transactions on SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Double, Executable, Table, bindparam, cast, event, func
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import inserting
from bot.store.buffer import buffer_path
from bot.store.failures import sort
from bot.store.forgetting import Forgetting
from bot.store.health import Health
from bot.store.moving import BufferedRows
from bot.store.sqlite_driver import SqliteConnections
from bot.store.writability import Writability

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_BUSY_SECONDS = 10
_CONNECT_SECONDS = 5.0
"""How long PostgreSQL may take to accept a connection: a machine that is gone does not answer at all."""


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
        file = self.url.database if self.is_sqlite else None
        self.path = Path(file) if file and file != ":memory:" else None
        """SQLite's file; None where there is none."""
        self._files = SqliteConnections()
        self._forgetting = Forgetting(self.url.database if self.is_sqlite else None)
        self.health = Health()
        self.writability = Writability(self.url.database if self.is_sqlite else None)
        buffer = buffer_path(self.url.database) if self.is_sqlite else None
        self.buffered = BufferedRows(buffer) if buffer else None
        """What the intake's process took in and the inbox has not yet; None where it writes there itself."""
        if self.is_sqlite:
            self.engine = self._claims = _sqlite_engine(self.url, self._files)
        else:
            self.engine = _postgresql_engine(self.url, trusted_seconds)
            self._claims = _postgresql_engine(self.url, trusted_seconds, settings=_BY_INDEX, size=2)
        self._seconds = seconds
        # SQLite has one writer at a time: queueing here is fairer than its own polling for the lock.
        self._writer = asyncio.Lock() if self.is_sqlite else nullcontext()

    @asynccontextmanager
    async def begin_read(self, *, alone: bool = False) -> AsyncIterator[AsyncConnection]:
        """Open a read transaction with one consistent view of the data; raises Outage and Permanent.

        One statement `alone` has that view anyway, and saves PostgreSQL two messages.
        """
        options = _ALONE if alone else _SNAPSHOT | {"postgresql_readonly": True}
        options = {} if self.is_sqlite else options
        async with _honest_errors(self.health), aclosing(await self._connected()) as connection:
            await connection.execution_options(**options)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def begin_write(
        self, *, snapshot: bool = False, alone: bool = False, by_index: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        """One transaction; with `snapshot` it fails where another changed the same row since it began.

        With `by_index` PostgreSQL plans each statement once and by the indexes, whatever it counted last.

        It begins with its first statement: only from then on are other writers of SQLite kept out. One that
        stays `alone` (and has no list of values) is a transaction by itself, and saves two messages.
        Raises Conflict then, and Unavailable.
        """
        if self.is_sqlite:
            options: dict[str, Any] = {"immediate": True, "alone": alone}
        else:
            options = _SNAPSHOT if snapshot else _ALONE if alone else {}
        async with (
            _honest_errors(self.health, self.writability),
            self._writer,
            aclosing(await self._connected(self._claims if by_index else self.engine)) as connection,
        ):
            await connection.execution_options(**options)
            async with connection.begin():
                yield connection

    async def _connected(self, engine: AsyncEngine | None = None) -> AsyncConnection:
        try:
            return await (engine or self.engine).connect()
        except OSError as error:  # nobody listens there; elsewhere an OSError is not the database's
            if sort(error):
                raise
            raise self.health.away(type(error).__name__, wrote=False) from None

    def begin_forgetting(self) -> None:
        """Remember that the open write transaction erases, so that `forget_log` is made up for later."""
        self._forgetting.begin()

    @property
    def is_forgetting(self) -> bool:
        """Whether SQLite's write-ahead log may still hold what was erased."""
        return self._forgetting.is_unfinished

    async def forget_log(self) -> bool:
        """Empty SQLite's logs, where erased content stays readable; False while somebody reads."""
        if not self.is_sqlite:
            return True
        if self.buffered is not None and not await self.buffered.forget():
            if not self.is_forgetting:
                self._forgetting.begin()
            return False
        async with _honest_errors(self.health), self._writer, aclosing(await self._connected()) as connection:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection  # beside the transaction that a statement would begin
            return await self._forgetting.finish(driver)

    def seconds(self) -> ColumnElement[float]:
        """Return the time by the database's clock, for leases and pace; never the time that rules see."""
        if self._seconds is not None:
            return bindparam("seconds", callable_=self._seconds, type_=Double(), unique=True)
        if self.is_sqlite:
            return (func.julianday("now", type_=Double()) - 2440587.5) * 86400.0
        return cast(func.extract("epoch", func.statement_timestamp()), Double())

    @property
    def clock(self) -> str:
        """The same time in a statement that is text, which takes `clock_values`."""
        if self._seconds is not None:
            return ":seconds"
        if self.is_sqlite:
            return "((julianday('now') - 2440587.5) * 86400.0)"
        return "CAST(extract(epoch FROM statement_timestamp()) AS double precision)"

    def clock_values(self) -> dict[str, float]:
        """What `clock` needs: nothing, or the time that a test gives."""
        return {} if self._seconds is None else {"seconds": self._seconds()}

    async def close(self) -> None:
        """Close every connection."""
        if self.buffered is not None:
            await self.buffered.close()
        await self._claims.dispose()
        await self.engine.dispose()
        await self._files.end()


_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}
_ALONE: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}
_USUAL: dict[str, str] = {}
_BY_INDEX = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "jit": "off",
}
"""A queue that just filled was empty when the server last counted, and is not to be sorted for its oldest."""


def insert_new(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that leaves rows alone that are there already."""
    return inserting.insert_new(table, postgresql=connection.dialect.name == "postgresql")


async def rows_of(
    connection: AsyncConnection, statement: Executable, values: dict[str, Any] | None = None
) -> Sequence[Any]:
    """Return all rows of a statement, as mappings."""
    return (await connection.execute(statement, values)).mappings().all()


@asynccontextmanager
async def _honest_errors(health: Health, writability: Writability | None = None) -> AsyncIterator[None]:
    """Turn a database's errors into those of the ports, without the statement and its values.

    What keeps a write from the disk is remembered by `writability`, whether the database answers by `health`.
    """
    wrote = writability is not None
    try:
        yield
    except Exception as error:
        failure = sort(error)
        if failure is None:
            raise
        if failure.reason and writability is not None:
            writability.refused(failure.reason)
        raise health.told(failure, wrote=wrote) from None
    health.answered(wrote=wrote)


def _async_url(url: str) -> URL:
    parsed = make_url(url)
    return parsed.set(drivername=_DRIVERS[parsed.drivername.split("+")[0]])


def _postgresql_engine(
    url: URL, trusted_seconds: float, *, settings: Mapping[str, str] = _USUAL, size: int = 8
) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=size,
        pool_use_lifo=True,  # those used last have their statements prepared
        hide_parameters=True,
        connect_args={"timeout": _CONNECT_SECONDS, "server_settings": dict(settings)},
    )
    pool, dialect = engine.sync_engine.pool, engine.sync_engine.dialect

    @event.listens_for(pool, "checkin")
    def rests(_: object, record: Any) -> None:
        record.info["rests_since"] = time.monotonic()

    # A server that ends, or became a standby, is left by every connection: the next ones find the new one.
    @event.listens_for(engine.sync_engine, "handle_error")
    def leaves(context: Any) -> None:
        failure = sort(context.original_exception)
        if failure is not None and failure.drops:
            context.is_disconnect = True

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
        options = connection.get_execution_options()
        driver: Any = connection.connection.driver_connection
        begin_with = "BEGIN IMMEDIATE" if options.get("immediate") else "BEGIN"
        driver.begin_with = "" if options.get("alone") else begin_with

    return engine
