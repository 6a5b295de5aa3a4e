"""A SQLite file that is locked, read-only, damaged or none at all: at the start, and while work runs."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.config import REPOSITORY
from bot.core.commands import Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import Damaged, Outage
from bot.core.ports.work import Work
from bot.store.store import SqlStore, open_store
from bot.system_clock import SystemClock
from bot.worker.trying import RetryPolicy
from bot.worker.working import Worker
from tests.support.databases import database_maker
from tests.support.stores import contact, envelope

pytestmark = pytest.mark.slow

LIMITS = RetryPolicy(poll=0.05, lease=60.0)
RETURN_SECONDS = 5.0


def tactegic(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {n: v for n, v in os.environ.items() if not n.startswith(("SLACK_", "TACTEGIC_", "OPENAI_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=REPOSITORY,
        env=clean | {"TACTEGIC_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def said_in_a_sentence(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert len([line for line in done.stderr.splitlines() if "database.away" not in line]) == 1


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A data folder with a migrated database."""
    folder = tmp_path / "data"
    folder.mkdir()
    with database_maker("sqlite", tmp_path) as make:
        Path(make().removeprefix("sqlite:///")).rename(folder / "tactegic.db")
    folder.chmod(0o700)
    (folder / "tactegic.db").chmod(0o600)
    return folder


@pytest.mark.parametrize("command", ["migrate", "doctor"])
def test_a_file_that_is_no_database_is_said_in_a_sentence(made: Path, command: str) -> None:
    (made / "tactegic.db").write_text("These are my notes on Ana, and no database at all.\n" * 200)
    said_in_a_sentence(tactegic(made, command), "The database is damaged (SQLITE_NOTADB)")


def test_damaged_pages_are_said_in_a_sentence(made: Path) -> None:
    damage(made / "tactegic.db", start=100)
    said_in_a_sentence(tactegic(made, "doctor"), "The database is damaged (SQLITE_")


@pytest.fixture
def read_only(made: Path) -> Iterator[Path]:
    """The folder on a disk that takes no writes."""
    if os.geteuid() != 0:
        for path in (*made.iterdir(), made):
            path.chmod(path.stat().st_mode & 0o555)
        yield made
        made.chmod(0o755)
        return
    bound = subprocess.run(["mount", "--bind", made, made], check=False)
    if bound.returncode:
        pytest.skip("this root may not mount")
    subprocess.run(["mount", "-o", "remount,ro,bind", made], check=True)
    yield made
    subprocess.run(["umount", "-l", made], check=True)


def test_a_folder_that_may_not_be_written_is_said_in_a_sentence(read_only: Path) -> None:
    done = tactegic(read_only, "migrate")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()[-1]) > 20


def damage(file: Path, *, start: int) -> None:
    """Overwrite what lies behind a place of the file, as a failing disk would."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(start)
        opened.write(b"\xa5" * (size - start))


@asynccontextmanager
async def working(url: str) -> AsyncIterator[tuple[SqlStore, list[int]]]:
    store, tries = await open_store(url, SystemClock(), migrated=True), list[int]()

    async def interpret(_: object) -> Any:
        return Said("x"), Origin(surface=Surface.DIRECT, conversation="D1")

    async def scope_of(workspace: WorkspaceId, member: MemberId) -> Scope:
        return Scope(workspace, member)

    async def do(work: Work[Any]) -> None:
        tries.append(work.attempt)
        async with store.write(work) as uow:
            await uow.of(Contact).put(contact(work.scope, id=work.new_id()))

    worker = Worker(
        store.inbox,
        interpret=interpret,
        do=do,
        scope_of=scope_of,
        clock=SystemClock(),
        random=Random(1),
        limits=LIMITS,
    )
    task = asyncio.create_task(worker.run())
    try:
        yield store, tries
        assert not task.done(), "the loop ended by itself"
    finally:
        worker.stop()
        await task
        await store.close()


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 40.0) -> float:
    started = asyncio.get_running_loop().time()
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)
    return asyncio.get_running_loop().time() - started


@pytest.mark.slow
async def test_a_file_that_another_program_has_locked_is_waited_for(made: Path) -> None:
    async with working(f"sqlite:///{made / 'tactegic.db'}") as (store, tries):
        await store.inbox.accept(envelope("a"))

        async def all_done() -> bool:
            counts = await store.counts()
            return counts == {"inbox done": 2}

        other = sqlite3.connect(made / "tactegic.db", isolation_level=None, timeout=60)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Outage, match="does not answer"):
            await store.inbox.accept(envelope("refused"))
        other.execute("ROLLBACK")
        other.close()
        await store.inbox.accept(envelope("b"))
        assert await until(all_done) < RETURN_SECONDS
        assert set(tries) == {1}


async def test_damage_while_it_runs_is_said_once_and_ends_nothing(made: Path) -> None:
    async with working(f"sqlite:///{made / 'tactegic.db'}") as (store, _):
        with capture_logs() as logs:
            damage(made / "tactegic.db", start=4096)

            async def noticed() -> bool:
                try:
                    await store.counts()
                except Damaged:
                    return True
                return False

            await until(noticed)
            with pytest.raises(Damaged, match="restore a backup"):
                await store.counts()
            assert store.health.problem.startswith("SQLITE_CORRUPT")
        assert len([line for line in logs if line["event"] == "database.away"]) == 1
