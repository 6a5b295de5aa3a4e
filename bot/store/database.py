"""Opens transactions on SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Double, Executable, Table, bindparam, cast, func
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import inserting
from bot.store.buffer import buffer_path
from bot.store.connection import DatabaseConnection
from bot.store.engines import BY_INDEX, postgresql_engine, sqlite_engine, sqlite_pool
from bot.store.failures import sort
from bot.store.forgetting import Forgetting
from bot.store.health import Health
from bot.store.moving import BufferedRows
from bot.store.sqlite_driver import READING, WRITING, SqliteConnections
from bot.store.writability import Writability

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


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
        self._sqlite = sqlite_pool(self.url, self._files) if self.is_sqlite else None
        self._engine: AsyncEngine | None = None
        self._claims: AsyncEngine | None = None
        if not self.is_sqlite:
            self._engine = postgresql_engine(self.url, trusted_seconds)
            self._claims = postgresql_engine(self.url, trusted_seconds, settings=BY_INDEX, size=2)
        self._seconds = seconds
        # SQLite has one writer at a time: queueing here is fairer than its own polling for the lock.
        self._writer = asyncio.Lock() if self.is_sqlite else nullcontext()

    @property
    def engine(self) -> AsyncEngine:
        """The engine of PostgreSQL; raises LookupError on SQLite, which has none."""
        if self._engine is None:
            raise LookupError("SQLite is asked without an engine")
        return self._engine

    @asynccontextmanager
    async def begin_read(self, *, alone: bool = False) -> AsyncIterator[DatabaseConnection]:
        """Open a read transaction with one consistent view of the data; raises Outage and Permanent.

        One statement `alone` has that view anyway, and saves two messages.
        """
        async with _honest_errors(self.health):
            if self._sqlite is not None:
                async with self._sqlite.begin("" if alone else READING) as session:
                    yield session
                return
            options = _ALONE if alone else _SNAPSHOT | {"postgresql_readonly": True}
            async with self._transaction(options) as connection:
                yield connection

    @asynccontextmanager
    async def begin_write(
        self, *, snapshot: bool = False, alone: bool = False, by_index: bool = False
    ) -> AsyncIterator[DatabaseConnection]:
        """One transaction; with `snapshot` it fails where another changed the same row since it began.

        With `by_index` PostgreSQL plans each statement once and by the indexes, whatever it counted last.

        It begins with its first statement: only from then on are other writers of SQLite kept out. One that
        stays `alone` (and has no list of values) is a transaction by itself, and saves two messages.
        Raises Conflict then, and Unavailable.
        """
        async with _honest_errors(self.health, self.writability):
            if self._sqlite is not None:
                async with self._writer, self._sqlite.begin("" if alone else WRITING) as session:
                    yield session
                return
            options = _SNAPSHOT if snapshot else _ALONE if alone else {}
            async with self._transaction(options, self._claims if by_index else None) as connection:
                yield connection

    @asynccontextmanager
    async def begin_migration(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that nobody else writes beside, by SQLAlchemy's own connection; raises Unavailable.

        On SQLite it begins with its first statement.
        """
        if not self.is_sqlite:
            async with _honest_errors(self.health, self.writability), self._transaction({}) as connection:
                yield connection
            return
        engine = sqlite_engine(self.url, self._files)
        try:
            async with (
                _honest_errors(self.health, self.writability),
                self._writer,
                engine.begin() as connection,
            ):
                yield connection
        finally:
            await engine.dispose()

    @asynccontextmanager
    async def _transaction(
        self, options: dict[str, Any], engine: AsyncEngine | None = None
    ) -> AsyncIterator[AsyncConnection]:
        """A transaction of PostgreSQL, by its usual engine where none is given."""
        async with aclosing(await self._connected(engine)) as connection:
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
        if self._sqlite is None:
            return True
        if self.buffered is not None and not await self.buffered.forget():
            if not self.is_forgetting:
                self._forgetting.begin()
            return False
        async with _honest_errors(self.health), self._writer, self._sqlite.alone() as driver:
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
        for engine in (self._engine, self._claims):
            if engine is not None:
                await engine.dispose()
        if self._sqlite is not None:
            self._sqlite.close()
        await self._files.end()


_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}
_ALONE: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}


def insert_new(connection: DatabaseConnection, table: Table) -> Any:
    """Return an INSERT that leaves rows alone that are there already."""
    return inserting.insert_new(table, postgresql=connection.dialect.name == "postgresql")


async def rows_of(
    connection: DatabaseConnection, statement: Executable, values: dict[str, Any] | None = None
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
