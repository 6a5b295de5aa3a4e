"""A loop that finds nothing for a while looks less often, until something is said to be there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.core.ports.queues import Claimed
from bot.store.store import SqlStore
from bot.worker.claiming import ClaimLoop, never
from bot.worker.trying import RetryPolicy
from tests.support.stores import envelope

LIMITS = RetryPolicy(poll=0.001, looks=3, idle_poll=50.0)


class Looking(ClaimLoop[Claimed]):
    """Claims from a real inbox, and remembers for how long it was going to rest."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(LIMITS, never)
        self.rests: list[float] = []
        self.done: list[str] = []
        self._inbox = store.inbox

    async def _claim(self) -> list[Claimed]:
        return await self._inbox.claim(limit=10, lease_seconds=1e9)

    async def _do(self, claimed: Claimed) -> None:
        self.done.append(claimed.envelope.key)
        await self._inbox.finish(claimed)

    async def _give_back(self, held: Sequence[Claimed], *, begun: bool, after_seconds: float = 0.0) -> None:
        await self._inbox.give_back(held, after_seconds=after_seconds)

    async def _renew(self, held: Sequence[Claimed]) -> None:
        await self._inbox.renew(held, lease_seconds=1e9)

    async def _wait(self, seconds: float) -> bool:
        self.rests.append(seconds)
        return await self._inbox.wait(seconds)

    async def until_it_rested(self, times: int) -> None:
        async with asyncio.timeout(30):
            while len(self.rests) < times:
                await asyncio.sleep(0.001)


async def test_looks_in_vain_become_rarer_until_something_is_there(store: SqlStore) -> None:
    looking = Looking(store)
    running = asyncio.create_task(looking.run())
    await looking.until_it_rested(5)
    assert looking.rests[:5] == [0.001, 0.001, 0.001, 0.05, 0.05]
    await store.inbox.accept(envelope("a"))
    seen = len(looking.rests)
    await looking.until_it_rested(seen + 2)
    assert looking.done == ["a"]
    assert 0.001 in looking.rests[seen:], "after work it looks as often as before"
    looking.stop()
    await running
