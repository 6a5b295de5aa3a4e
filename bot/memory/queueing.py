"""Runs the texts of several callers through a model together: eight at once take half the time each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

Run = Callable[[list[str]], Awaitable[list[list[float]]]]
_MARGIN = 60
"""A text of a batch may have so many characters more than twice another one: short ones are filled up."""


@dataclass(slots=True, eq=False)
class _Caller:
    texts: Sequence[str]
    left: deque[int]
    """Which texts are still to be embedded, the shortest first."""
    vectors: list[list[float]]
    done: asyncio.Future[None]

    def next_length(self) -> int:
        return len(self.texts[self.left[0]])


class TextQueue:
    """Takes texts of every caller in turn: one with many does not keep one with a question waiting."""

    def __init__(self, run: Run, *, batch: int) -> None:
        """Hand up to `batch` texts to `run` at once, one batch after the other."""
        self._run = run
        self._batch = batch
        self._callers: deque[_Caller] = deque()
        self._pumping: asyncio.Task[None] | None = None

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector per text; raises what the run raised."""
        if not texts:
            return []
        by_length = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        done = asyncio.get_running_loop().create_future()
        caller = _Caller(texts, deque(by_length), [[] for _ in texts], done)
        self._callers.append(caller)
        if self._pumping is None:
            self._pumping = asyncio.create_task(self._pump())
        try:
            await done
        finally:
            caller.left.clear()
        return caller.vectors

    async def _pump(self) -> None:
        try:
            while taken := self._take():
                try:
                    found = await self._run([caller.texts[number] for caller, number in taken])
                except Exception as error:
                    self._fail({caller for caller, _ in taken}, error)
                    continue
                for (caller, number), vector in zip(taken, found, strict=True):
                    caller.vectors[number] = vector
                self._finish({caller for caller, _ in taken})
        finally:
            self._pumping = None

    def _take(self) -> list[tuple[_Caller, int]]:
        """Take a batch: of the caller whose turn it is, then of others with texts of about that length."""
        while self._callers and not self._callers[0].left:
            self._callers.popleft()
        if not self._callers:
            return []
        self._callers.rotate(-1)
        taken: list[tuple[_Caller, int]] = []
        shortest = longest = self._callers[-1].next_length()
        for caller in (self._callers[-1], *list(self._callers)[:-1]):
            while caller.left and len(taken) < self._batch:
                length = caller.next_length()
                low, high = min(shortest, length), max(longest, length)
                if caller is not self._callers[-1] and high > 2 * low + _MARGIN:
                    break
                shortest, longest = low, high
                taken.append((caller, caller.left.popleft()))
        return taken

    def _finish(self, callers: set[_Caller]) -> None:
        for caller in callers:
            if not caller.left and all(caller.vectors) and not caller.done.done():
                caller.done.set_result(None)

    def _fail(self, callers: set[_Caller], error: Exception) -> None:
        for caller in callers:
            caller.left.clear()
            if not caller.done.done():
                caller.done.set_exception(error)
