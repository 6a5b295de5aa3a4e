"""What the intake's process takes in: durable at once, moved in order and once, leaving no trace."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.contacts import Contact
from bot.core.ports.errors import Unavailable
from bot.core.ports.queues import Claimed, Envelope
from bot.store.buffer import IntakeBuffer, buffer_path
from bot.store.moving import BufferedRows, Mover
from bot.store.sqlite_failures import NO_SPACE
from bot.store.store import SqlStore, open_store
from tests.support.stores import ANA, BEN, HandClock, contact, envelope, work

WORDS = "heliotropes"


def database(folder: Path) -> Path:
    return folder / "tactegic.db"


def buffer_of(folder: Path) -> Path:
    path = buffer_path(str(database(folder)))
    assert path is not None
    return path


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(f"sqlite:///{database(tmp_path)}", HandClock())
    yield opened
    await opened.close()


@pytest.fixture
async def intake(tmp_path: Path) -> AsyncIterator[IntakeBuffer]:
    opened = IntakeBuffer(buffer_of(tmp_path))
    yield opened
    await opened.close()


def said(key: str, **fields: object) -> Envelope:
    return envelope(key, **({"ordering_key": "T1:U1", "payload": {"text": f"{WORDS} {key}"}} | fields))


def mover(store: SqlStore) -> Mover:
    assert store.mover is not None
    return store.mover


def rows(folder: Path) -> list[str]:
    with closing(sqlite3.connect(buffer_of(folder))) as reader:
        return [key for (key,) in reader.execute("SELECT key FROM waiting ORDER BY seq")]


def holding(folder: Path) -> list[str]:
    """The buffer's files that hold the words."""
    found = folder.glob(f"{buffer_of(folder).name}*")
    return sorted(path.name for path in found if WORDS.encode() in path.read_bytes())


def damage(folder: Path) -> None:
    buffer_of(folder).write_bytes(b"no database" * 1000)
    for end in ("-wal", "-shm"):
        buffer_of(folder).with_name(buffer_of(folder).name + end).unlink()


def set_aside(folder: Path) -> int:
    return len(list(folder.glob("*.damaged-*")))


async def claim_all(store: SqlStore) -> list[Claimed]:
    """Work that is claimed one after the other, each finished before the next."""
    done: list[Claimed] = []
    while claimed := await store.inbox.claim(limit=100, lease_seconds=30):
        for each in claimed:
            await store.inbox.finish(each)
        done += claimed
    return done


async def test_what_is_taken_in_is_durable_before_it_is_answered(
    intake: IntakeBuffer, tmp_path: Path
) -> None:
    assert await intake.accept(said("k1"))

    assert rows(tmp_path) == ["k1"]  # another connection sees it


async def test_what_came_reaches_the_inbox_whole_and_in_order(store: SqlStore, intake: IntakeBuffer) -> None:
    sent = [said(f"k{number}") for number in range(450)]
    await asyncio.gather(*map(intake.accept, sent))

    moved = [await mover(store).move() for _ in range(4)]

    assert moved == [200, 200, 50, 0]
    assert [each.envelope for each in await claim_all(store)] == sent


async def test_a_key_is_taken_in_once_wherever_it_is(store: SqlStore, intake: IntakeBuffer) -> None:
    first = await asyncio.gather(
        intake.accept(said("k1")), intake.accept(said("k1", payload={"text": "other"}))
    )
    await mover(store).move()
    again = await intake.accept(said("k1"))  # Slack sends it once more after it was moved
    await mover(store).move()

    assert (first, again) == ([True, False], True)
    [claimed] = await claim_all(store)
    assert claimed.envelope == said("k1")


async def test_a_crash_between_commit_and_removal_does_nothing_twice(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    await intake.accept(said("k1"))
    await store.inbox.accept(said("k1"))  # the commit went through, the removal did not
    assert rows(tmp_path) == ["k1"]

    await mover(store).move()

    assert rows(tmp_path) == []
    assert len(await claim_all(store)) == 1


class TakesNothing:
    """An inbox whose database does not answer, or cannot keep one of the envelopes."""

    def __init__(self, store: SqlStore, refused: set[str], error: Exception) -> None:
        self._store, self._refused, self._error = store, refused, error

    async def accept(self, envelope: Envelope) -> bool:
        if envelope.key in self._refused:
            raise self._error
        return await self._store.inbox.accept(envelope)


async def test_what_the_inbox_cannot_take_now_stays_for_later(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    for key in ("k1", "k2", "k3"):
        await intake.accept(said(key))
    buffered = BufferedRows(buffer_of(tmp_path))
    with pytest.raises(Unavailable):
        await Mover(buffered, TakesNothing(store, {"k2"}, Unavailable("database"))).move()
    assert rows(tmp_path) == ["k1", "k2", "k3"]

    await Mover(buffered, store.inbox).move()

    assert [each.envelope.key for each in await claim_all(store)] == ["k1", "k3", "k2"]
    await buffered.close()


async def test_one_that_cannot_be_kept_holds_up_nobody_and_is_tried_again_at_the_next_start(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    for key in ("k1", "k2", "k3"):
        await intake.accept(said(key))
    buffered = BufferedRows(buffer_of(tmp_path))
    odd = Mover(buffered, TakesNothing(store, {"k2"}, ValueError("odd")))
    assert [await odd.move(), await odd.move()] == [3, 0]
    assert await buffered.count() == {"intake aside": 1}

    await Mover(buffered, store.inbox).move()

    assert {each.envelope.key for each in await claim_all(store)} == {"k1", "k2", "k3"}
    await buffered.close()


async def test_a_probe_that_a_killed_intake_left_holds_up_nothing(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    await intake.accept(said("k1"))
    intake.writability.refused(NO_SPACE)
    with closing(sqlite3.connect(buffer_of(tmp_path))) as other:
        other.execute("CREATE TRIGGER stays BEFORE DELETE ON waiting BEGIN SELECT RAISE(IGNORE); END")
        await intake.check_writing()  # its own removal does nothing, as if it was killed before that
        other.execute("DROP TRIGGER stays")
    assert len(rows(tmp_path)) == 2

    assert await mover(store).move() == 1

    assert [each.envelope.key for each in await claim_all(store)] == ["k1"]
    assert rows(tmp_path) == []


async def test_what_waits_is_counted(store: SqlStore, intake: IntakeBuffer) -> None:
    assert "intake waiting" not in await store.counts()
    await intake.accept(said("k1"))

    assert (await store.counts())["intake waiting"] == 1


async def test_a_moved_message_is_overwritten_in_the_file_once_it_is_quiet(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    await intake.accept(said("k1"))
    with closing(sqlite3.connect(buffer_of(tmp_path))) as other:
        other.execute("PRAGMA wal_checkpoint(PASSIVE)")
    assert buffer_of(tmp_path).name in holding(tmp_path)
    moving = mover(store)
    running = asyncio.create_task(moving.run())

    async with asyncio.timeout(10):
        while buffer_of(tmp_path).name in holding(tmp_path):
            moving.wake()
            await asyncio.sleep(0.05)

    moving.stop()
    await running
    assert rows(tmp_path) == []


async def test_what_is_pruned_is_pruned_from_the_buffers_log(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    await intake.accept(said("k1"))
    await mover(store).move()
    assert len(await claim_all(store)) == 1
    assert holding(tmp_path)

    assert await store.prune(content_hours=-1.0)

    assert holding(tmp_path) == []


async def test_an_erasure_reaches_the_buffer_at_once(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    async with store.write(work(key="w1")) as uow:
        await uow.of(Contact).put(contact(name=WORDS))
    await intake.accept(said("k1"))
    await mover(store).move()
    assert holding(tmp_path)  # in the log, though the row is out

    async with store.write(work(key="w2")) as uow:
        await uow.of(Contact).remove("c1")
        uow.erase((WORDS,))

    assert holding(tmp_path) == []
    assert not store.is_erasing


async def test_an_erasure_that_the_buffer_holds_up_is_finished_later(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    async with store.write(work(key="w1")) as uow:
        await uow.of(Contact).put(contact(name=WORDS))
    await intake.accept(said("k1"))
    with closing(sqlite3.connect(buffer_of(tmp_path), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM waiting").fetchone() == (1,)
        await mover(store).move()
        async with store.write(work(key="w2")) as uow:
            await uow.of(Contact).remove("c1")
            uow.erase((WORDS,))
        assert store.is_erasing
        reader.execute("COMMIT")

    assert await store.finish_erasing()
    assert holding(tmp_path) == []


async def test_who_is_erased_is_erased_from_the_buffer_and_nobody_else(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    await intake.accept(said("k1"))
    await intake.accept(envelope("k2", member=BEN.member))

    async with store.write(work(ANA)) as uow:
        await uow.erase_own()

    assert rows(tmp_path) == ["k2"]
    assert holding(tmp_path) == []


async def test_the_file_is_its_users_alone(intake: IntakeBuffer, tmp_path: Path) -> None:
    await intake.accept(said("k1"))

    assert stat.S_IMODE(buffer_of(tmp_path).stat().st_mode) == 0o600


async def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    buffer_of(tmp_path).symlink_to(tmp_path / "elsewhere")
    opened = IntakeBuffer(buffer_of(tmp_path))

    with pytest.raises(Unavailable):
        await opened.accept(said("k1"))

    assert not (tmp_path / "elsewhere").exists()
    await opened.close()


async def test_a_file_that_is_locked_too_long_refuses_what_comes_and_then_goes_on(
    intake: IntakeBuffer, tmp_path: Path
) -> None:
    await intake.accept(said("k1"))
    with closing(sqlite3.connect(buffer_of(tmp_path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="SQLITE_BUSY"):
            await intake.accept(said("k2"))
        other.execute("ROLLBACK")

    assert await intake.accept(said("k2"))
    assert rows(tmp_path) == ["k1", "k2"]


async def test_a_damaged_file_is_put_aside_and_what_comes_then_is_taken_in_and_moved(
    store: SqlStore, intake: IntakeBuffer, tmp_path: Path
) -> None:
    await intake.accept(said("k1"))
    await mover(store).move()
    await intake.close()
    damage(tmp_path)
    again = IntakeBuffer(buffer_of(tmp_path))

    await again.accept(said("k2"))
    await mover(store).move()

    assert [each.envelope.key for each in await claim_all(store)] == ["k1", "k2"]
    assert set_aside(tmp_path) == 1
    await again.close()


async def test_a_damaged_file_that_was_put_aside_goes_with_the_next_erasure_and_after_a_week(
    store: SqlStore, tmp_path: Path
) -> None:
    damaged = buffer_of(tmp_path).with_name(f"{buffer_of(tmp_path).name}.damaged-{int(time.time())}")
    old = damaged.with_name(f"{buffer_of(tmp_path).name}.damaged-1000")
    beside = [damaged.with_name(damaged.name + end) for end in ("-wal", "-shm")]
    for each in (damaged, old, *beside):
        each.write_text(WORDS)

    await store.tidy_erased()
    assert not old.exists()
    assert damaged.exists()
    async with store.write(work(ANA)) as uow:
        await uow.erase_own()

    assert not [each for each in (damaged, *beside) if each.exists()]
