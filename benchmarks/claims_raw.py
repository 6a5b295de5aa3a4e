"""Claims rows and marks them done by the drivers alone: what benchmarks/claims.py compares with.

Two ways: the oldest rows whatever they are, and the oldest that are first in their lane, which is what the
service has to claim. The second is that one condition on the first statement and no more: it knows neither
leases that ran out, nor work for later, nor lanes that are long.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing

import asyncpg
from sqlalchemy.engine import make_url

BATCH = 50
Claimer = tuple[Callable[[int], Awaitable[list[str]]], Callable[[], Awaitable[None]]]
"""Claims so many rows and returns their keys; then marks all of these done."""

_COLUMNS = "id, lease, source, workspace, member, lane, payload, due, attempts"
_AHEAD = (
    "(SELECT a.seq FROM inbox AS a {index} WHERE a.state IN ('waiting', 'claimed') "
    "AND a.workspace = q.workspace AND a.lane = q.lane AND a.seq < q.seq LIMIT 1)"
)
_FIRST_SQLITE = f"AND {_AHEAD.format(index='INDEXED BY ix_inbox_live')} IS NULL"
_FIRST_POSTGRESQL = f"AND {_AHEAD.format(index='')} IS NULL"
SQLITE_CLAIM = f"""
UPDATE inbox SET state = 'claimed', lease = ?, lease_until = strftime('%s', 'now') + 60,
attempts = attempts + 1
WHERE seq IN (SELECT seq FROM inbox AS q INDEXED BY ix_inbox_waiting WHERE state = 'waiting' {{first}}
ORDER BY seq LIMIT ?)
RETURNING {_COLUMNS}
"""
SQLITE_DONE = """
UPDATE inbox SET state = 'done', lease_until = NULL, finished_at = strftime('%s', 'now')
WHERE id = ? AND lease = ? AND state = 'claimed'
"""
POSTGRESQL_CLAIM = f"""
UPDATE inbox SET state = 'claimed', lease = $1, lease_until = extract(epoch FROM now()) + 60,
attempts = attempts + 1
WHERE seq IN (SELECT seq FROM inbox AS q WHERE state = 'waiting' {{first}}
ORDER BY seq LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING {_COLUMNS}
"""
POSTGRESQL_DONE = """
UPDATE inbox SET state = 'done', lease_until = NULL, finished_at = extract(epoch FROM now())
WHERE id = ANY($1) AND lease = $2 AND state = 'claimed'
"""


def raw_claimer(url: str, *, in_order: bool) -> AbstractAsyncContextManager[Claimer]:
    """The driver alone, on either database; `in_order` claims only what is first in its lane."""
    if url.startswith("sqlite"):
        return _on_sqlite(url, SQLITE_CLAIM.format(first=_FIRST_SQLITE if in_order else ""))
    return _on_postgresql(url, POSTGRESQL_CLAIM.format(first=_FIRST_POSTGRESQL if in_order else ""))


@asynccontextmanager
async def _on_sqlite(url: str, statement: str) -> AsyncIterator[Claimer]:
    with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None, timeout=30)) as driver:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            driver.execute(f"PRAGMA {pragma}")
        lease, keys = secrets.token_hex(8), list[str]()

        async def claim(limit: int) -> list[str]:
            driver.execute("BEGIN IMMEDIATE")
            keys[:] = [row[0] for row in driver.execute(statement, (lease, limit))]
            driver.execute("COMMIT")
            return list(keys)

        async def finish() -> None:
            driver.execute("BEGIN IMMEDIATE")
            driver.executemany(SQLITE_DONE, [(key, lease) for key in keys])
            driver.execute("COMMIT")

        yield claim, finish


@asynccontextmanager
async def _on_postgresql(url: str, statement: str) -> AsyncIterator[Claimer]:
    driver = await asyncpg.connect(url)
    lease, keys = secrets.token_hex(8), list[str]()

    async def claim(limit: int) -> list[str]:
        keys[:] = [row[0] for row in await driver.fetch(statement, lease, limit)]
        return list(keys)

    async def finish() -> None:
        await driver.execute(POSTGRESQL_DONE, keys, lease)

    try:
        yield claim, finish
    finally:
        await driver.close()
