"""The surest way that a server knows is found and remembered, and costs a member no more time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.coach.model.asking.rungs import Rung
from bot.coach.model.coach import ModelCoach
from bot.config import data_root
from bot.core.coaching.understanding import AnswerStatement
from bot.core.ports.errors import Dependency, Unavailable
from bot.prompting import load_prompts
from slack_sandbox.testing.waiting import until
from tests.coach.model.test_model_coach import EXCERPTS, TODAY
from tests.support.openai_server import PROBE
from tests.support.picky_server import PickyServer, serving

DRAFT = {"statements": [{"text": "She worries about carbon reporting.", "cites": [1]}]}
EXPECTED = (AnswerStatement("She worries about carbon reporting.", (1,)),)
PROMPTS = load_prompts(data_root("prompts"))


@asynccontextmanager
async def asked(server: PickyServer, **settings: Any) -> AsyncIterator[ModelCoach]:
    async with serving(server):
        wanted = {"api_key": None, "base_url": server.base_url, "timeout_seconds": 30.0} | settings
        coach = ModelCoach(PROMPTS, model="picky", **wanted)
        try:
            yield coach
        finally:
            await coach.close()


async def question(coach: ModelCoach) -> tuple[AnswerStatement, ...]:
    return (await coach.answer("What worries Ana?", EXCERPTS, TODAY)).statements


def probes(server: PickyServer) -> int:
    return sum(PROBE in str(each) for each in server.requests)


@pytest.mark.parametrize("refuses", [True, False], ids=["refused", "ignored"])
@pytest.mark.parametrize("rung", list(Rung))
async def test_a_server_that_knows_one_way_is_asked_by_that_way(rung: Rung, refuses: bool) -> None:
    server = PickyServer(DRAFT, frozenset({rung}), refuses)
    async with asked(server) as coach:
        assert await question(coach) == EXPECTED
        before, probed = len(server.requests), probes(server)
        assert await question(coach) == EXPECTED
    assert len(server.requests) == before + 1, "the way is remembered"
    assert probes(server) == probed <= len(Rung)


async def test_a_server_that_knows_no_way_is_left_to_the_rules_and_not_probed_again_at_once() -> None:
    server = PickyServer(DRAFT, frozenset())
    async with asked(server) as coach:
        for _ in range(3):
            with pytest.raises(Unavailable) as error:
                await question(coach)
            assert error.value.of is None, "the server answers: it is not away"
    assert probes(server) == len(Rung)


async def test_many_questions_at_once_share_one_probe() -> None:
    server = PickyServer(DRAFT, frozenset({Rung.PLAIN}))
    async with asked(server) as coach:
        answers = await asyncio.gather(*(question(coach) for _ in range(8)))
    assert set(answers) == {EXPECTED}
    assert probes(server) == len(Rung)


@pytest.mark.parametrize(
    "writes",
    [
        lambda answer: (
            f"<think>Let me see: {{maybe}}</think>\nSure! Here it is:\n```json\n{answer}\n```\nAnything else?"
        ),
        lambda answer: answer.replace("statements", "Statements").replace("text", "TEXT"),
        lambda answer: answer.replace("}]", ', "mood": null,},]'),
        lambda answer: f'{{"AnswerDraft": {answer}}}',
    ],
    ids=["thought and fenced", "capitals", "keys and commas too many", "wrapped"],
)
async def test_what_a_free_model_writes_around_its_answer_is_taken_off(writes: Any) -> None:
    server = PickyServer(DRAFT, frozenset({Rung.PLAIN}), writes=writes)
    async with asked(server) as coach:
        assert await question(coach) == EXPECTED


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        ("store", "Unrecognized request argument supplied: store"),
        ("temperature", "Unsupported value: 'temperature' does not support 0.2 with this model."),
        ("reasoning_effort", '"tiny" does not support thinking'),
    ],
)
async def test_a_field_that_a_server_refuses_is_left_out_once_and_for_all(name: str, words: str) -> None:
    server = PickyServer(DRAFT, refuses={name: words})
    async with asked(server, temperature=0.2, effort="low") as coach:
        assert await question(coach) == EXPECTED
        assert await question(coach) == EXPECTED
    assert [name in each for each in server.requests] == [True, False, False]
    if name == "max_tokens":
        assert server.requests[-1]["max_completion_tokens"] == 4_000


async def test_a_server_that_refuses_everything_it_can_do_without_is_asked_all_the_same() -> None:
    fields = ("store", "temperature", "reasoning_effort", "max_tokens", "max_completion_tokens")
    server = PickyServer(DRAFT, refuses={name: f"{name}: extra fields not permitted" for name in fields})
    async with asked(server, temperature=0.2, effort="low") as coach:
        assert await question(coach) == EXPECTED
    assert len(server.requests) == len(fields) + 1


@pytest.mark.parametrize("rung", list(Rung))
async def test_no_request_lets_an_answer_be_kept_by_the_provider(rung: Rung) -> None:
    server = PickyServer(DRAFT, frozenset({rung}))
    async with asked(server) as coach:
        await question(coach)
        await coach.look()
    assert [each["store"] for each in server.requests] == [False] * len(server.requests)


async def test_the_cap_and_the_effort_follow_from_what_is_asked() -> None:
    server = PickyServer(DRAFT)
    async with asked(server, effort="low") as coach:
        await question(coach)
        with pytest.raises(Unavailable):
            await coach.themes(["Heat pumps."], TODAY)
    assert [each["max_tokens"] for each in server.requests if PROBE not in str(each)] == [4_000, 6_000]
    assert {each["reasoning_effort"] for each in server.requests} == {"low"}


async def test_a_server_that_asks_for_a_short_wait_is_asked_again_after_it() -> None:
    server = PickyServer(DRAFT)
    server.failing.append((429, {"retry-after-ms": "40"}))
    async with asked(server) as coach:
        assert await question(coach) == EXPECTED
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [429, 503])
async def test_a_wait_that_is_longer_than_a_member_waits_is_not_begun(status: int) -> None:
    server = PickyServer(DRAFT)
    server.failing.append((status, {"retry-after": "30"}))
    async with asked(server, timeout_seconds=20.0) as coach:
        began = time.monotonic()
        with pytest.raises(Unavailable) as error:
            await question(coach)
    assert time.monotonic() - began < 5
    assert len(server.requests) == 1
    assert error.value.of is Dependency.MODEL


async def test_a_question_is_repeated_once_and_no_more() -> None:
    server = PickyServer(DRAFT)
    server.failing.extend([(429, {"retry-after": "0"})] * 5)
    async with asked(server) as coach:
        with pytest.raises(Unavailable):
            await question(coach)
    assert len(server.requests) == 2


async def test_an_empty_purse_is_not_asked_twice() -> None:
    server = PickyServer(DRAFT, says="You exceeded your current quota (insufficient_quota).")
    server.failing.append((429, {"retry-after": "0"}))
    async with asked(server) as coach:
        with pytest.raises(Unavailable):
            await question(coach)
    assert len(server.requests) == 1


async def test_a_model_that_is_not_there_is_not_probed_for() -> None:
    server = PickyServer(DRAFT, says="The model `picky` does not exist (model_not_found).")
    server.failing.append((404, {}))
    async with asked(server) as coach:
        with pytest.raises(Unavailable) as error:
            await question(coach)
    assert len(server.requests) == 1
    assert error.value.of is Dependency.MODEL


async def test_one_request_that_hangs_is_given_up_and_the_next_one_answers() -> None:
    server = PickyServer(DRAFT, silent=1)
    async with asked(server, attempt_seconds=0.3) as coach:
        assert await question(coach) == EXPECTED
    assert len(server.requests) == 2


async def test_no_member_waits_longer_than_the_time_in_all() -> None:
    server = PickyServer(DRAFT, frozenset({Rung.PLAIN}), silent=50)
    async with asked(server, timeout_seconds=0.5, attempt_seconds=0.2) as coach:
        began = time.monotonic()
        with pytest.raises(Unavailable):
            await question(coach)
    assert time.monotonic() - began < 3


async def test_a_probe_that_takes_longer_than_a_member_waits_is_of_use_to_the_next() -> None:
    server = PickyServer(DRAFT, frozenset({Rung.PLAIN}), holds_probes=True)
    async with asked(server, timeout_seconds=2.0) as coach:
        with pytest.raises(Unavailable):
            await question(coach)
        assert coach.learnt.rung is None
        server.released.set()
        await until(lambda: coach.learnt.rung is Rung.PLAIN)
        before = len(server.requests)
        assert await question(coach) == EXPECTED
    assert len(server.requests) == before + 1


async def test_a_way_that_no_longer_works_is_looked_for_anew() -> None:
    server = PickyServer(DRAFT)
    async with asked(server) as coach:
        assert await question(coach) == EXPECTED
        server.knows = frozenset({Rung.TOOL})
        for _ in range(3):
            with pytest.raises(Unavailable):
                await question(coach)
        assert await question(coach) == EXPECTED


async def test_a_way_that_somebody_chose_is_the_only_one() -> None:
    server = PickyServer(DRAFT, frozenset({Rung.SCHEMA}))
    async with asked(server, rung=Rung.JSON) as coach:
        with pytest.raises(Unavailable):
            await question(coach)
    assert [each["response_format"]["type"] for each in server.requests] == ["json_object"]
