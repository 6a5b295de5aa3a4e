"""Does work on rows side by side, so many at once: most of the time goes into waiting for a model."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")
Found = TypeVar("Found")


async def side_by_side(
    rows: Iterable[Row], work: Callable[[Row], Awaitable[Found]], at_once: int
) -> list[Found]:
    """Return what the work gives for each row, in their order; the first failure ends it and is raised."""
    places = asyncio.Semaphore(at_once)

    async def at_its_turn(row: Row) -> Found:
        async with places:
            return await work(row)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(at_its_turn(row)) for row in rows]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
