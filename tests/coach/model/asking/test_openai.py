"""What goes to OpenAI and Azure: nothing is kept there, and functions go by the Responses interface."""

from __future__ import annotations

import pytest

from bot.coach.model.asking.rungs import Rung
from bot.core.coaching.investment import Proposal
from bot.core.ports.errors import Unavailable
from tests.coach.model.asking.test_ladder import DRAFT, EXPECTED, TODAY, asked, question
from tests.support.picky_server import PickyServer


@pytest.mark.parametrize(
    ("rung", "path"),
    [
        (Rung.SCHEMA, "/v1/chat/completions"),
        (Rung.TOOL, "/v1/responses"),
        (Rung.JSON, "/v1/chat/completions"),
        (Rung.PLAIN, "/v1/chat/completions"),
    ],
)
async def test_only_functions_go_by_the_responses_interface(rung: Rung, path: str) -> None:
    server = PickyServer(DRAFT, frozenset({rung}))
    async with asked(server, make="openai") as coach:
        assert await question(coach) == EXPECTED
        assert await question(coach) == EXPECTED
    assert server.paths[-1] == path
    assert {each["store"] for each in server.requests} == {False}


async def test_store_is_never_left_out_even_where_it_is_refused() -> None:
    server = PickyServer(DRAFT, refuses={"store": "Unknown parameter: 'store'."})
    async with asked(server, make="openai") as coach:
        with pytest.raises(Unavailable):
            await question(coach)
    assert {each["store"] for each in server.requests} == {False}


async def test_the_schema_goes_as_openai_wants_it() -> None:
    server = PickyServer(DRAFT)
    async with asked(server, make="openai") as coach:
        assert await question(coach) == EXPECTED
    (request,) = server.requests
    assert request["max_completion_tokens"] == 4_000
    assert "max_tokens" not in request
    assert request["reasoning_effort"] == "low"
    assert request["response_format"]["json_schema"]["strict"] is True


async def test_a_function_goes_as_openai_wants_it() -> None:
    server = PickyServer(DRAFT, frozenset({Rung.TOOL}))
    async with asked(server, make="openai", rung=Rung.TOOL) as coach:
        assert await question(coach) == EXPECTED
    (request,) = server.requests
    assert request["reasoning"] == {"effort": "low"}
    assert request["max_output_tokens"] == 4_000
    assert request["tool_choice"] == {"type": "function", "name": "AnswerDraft"}
    assert request["tools"][0]["strict"] is True


async def test_a_purpose_that_needs_thought_gets_more_of_it() -> None:
    server = PickyServer({"text": "Call Ana about carbon reporting.", "builds_on": []})
    async with asked(server, make="openai") as coach:
        await coach.rewrite(Proposal(action="Call Ana"), (), TODAY)
    assert server.requests[-1]["reasoning_effort"] == "medium"


async def test_the_effort_that_is_set_goes_for_all() -> None:
    server = PickyServer(DRAFT)
    async with asked(server, make="openai", effort="none") as coach:
        await question(coach)
    assert server.requests[-1]["reasoning_effort"] == "none"
