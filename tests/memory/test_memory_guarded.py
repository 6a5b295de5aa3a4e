"""An index that fails is left alone: recall goes by words at once, and indexing waits for its return."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.core.breaking import BreakerRules
from bot.core.guarding import Guard, Lookout
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import Dependency, Outage, Unavailable
from bot.core.ports.memory import Near
from bot.memory.chroma import ChromaMemory
from bot.memory.guarded import GuardedMemory
from bot.memory.server import ChromaServer
from slack_sandbox.testing.waiting import until

ANA = Scope(WorkspaceId("T1"), MemberId("U1"))
PILOT = Near("pilot", 3)


class FlatEmbedder:
    """Every text means the same, unless it is told to fail."""

    identity, dimensions = "flat", 2

    def __init__(self) -> None:
        self.fails = False
        self.calls = 0

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.calls += 1
        if self.fails:
            raise Unavailable("embeddings failed")
        return [[1.0, 0.0] for _ in texts]


async def test_a_server_that_is_not_there_is_asked_a_few_times_and_then_left_alone() -> None:
    guard, embedder = Guard("index", BreakerRules(failures=2, pause=60)), FlatEmbedder()
    memory = GuardedMemory(ChromaMemory(ChromaServer("http://127.0.0.1:9"), embedder), guard)
    with pytest.raises(Unavailable) as first:
        await memory.nearest_each(ANA, [PILOT])
    assert not isinstance(first.value, Outage)
    assert first.value.of is Dependency.INDEX
    for _ in range(3):
        with pytest.raises(Outage) as raised:
            await memory.nearest_each(ANA, [PILOT])
        assert raised.value.of is Dependency.INDEX
    assert embedder.calls == 2
    assert guard.is_open


async def test_it_is_looked_after_and_used_again_when_it_is_back(tmp_path: object) -> None:
    from pathlib import Path

    from bot.memory.backends import EmbeddedChroma

    guard, embedder = Guard("index", BreakerRules(failures=2, pause=0.02, longest=0.02)), FlatEmbedder()
    inner = ChromaMemory(EmbeddedChroma(Path(str(tmp_path)) / "chroma"), embedder)
    memory = GuardedMemory(inner, guard)
    guard.look = memory.look
    lookout = Lookout([guard])
    looking = asyncio.create_task(lookout.run())
    try:
        embedder.fails = True
        for _ in range(2):
            with pytest.raises(Unavailable):
                await memory.nearest_each(ANA, [PILOT])
        assert guard.is_open
        seen = embedder.calls
        await until(lambda: embedder.calls > seen)
        assert guard.is_open
        embedder.fails = False
        await until(lambda: not guard.is_open)
        assert await memory.nearest_each(ANA, [PILOT]) == [[]]
    finally:
        lookout.stop()
        await looking
        await inner.close()
