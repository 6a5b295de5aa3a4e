"""Writes of many callers in one commit: each waits until its own is durable."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.core.ports.errors import Unavailable

T = TypeVar("T")
R = TypeVar("R")
_COMMIT_MOST = 200
"""Things in one commit."""


class Grouped(Generic[T, R]):
    """Writes what arrives while a commit is under way with the next one."""

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[Sequence[R]]]) -> None:
        """`write` is one transaction; it returns what each of the things is to be answered."""
        self._write = write
        self._arrived: list[tuple[T, asyncio.Future[R]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, thing: T) -> R:
        """Write a thing, and return the answer once that is durable; raises what `write` raises."""
        written: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._arrived.append((thing, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return await written

    async def _write_all(self) -> None:
        while self._arrived:
            batch, self._arrived = self._arrived[:_COMMIT_MOST], self._arrived[_COMMIT_MOST:]
            await self._commit(batch)

    async def _commit(self, batch: Sequence[tuple[T, asyncio.Future[R]]]) -> None:
        try:
            answers = await self._write([thing for thing, _ in batch])
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, Unavailable):
                for each in batch:  # one that cannot be written must not fail its neighbours
                    await self._commit([each])
                return
            for _, written in batch:
                if not written.done():
                    written.set_exception(error)
            return
        for (_, written), answer in zip(batch, answers, strict=True):
            if not written.done():
                written.set_result(answer)
