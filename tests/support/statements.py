"""Listens to what SQLite is asked: statements and transactions, of all databases of this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.store import sqlite_session
from bot.store.sqlite_driver import SqliteConnection
from bot.store.sqlite_pool import SqlitePool


@dataclass
class Asked:
    """What SQLite was asked."""

    statements: list[str] = field(default_factory=list)
    transactions: int = 0
    visits: int = 0
    """How often SQLite's thread was asked for something."""

    def __repr__(self) -> str:
        lines = "\n".join(each[:160] for each in self.statements)
        return f"{len(self.statements)} {self.transactions} {self.visits}\n{lines}"


@contextmanager
def listening() -> Iterator[Asked]:
    """Listen for the block."""
    asked, run, begin = Asked(), sqlite_session._run, SqlitePool.begin
    visit = SqliteConnection._execute

    def runs(driver: Any, begin_with: str, call: Any) -> Any:
        asked.statements.append(" ".join(call.sql.split()))
        return run(driver, begin_with, call)

    def begins(pool: SqlitePool, begin_with: str) -> Any:
        asked.transactions += 1
        return begin(pool, begin_with)

    async def visits(connection: SqliteConnection, *arguments: Any) -> Any:
        asked.visits += 1
        return await visit(connection, *arguments)  # type: ignore[no-untyped-call]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_session, "_run", runs)
        patch.setattr(SqlitePool, "begin", begins)
        patch.setattr(SqliteConnection, "_execute", visits)
        yield asked
