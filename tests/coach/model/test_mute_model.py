"""A model that does not answer is left alone: members get the rules' answer, and nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.coach.fallback import FallbackCoach
from bot.coach.model.coach import ModelCoach
from bot.core.breaking import BreakerRules
from bot.core.coaching.understanding import Mode
from bot.core.guarding import Guard, Lookout
from slack_sandbox.testing.waiting import until
from tests.coach.model.test_model_coach import DRAFT, NOTE, TODAY, SimpleRules, coach_for
from tests.support.openai_server import Fault, ScriptedModel, scripted_model

SIDE_BY_SIDE = 16
"""As many messages as a worker has in hand at once."""


@pytest.fixture
async def model() -> AsyncIterator[ScriptedModel]:
    async with scripted_model() as script:
        yield script


def guard_of(failures: int = 3, pause: float = 0.05) -> Guard:
    return Guard("model", BreakerRules(failures=failures, pause=pause, longest=pause))


@asynccontextmanager
async def watched(guard: Guard, model: ModelCoach) -> AsyncIterator[None]:
    guard.look = model.look
    lookout = Lookout([guard], late_seconds=0.3)
    watching = asyncio.create_task(lookout.run())
    try:
        yield
    finally:
        lookout.stop()
        await watching


async def test_fifty_messages_to_a_mute_model_wait_for_it_once(model: ScriptedModel) -> None:
    model.reply(*(["stall"] * 200))
    guard = guard_of(pause=60)
    hands = asyncio.Semaphore(SIDE_BY_SIDE)
    asked: list[int] = []
    async with coach_for(model, timeout_seconds=0.3) as mute:
        await mute.open()
        both = FallbackCoach(mute, SimpleRules(), guard)

        async def message() -> Mode:
            async with hands:
                asked.append(len(model.requests))
                return (await both.understand(NOTE, TODAY)).provenance.mode

        modes = await asyncio.gather(*(message() for _ in range(50)))
        assert set(modes) == {Mode.RULES_AFTER_FAILURE}
        assert len(model.requests) <= 2 * SIDE_BY_SIDE, "those in hand asked, with one repetition each"
        before = len(model.requests)
        await both.understand(NOTE, TODAY)
        assert len(model.requests) == before
        assert (guard.is_open, guard.problem) == (True, "no_answer")


async def test_something_small_looks_whether_it_is_back_and_then_it_answers(model: ScriptedModel) -> None:
    guard = guard_of()
    model.reply(*(["500"] * 6))
    async with coach_for(model) as coach, watched(guard, coach):
        both = FallbackCoach(coach, SimpleRules(), guard)
        for _ in range(3):
            await both.understand(NOTE, TODAY)
        assert guard.is_open
        model.forget()
        model.reply({"ok": True})
        await until(lambda: not guard.is_open)
        assert "ok" in model.prompt_text(-1)
        assert "Ana" not in model.prompt_text(-1)
        model.reply(DRAFT)
        assert (await both.understand(NOTE, TODAY)).provenance.mode is Mode.MODEL


@pytest.mark.parametrize("fault", ["cut off", "not json"])
async def test_an_answer_that_does_not_fit_is_one_all_the_same(model: ScriptedModel, fault: Fault) -> None:
    guard = guard_of(failures=1)
    model.reply(fault, fault)
    async with coach_for(model) as coach:
        result = await FallbackCoach(coach, SimpleRules(), guard).understand(NOTE, TODAY)
    assert result.provenance.mode is Mode.RULES_AFTER_FAILURE
    assert not guard.is_open


async def test_a_request_that_is_refused_as_it_stands_leaves_the_model_in_use(model: ScriptedModel) -> None:
    guard = guard_of(failures=1)
    async with coach_for(model) as coach:  # nothing is scripted: each request is refused with a 400
        await FallbackCoach(coach, SimpleRules(), guard).understand(NOTE, TODAY)
    assert len(model.requests) == 1
    assert not guard.is_open


async def test_whoever_still_waits_when_it_is_left_alone_is_answered_by_the_rules_at_once(
    model: ScriptedModel,
) -> None:
    guard = guard_of(pause=60)
    model.reply("stall")
    async with coach_for(model, timeout_seconds=60) as coach:
        waiting = asyncio.create_task(FallbackCoach(coach, SimpleRules(), guard).understand(NOTE, TODAY))
        await until(lambda: model.requests)
        for _ in range(3):
            guard.failed("no_answer")
        result = await asyncio.wait_for(waiting, 10)
    assert result.provenance.mode is Mode.RULES_AFTER_FAILURE


async def test_a_stop_while_the_model_is_asked_is_a_stop(model: ScriptedModel) -> None:
    model.reply("stall")
    async with coach_for(model, timeout_seconds=60) as coach:
        waiting = asyncio.create_task(FallbackCoach(coach, SimpleRules()).understand(NOTE, TODAY))
        await until(lambda: model.requests)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
