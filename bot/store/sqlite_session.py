"""One transaction on SQLite: statements go to the driver as they were prepared."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Executable

from bot.store.prepared import DIALECT, Call, PreparedStatement, PreparedStatements, Returned, Rows, Scalars
from bot.store.sqlite_driver import WRITING, SqliteConnection, TooLong

_STATEMENTS = PreparedStatements()
"""Of all databases: they have the same tables."""


class SqliteSession:
    """A transaction that executes statements, as SQLAlchemy's connection does, at a fraction of the cost."""

    dialect: Dialect = DIALECT

    def __init__(self, driver: SqliteConnection) -> None:
        self.driver = driver

    async def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> Rows:
        """Execute a statement with these values, or with each of several sets of them."""
        several: Sequence[Mapping[str, Any]] = [values or {}] if _is_one(values) else values  # type: ignore[assignment, list-item]
        prepared, own = _STATEMENTS.prepare(statement, several[0], several=len(several) > 1)
        call = prepared.call(several, own)
        begin_with, self.driver.begin_with = self.driver.begin_with, ""
        if self._may_at_once(prepared, call, begin_with):
            try:
                here: Returned = self.driver.at_once(lambda driver: _run(driver, begin_with, call))
            except TooLong:
                prepared.was_long = True
                begin_with = ""
            else:
                await self.driver.let_others()
                return prepared.rows(here)
        returned: Returned = await self.driver.visit(lambda driver: _run(driver, begin_with, call))
        return prepared.rows(returned)

    def _may_at_once(self, prepared: PreparedStatement, call: Call, begin_with: str) -> bool:
        """Whether a statement may be executed without going to the driver's thread: nothing else is going on
        there, it need not wait for another writer, and it is short."""
        driver = self.driver
        if not driver.is_at_hand or begin_with == WRITING:
            return False
        return prepared.is_short(call, in_write=not driver.reads_only and driver.in_transaction)

    async def scalars(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> Scalars:
        """Execute a statement, and return the first column of each row."""
        return (await self.execute(statement, values)).scalars()

    async def scalar(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Any:
        """Execute a statement, and return the first column of the first row; None where there is none."""
        return (await self.execute(statement, values)).scalar()


def _is_one(values: Any) -> bool:
    return values is None or isinstance(values, Mapping)


def _run(driver: sqlite3.Connection, begin_with: str, call: Call) -> Returned:
    """Execute a call in the driver's thread, and fetch all that it returns."""
    if begin_with:
        driver.execute(begin_with).close()
    cursor = driver.cursor()
    try:
        if len(call.values) == 1:
            cursor.execute(call.sql, call.values[0])
            rows = cursor.fetchall() if cursor.description else []
            return Returned(cursor.description, rows, cursor.rowcount)
        return _run_several(cursor, call)
    finally:
        cursor.close()


def _run_several(cursor: sqlite3.Cursor, call: Call) -> Returned:
    rows: list[tuple[Any, ...]] = []
    changed = 0
    for values in call.values:
        cursor.execute(call.sql, values)
        if cursor.description:
            rows += cursor.fetchall()
        changed += max(cursor.rowcount, 0)
    return Returned(cursor.description, rows, changed)
