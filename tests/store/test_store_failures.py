"""Every database error has its place in the one table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from asyncpg import exceptions
from sqlalchemy import exc

from bot.store.failures import Failure, Kind, sort

PLACES = {
    "08000": Kind.TRANSIENT,
    "08003": Kind.TRANSIENT,
    "08006": Kind.TRANSIENT,
    "08P01": Kind.TRANSIENT,
    "22001": Kind.PERMANENT,
    "22003": Kind.PERMANENT,
    "22P05": Kind.PERMANENT,
    "23502": Kind.PERMANENT,
    "23503": Kind.PERMANENT,
    "23505": Kind.CONFLICT,
    "23514": Kind.PERMANENT,
    "25006": Kind.TRANSIENT,
    "25P02": Kind.PERMANENT,
    "25P03": Kind.TRANSIENT,
    "28P01": Kind.TRANSIENT,
    "3D000": Kind.TRANSIENT,
    "40001": Kind.CONFLICT,
    "40002": Kind.PERMANENT,
    "40P01": Kind.CONFLICT,
    "42601": Kind.PERMANENT,
    "42703": Kind.PERMANENT,
    "42P01": Kind.PERMANENT,
    "53100": Kind.TRANSIENT,
    "53200": Kind.TRANSIENT,
    "53300": Kind.TRANSIENT,
    "55P03": Kind.CONFLICT,
    "57014": Kind.TRANSIENT,
    "57P01": Kind.TRANSIENT,
    "57P02": Kind.TRANSIENT,
    "57P03": Kind.TRANSIENT,
    "58030": Kind.TRANSIENT,
    "XX000": Kind.PERMANENT,
    "XX001": Kind.DAMAGED,
    "XX002": Kind.DAMAGED,
}


def raised_by_server(state: str) -> Exception:
    made: Exception = exceptions.PostgresError.new({"C": state, "M": "Ana's secret"})
    return made


@pytest.mark.parametrize(("state", "kind"), PLACES.items())
def test_postgresqls_codes_bare_and_as_sqlalchemy_wraps_them(state: str, kind: Kind) -> None:
    bare = raised_by_server(state)
    for error in (bare, exc.DBAPIError("SELECT 'Ana'", {}, bare)):
        failure = sort(error)
        assert failure is not None
        assert (failure.kind, failure.code) == (kind, state)


def test_every_code_that_asyncpg_knows_has_a_place_and_those_that_end_connections_drop_them() -> None:
    known = [cls.sqlstate for cls in vars(exceptions).values() if getattr(cls, "sqlstate", None)]
    assert len(known) > 200
    dropping = set()
    for state in known:
        failure = sort(raised_by_server(state))
        assert failure is not None
        if failure.drops:
            dropping.add(state)
            assert failure.kind is Kind.TRANSIENT
    assert {"57P01", "57P02", "57P03", "25006", "08006"} <= dropping
    assert not {state for state in dropping if state[:2] in ("22", "23", "40", "42", "53")}


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.InternalClientError("got result for unknown protocol state 3"),
        exceptions.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        ConnectionResetError(),
        exc.TimeoutError("QueuePool limit"),
        exc.PendingRollbackError("Can't reconnect until invalid transaction is rolled back."),
        exc.DBAPIError("SELECT 1", {}, Exception("odd"), connection_invalidated=True),
    ],
)
def test_what_no_server_said_is_a_lost_connection(error: Exception) -> None:
    failure = sort(error)
    assert failure is not None
    assert failure.kind is Kind.TRANSIENT


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), OSError("a file"), TimeoutError()])
def test_what_is_not_the_databases_has_no_place(error: Exception) -> None:
    assert sort(error) is None


def test_a_prepared_statement_that_tables_outgrew_is_made_anew() -> None:
    stale = exceptions.InvalidCachedStatementError("cached plan must not change result type")
    failure = sort(stale)
    assert failure is not None
    assert failure.kind is Kind.CONFLICT


def _error(act: Callable[[], object]) -> sqlite3.Error:
    with pytest.raises(sqlite3.Error) as raised:
        act()
    return raised.value


def _kind(error: sqlite3.Error) -> Failure:
    failure = sort(error)
    assert failure is not None
    assert sort(exc.DBAPIError("SELECT 'Ana'", {}, error)) == failure
    return failure


def test_sqlites_own_errors(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    one, other = (sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2))
    one.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE t (a INTEGER PRIMARY KEY, b UNIQUE CHECK (b > 0));"
    )
    one.execute("INSERT INTO t VALUES (1, 1)")
    permanent, conflict = Kind.PERMANENT, Kind.CONFLICT
    assert _kind(_error(lambda: one.execute("SELECT nothing FROM t"))).kind is permanent
    assert _kind(_error(lambda: one.execute("INSERT INTO t VALUES (2, -1)"))).kind is permanent
    assert _kind(_error(lambda: one.execute("INSERT INTO t VALUES (2, 1)"))).kind is conflict
    assert _kind(_error(lambda: one.execute("INSERT INTO t VALUES (1, 2)"))).kind is conflict

    one.execute("BEGIN IMMEDIATE")
    assert _kind(_error(lambda: other.execute("BEGIN IMMEDIATE"))).kind is Kind.TRANSIENT
    one.execute("ROLLBACK")
    other.execute("BEGIN")
    other.execute("SELECT * FROM t").fetchall()
    one.execute("INSERT INTO t VALUES (3, 3)")
    snapshot = _kind(_error(lambda: other.execute("INSERT INTO t VALUES (4, 4)")))
    assert (snapshot.kind, snapshot.code) == (conflict, "SQLITE_BUSY_SNAPSHOT")
    other.execute("ROLLBACK")

    other.execute("PRAGMA query_only=ON")
    readonly = _kind(_error(lambda: other.execute("INSERT INTO t VALUES (5, 5)")))
    assert (readonly.kind, readonly.reason) == (Kind.TRANSIENT, "not_writable")
    one.execute(f"PRAGMA max_page_count={one.execute('PRAGMA page_count').fetchone()[0]}")
    full = _kind(_error(lambda: one.execute("CREATE TABLE more AS SELECT zeroblob(9999) AS z")))
    assert (full.kind, full.reason) == (Kind.TRANSIENT, "no_space")
    for each in (one, other):
        each.close()


def test_sqlite_files_that_are_none_or_are_damaged(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is no database, but long enough to be read as one\n" * 40)
    text = sqlite3.connect(tmp_path / "text.db")
    assert _kind(_error(lambda: text.execute("SELECT * FROM sqlite_master"))).kind is Kind.DAMAGED
    text.close()
    missing = _error(lambda: sqlite3.connect(tmp_path / "no" / "such.db"))
    assert _kind(missing).reason == "not_writable"
