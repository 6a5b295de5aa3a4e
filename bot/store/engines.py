"""How either database is connected: PostgreSQL by engines of SQLAlchemy, SQLite by connections of our own."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.failures import sort
from bot.store.prepared import DIALECT
from bot.store.sqlite_driver import SqliteConnections
from bot.store.sqlite_pool import PRAGMAS, SqlitePool

_BUSY_SECONDS = 10
_CACHED_STATEMENTS = 400
"""How many statements a connection of SQLite keeps prepared."""
_CONNECT_SECONDS = 5.0
"""How long PostgreSQL may take to accept a connection: a machine that is gone does not answer at all."""
_USUAL: dict[str, str] = {}
BY_INDEX = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "jit": "off",
}
"""A queue that just filled was empty when the server last counted, and is not to be sorted for its oldest."""


def postgresql_engine(
    url: URL, trusted_seconds: float, *, settings: Mapping[str, str] = _USUAL, size: int = 8
) -> AsyncEngine:
    """An engine of PostgreSQL with these settings; a connection that rested for long is asked if it lives."""
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


def sqlite_pool(url: URL, files: SqliteConnections) -> SqlitePool:
    """The connections of a file of SQLite."""
    arguments, options = DIALECT.create_connect_args(url)
    return SqlitePool(
        files, *arguments, **options, timeout=_BUSY_SECONDS, cached_statements=_CACHED_STATEMENTS
    )


def sqlite_engine(url: URL, files: SqliteConnections) -> AsyncEngine:
    """The engine of a migration: its transaction begins with the first statement, and keeps others out."""
    arguments = {"timeout": _BUSY_SECONDS, "async_creator_fn": files.connect}
    engine = create_async_engine(url, connect_args=arguments, hide_parameters=True, poolclass=NullPool)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver would begin transactions too late
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin_with = "BEGIN IMMEDIATE"

    return engine
