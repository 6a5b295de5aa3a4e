"""Work apart: it ends when it takes too much, knows no secrets, and leaves no process behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import psutil
import pytest
import pytest_asyncio

from bot.apart.pool import ApartPool
from bot.core.ports.apart import Bound, Bounds, OutOfBounds
from tests.apart import work

ENOUGH = Bounds(processor_seconds=10, seconds=60)
SHORT = Bounds(processor_seconds=0.2, seconds=60)


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ApartPool]:
    async with ApartPool(megabytes=400) as made:
        yield made


async def ended(pool: ApartPool, function: Callable[[], object], bounds: Bounds = ENOUGH) -> Bound:
    with pytest.raises(OutOfBounds) as out:
        await pool.run(bounds, function)
    return out.value.bound


async def test_values_go_there_and_come_back_with_their_types(pool: ApartPool) -> None:
    assert await pool.run(ENOUGH, work.paint, ("a", "b")) == work.Painted(("a", "b"))
    assert await pool.run(ENOUGH, work.paint, (), colour=work.Colour.RED) == work.Painted((), work.Colour.RED)
    assert await pool.run(ENOUGH, work.as_bytes, "Ä") == "Ä".encode()


async def test_a_process_works_again_and_what_a_library_prints_is_no_answer(pool: ApartPool) -> None:
    first = await pool.run(ENOUGH, work.number)

    assert await pool.run(ENOUGH, work.prints) == 7
    assert await pool.run(ENOUGH, work.number) == first


@pytest.mark.parametrize("function", [work.spins, work.a_regular_expression_that_never_ends])
async def test_what_takes_too_long_is_ended_wherever_it_is(
    pool: ApartPool, function: Callable[[], object]
) -> None:
    first = await pool.run(ENOUGH, work.number)

    assert await ended(pool, function, SHORT) is Bound.TIME
    assert not psutil.pid_exists(first)
    assert await pool.run(ENOUGH, work.number) != first


async def test_what_only_waits_is_ended_by_the_clock(pool: ApartPool) -> None:
    assert await ended(pool, work.sleeps, Bounds(processor_seconds=10, seconds=0.2)) is Bound.TIME


async def test_what_takes_too_much_memory_is_ended(pool: ApartPool) -> None:
    assert await ended(pool, work.swells) is Bound.MEMORY
    assert await pool.run(ENOUGH, work.prints) == 7


@pytest.mark.parametrize("function", [work.dies, work.fails, work.lies])
async def test_what_breaks_is_said_and_the_next_one_works(
    pool: ApartPool, function: Callable[[], object]
) -> None:
    assert await ended(pool, function) is Bound.BROKEN
    assert await pool.run(ENOUGH, work.prints) == 7


async def test_it_knows_no_secret_gives_way_and_leaves_no_image_of_its_memory(
    pool: ApartPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("TACTEGIC_DATABASE_URL", "postgresql://x")

    known = await pool.run(ENOUGH, work.environment)

    assert "PATH" in known
    assert not [name for name in known if name.startswith(("SLACK", "TACTEGIC", "OPENAI"))]
    assert await pool.run(ENOUGH, work.nice) > 0
    assert await pool.run(ENOUGH, work.core_size) == 0


async def test_no_more_work_side_by_side_than_may_and_none_is_left_when_it_closes() -> None:
    async with ApartPool(most=2, megabytes=400) as pool:
        numbers = await asyncio.gather(*(pool.run(ENOUGH, work.number) for _ in range(6)))

    assert 1 <= len(set(numbers)) <= 2
    assert not any(map(psutil.pid_exists, numbers))


async def test_who_waits_no_longer_ends_the_work() -> None:
    async with ApartPool(megabytes=400) as pool:
        first = await pool.run(ENOUGH, work.number)
        waiting = asyncio.create_task(pool.run(ENOUGH, work.sleeps))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

        assert not psutil.pid_exists(first)


async def test_what_is_idle_for_long_is_ended() -> None:
    async with ApartPool(megabytes=400, idle_seconds=0.05) as pool:
        first = await pool.run(ENOUGH, work.number)
        async with asyncio.timeout(30):
            while psutil.pid_exists(first):
                await asyncio.sleep(0.01)
