"""Databases for tests: a fresh, migrated one each time, on SQLite and on PostgreSQL.

PostgreSQL comes from TACTEGIC_TEST_POSTGRES_URL, else from the system's programs, else from the package
`pgserver`, which has no build for Python 3.13 and newer. The first lines of a test run say which one it is.
With TACTEGIC_TEST_POSTGRES_DURABLE=1, one that is started here commits as a real one does, for benchmarks.
Where none works, tests that need it are skipped with the reason, or fail when TACTEGIC_REQUIRE_POSTGRES=1.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.store.database import Database
from bot.store.migrating import migrate
from bot.store.tables import metadata
from tests.support.postgres_programs import NoPostgres, programs

_TEMPLATE = "tactegic_template"
_QUICK = "fsync=off", "synchronous_commit=off", "full_page_writes=off"


NewDatabase = Callable[[], str]
"""Makes an empty, migrated database and gives its URL."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDatabase]:
    """A maker of databases, once for each kind; all are gone after the test."""
    with database_maker(request.param, tmp_path) as make:
        yield make


@pytest.fixture
def database_url(new_database: NewDatabase) -> str:
    """The URL of an empty, migrated database, once for each kind."""
    return new_database()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table, once for each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    server, name = postgres_or_skip(), f"bare_{uuid.uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name}")
    yield _with_name(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def database_maker(kind: str, folder: Path) -> Iterator[NewDatabase]:
    """A maker of databases of one kind, "sqlite" or "postgres"."""
    if kind == "sqlite":
        yield lambda: _new_sqlite(folder)
        return
    server = postgres_or_skip()
    lent: list[str] = []

    def make() -> str:
        if not _idle:
            _idle.append(f"t_{uuid.uuid4().hex}")
            _administer(server, f'CREATE DATABASE "{_idle[-1]}" TEMPLATE {_TEMPLATE} STRATEGY wal_log')
        lent.append(_idle.pop())
        return _with_name(server, lent[-1])

    yield make
    for name in lent:
        _administer(_with_name(server, name), _emptying())
        _idle.append(name)


_idle: list[str] = []
"""Databases that were emptied after use: that takes a hundredth of the time of a new one."""


def _emptying() -> str:
    tables = [*(table.name for table in metadata.sorted_tables), "note_words"]
    return "SET lock_timeout = '5s'; " + "; ".join(f"DELETE FROM {each}" for each in tables)


def postgres_or_skip() -> str:
    """URL of the session's server with a migrated template; skips, or fails when it is required."""
    try:
        return postgres_server()
    except NoPostgres as error:
        if os.environ.get("TACTEGIC_REQUIRE_POSTGRES") == "1":
            pytest.fail(f"PostgreSQL is required here: {error}")
        pytest.skip(f"no PostgreSQL: {error}")


@cache
def postgres_server() -> str:
    """URL of one server for the whole session; raises NoPostgres."""
    given = os.environ.get("TACTEGIC_TEST_POSTGRES_URL")
    url = given or _start_server()
    try:
        _administer(url, f"DROP DATABASE IF EXISTS {_TEMPLATE} WITH (FORCE)")
        _administer(url, f"CREATE DATABASE {_TEMPLATE}")
    except (OSError, asyncpg.PostgresError) as error:
        raise NoPostgres(f"{type(error).__name__}: {error}") from error
    _migrate(_with_name(url, _TEMPLATE))
    return url


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tactegic-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _migrate(f"sqlite:///{folder / 'template.db'}")
    return folder / "template.db"


def _new_sqlite(folder: Path) -> str:
    path = folder / f"{uuid.uuid4().hex}.db"
    shutil.copy(_sqlite_template(), path)
    return f"sqlite:///{path}"


def _migrate(url: str) -> None:
    async def run() -> None:
        database = Database(url)
        await migrate(database)
        await database.close()

    _in_own_loop(run)


def _administer(url: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    _in_own_loop(run)


def _in_own_loop(run: Callable[[], object]) -> None:
    """Run a coroutine to its end, also where the calling thread is inside a running loop."""
    failed: list[BaseException] = []

    def body() -> None:
        try:
            asyncio.run(run())  # type: ignore[arg-type]
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def _with_name(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _start_server() -> str:
    """Start a throw-away server that listens on a socket in its own folder only."""
    folder = Path(tempfile.mkdtemp(prefix="tactegic-pg-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    as_user = unprivileged(folder)
    data, log = folder / "data", folder / "log"
    _run([*as_user, programs() / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"])
    durable = os.environ.get("TACTEGIC_TEST_POSTGRES_DURABLE") == "1"
    quick = () if durable else _QUICK
    options = " ".join(f"-c {each}" for each in (*quick, "listen_addresses=", "max_connections=200"))
    control = [*as_user, programs() / "pg_ctl", "-D", data]
    _run([*control, "-l", log, "-w", "-o", f"{options} -k {folder}", "start"])
    atexit.register(_run, [*control, "-m", "immediate", "stop"])
    return f"postgresql://postgres@/postgres?host={folder}"


def unprivileged(folder: Path) -> list[str | Path]:
    """PostgreSQL refuses to run as root: then it runs as the first harmless user there is."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(folder, user.pw_uid, user.pw_gid)
            setpriv = shutil.which("setpriv")
            if setpriv is None:
                raise NoPostgres("running as root needs setpriv (package util-linux)")
            return [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    raise NoPostgres("running as root, and there is neither a user postgres nor nobody")


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode != 0:
        raise NoPostgres(f"{Path(command[-1]).name}: {(done.stderr or done.stdout).strip()[-300:]}")
