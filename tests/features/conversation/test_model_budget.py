"""A member whose share of the model for the day is used up is answered by rules, and told why."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.features.conftest import Office, informed
from tests.features.conversation.test_with_model import AFTER_FAILURE, NOTE, NOTED, asked
from tests.features.modelled import modelled_office
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
USED_UP = "simple mode: your share of the model for today is used up, so I go by rules until tomorrow"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    data = tmp_path_factory.mktemp("bot")
    async with modelled_office(model_server, data, tokens_a_day="20") as made:  # one question costs 12
        yield made


async def test_the_rules_answer_when_the_day_is_used_up_and_nobody_else_pays_for_it(
    office: Office, model: ScriptedModel
) -> None:
    busy, other = await informed(office.member("mira")), await informed(office.member("jonas"))
    for day in ("Monday", "Tuesday"):
        model.reply(NOTED)
        assert "simple mode" not in await asked(busy, f"{NOTE} It was {day}.")
    before = len(model.requests)

    card = await asked(busy, f"{NOTE} It was today.")

    assert card.startswith("Noted for Ana Ruiz")
    assert USED_UP in card
    assert AFTER_FAILURE not in card
    assert len(model.requests) == before
    model.reply(NOTED)
    assert "simple mode" not in await asked(other, NOTE)
