"""B2: an answer of a language model tells what was asked of it, what it cost and what was left out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.explaining.test_why_answers import records
from tests.features.modelled import conversed, modelled_office, who_knows_ana
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATIENCE_SECONDS = 20


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    async with modelled_office(model_server, tmp_path_factory.mktemp("bot")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def seller(office: Office, model: ScriptedModel) -> AsyncIterator[Driver]:
    yield await who_knows_ana(office, model)
    assert model.is_empty, "something that was scripted was never asked for"


async def test_b2_what_a_model_looked_up_wrote_and_left_out_is_told_without_a_prompts_words(
    office: Office, seller: Driver, model: ScriptedModel
) -> None:
    invented = "She has ordered nine turbines from Vestas."
    model.reply(conversed(look_ups=({"tool": "promises", "name": "Ana"},)))
    model.reply(conversed(("Ana worries about carbon reporting.", "N1"), (invented, "N1")))
    model.reply(conversed(("Ana worries about carbon reporting.", "N1"), (invented, "N1")))
    await seller.dm("What worries Ana, and what is open with her?")
    answer = await seller.next_message(timeout=PATIENCE_SECONDS)

    await seller.dm("why do you say that?", thread_ts=answer["thread_ts"])
    told = text_of(await seller.next_message())

    assert "I looked at promises of Ana and read 1 note about Ana Ruiz." in told
    assert "A language model wrote it, and I left out 1 sentence that I could not find" in told
    assert "note of 24 November 2026 · Ana Ruiz" in told
    assert "scripted · prompt converse@" in told
    assert "3 requests" in told
    assert "tokens" in told
    assert "turbines" not in told
    assert "#" not in told
    made = records(office, seller)[-1]["made"]
    assert (made["outcome"], made["mode"], made["left_out"]) == ("answered", "model", 1)
    assert [use["requests"] for use in made["uses"]] == [1, 1, 1]
    assert all(use["input_tokens"] and use["prompt"].startswith("converse@") for use in made["uses"])


async def test_b2_a_model_that_failed_is_named_with_its_trouble(
    office: Office, seller: Driver, model: ScriptedModel
) -> None:
    model.reply("not json", "not json", "not json", "not json", "not json", "not json")
    await seller.dm("What worries Ana?")
    answer = await seller.next_message(timeout=PATIENCE_SECONDS)
    model.forget()

    await seller.dm("how do you know that?", thread_ts=answer["thread_ts"])
    told = text_of(await seller.next_message())

    assert "so I went by rules." in told
    assert "trouble: " in told
    uses = records(office, seller)[-1]["made"]["uses"]
    assert uses
    assert all(use["trouble"] for use in uses)
