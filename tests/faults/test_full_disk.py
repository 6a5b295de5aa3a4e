"""A full disk: the page says that nothing can be taken in, and goes on by itself once there is room."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Outage, Unavailable
from bot.core.ports.queues import Envelope
from bot.store.buffer import IntakeBuffer
from bot.store.store import SqlStore, open_store
from bot.system_clock import SystemClock


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def note(number: int) -> Envelope:
    return Envelope(
        key=f"event:{number}",
        source="slack",
        workspace=WorkspaceId("T1"),
        member=MemberId("U1"),
        payload={"text": "x" * 20_000},
        ordering_key="T1:U1",
    )


def fill(folder: Path, leave: int) -> Path:
    """Take all the room but `leave` bytes; written without a buffer, which would try again at closing."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    with ballast.open("r+b", buffering=0) as file:
        file.truncate(ballast.stat().st_size - leave)
    return ballast


async def until_refused(store: SqlStore) -> int:
    number = 0
    with suppress(Unavailable):
        for number in itertools.count():
            await store.inbox.accept(note(number))
    return number


async def test_a_full_disk_is_named_and_gone_on_from(small_disk: Path) -> None:
    store = await open_store(f"sqlite:///{small_disk / 'tactegic.db'}", SystemClock())
    try:
        await store.check_writing(at_once=True)
        ballast = fill(small_disk, leave=300_000)
        taken = await until_refused(store)
        assert store.write_problem == "no_space"
        with pytest.raises(Unavailable, match="no space is left"):
            await store.check_writing()
        await store.check()
        ballast.unlink()
        await store.check_writing(at_once=True)
        assert store.write_problem == ""
        assert await store.inbox.accept(note(taken))
        assert not await store.inbox.accept(note(taken))
    finally:
        await store.close()


async def test_the_intakes_own_file_on_a_full_disk_is_named_and_gone_on_from(small_disk: Path) -> None:
    buffer = IntakeBuffer(small_disk / "tactegic.db.intake")
    try:
        assert await buffer.accept(note(0))
        ballast = fill(small_disk, leave=100_000)
        taken = 0
        with suppress(Outage):
            for taken in itertools.count(1):
                await buffer.accept(note(taken))
        assert buffer.write_problem == "no_space"
        with pytest.raises(Outage, match="no space is left"):
            await buffer.check_writing()
        await buffer.check()
        ballast.unlink()
        await buffer.check_writing()
        assert buffer.write_problem == ""
        assert await buffer.accept(note(taken))
        assert not await buffer.accept(note(taken))
    finally:
        await buffer.close()


async def test_a_start_on_a_full_disk_says_so(small_disk: Path) -> None:
    fill(small_disk, leave=0)
    with pytest.raises(Unavailable, match="The database cannot be written"):
        await open_store(f"sqlite:///{small_disk / 'tactegic.db'}", SystemClock())
