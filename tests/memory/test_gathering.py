"""Work of several callers that is done together, and texts of several callers that are embedded together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.memory.gathering import Gatherer
from bot.memory.queueing import TextQueue
from bot.memory.remembering import RememberingEmbedder
from tests.memory.memory_support import WordEmbedder


class Doing:
    """Notes what it was given, and fails where that is among it."""

    def __init__(self, fails: str = "") -> None:
        self.done: list[list[str]] = []
        self.fails = fails

    async def work(self, items: Sequence[str]) -> None:
        self.done.append(list(items))
        if self.fails in items:
            raise ValueError(self.fails)


async def test_what_is_handed_in_together_is_done_once_and_in_order() -> None:
    doing = Doing()
    gatherer = Gatherer(doing.work, pause=0.0, most=10)

    await asyncio.gather(*(gatherer.hand_in([f"{n}a", f"{n}b"]) for n in range(3)))

    assert doing.done == [["0a", "0b", "1a", "1b", "2a", "2b"]]


async def test_a_piece_of_work_has_a_bound_and_callers_stay_whole() -> None:
    doing = Doing()
    gatherer = Gatherer(doing.work, pause=0.0, most=3)

    await asyncio.gather(*(gatherer.hand_in([f"{n}a", f"{n}b"]) for n in range(3)))

    assert doing.done == [["0a", "0b", "1a", "1b"], ["2a", "2b"]]


async def test_each_caller_is_told_of_a_failure_and_later_work_goes_on() -> None:
    doing = Doing(fails="bad")
    gatherer = Gatherer(doing.work, pause=0.0, most=10)

    told = await asyncio.gather(gatherer.hand_in(["good"]), gatherer.hand_in(["bad"]), return_exceptions=True)

    assert [type(each) for each in told] == [ValueError, ValueError]
    await gatherer.hand_in(["good"])
    assert doing.done[-1] == ["good"]


async def test_a_caller_that_is_gone_takes_nothing_from_the_others() -> None:
    doing = Doing()
    gatherer = Gatherer(doing.work, pause=0.0, most=10)
    gone = asyncio.create_task(gatherer.hand_in(["gone"]))
    stays = asyncio.create_task(gatherer.hand_in(["stays"]))
    await asyncio.sleep(0)
    gone.cancel()

    await stays

    assert doing.done == [["gone", "stays"]]


async def test_what_must_not_meet_waits_for_what_was_handed_in_before() -> None:
    doing = Doing()
    gatherer = Gatherer(doing.work, pause=0.0, most=10)
    before = asyncio.create_task(gatherer.hand_in(["before"]))
    await asyncio.sleep(0)

    async with gatherer.apart():
        assert doing.done == [["before"]]
        after = asyncio.create_task(gatherer.hand_in(["after"]))
        for _ in range(5):
            await asyncio.sleep(0)
        assert doing.done == [["before"]]
    await asyncio.gather(before, after)
    assert doing.done == [["before"], ["after"]]


class Running:
    """Gives each text's length as its vector, and notes the batches."""

    def __init__(self, fails: str = "") -> None:
        self.batches: list[list[str]] = []
        self.fails = fails

    async def run(self, texts: list[str]) -> list[list[float]]:
        self.batches.append(texts)
        await asyncio.sleep(0)
        if self.fails in texts:
            raise ValueError(self.fails)
        return [[float(len(text))] for text in texts]


async def test_texts_of_several_callers_go_together_and_each_gets_its_own() -> None:
    running = Running()
    queue = TextQueue(running.run, batch=4)

    one, two = await asyncio.gather(queue.embed(["bbb", "a"]), queue.embed(["cc"]))

    assert (one, two) == ([[3.0], [1.0]], [[2.0]])
    assert running.batches == [["a", "bbb", "cc"]]


async def test_one_question_comes_between_the_batches_of_many_texts() -> None:
    running = Running()
    queue = TextQueue(running.run, batch=4)
    many = asyncio.create_task(queue.embed(["x" * 500] * 20))
    await asyncio.sleep(0)

    assert await queue.embed(["why?"]) == [[4.0]]

    assert not many.done()
    assert len(await many) == 20
    assert ["why?"] in running.batches  # not filled up to the length of the others


async def test_a_batch_that_fails_fails_for_those_in_it_alone() -> None:
    running = Running(fails="bad")
    queue = TextQueue(running.run, batch=1)

    told = await asyncio.gather(queue.embed(["bad"]), queue.embed(["good"]), return_exceptions=True)

    assert isinstance(told[0], ValueError)
    assert told[1] == [[4.0]]


async def test_a_caller_that_gave_up_is_not_embedded_any_further() -> None:
    running = Running()
    queue = TextQueue(running.run, batch=1)
    gone = asyncio.create_task(queue.embed([f"text {number}" for number in range(50)]))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)

    await queue.embed(["mine"])

    assert len(running.batches) < 5


class CountingEmbedder(WordEmbedder):
    """Notes every call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[list[str]] = []

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.calls.append(list(texts))
        return await super().embed(texts)


async def test_no_text_is_embedded_twice_until_it_is_forgotten() -> None:
    counting = CountingEmbedder()
    embedder = RememberingEmbedder(counting, most=3)

    first = await embedder.embed(["a b", "c", "a b"])
    again = await embedder.embed(["c", "d", "a b"])

    assert counting.calls == [["a b", "c"], ["d"]]
    assert first[0] == first[2] == again[2] == pytest.approx(counting.vector("a b"), abs=1e-6)
    await embedder.embed(["e"])  # takes the place of what was unused for longest
    await embedder.embed(["a b"])
    assert counting.calls[2:] == [["e"]]
    embedder.forget()
    await embedder.embed(["a b"])
    assert counting.calls[3:] == [["a b"]]
