"""B2: a member says whether an answer of a model helped; it is theirs, and used with their leave alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.control.client import ask
from bot.control.protocol import RequestRefused
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, informed, opened_form
from tests.features.modelled import conversed, modelled_office, understood, who_knows_ana
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATIENCE_SECONDS = 20


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    async with modelled_office(model_server, tmp_path_factory.mktemp("bot"), timeout="20") as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def seller(office: Office, model: ScriptedModel) -> AsyncIterator[Driver]:
    yield await who_knows_ana(office, model)
    assert model.is_empty, "something that was scripted was never asked for"


async def answered(person: Driver, model: ScriptedModel, question: str = "What worries Ana?") -> Any:
    """The answer of a model to a question."""
    model.reply(conversed(("Ana worries about carbon reporting.", "N1")))
    await person.dm(question)
    return await person.next_message(timeout=PATIENCE_SECONDS)


def ratings(office: Office, person: Driver) -> int:
    with closing(sqlite3.connect(office.data / "tactegic.db")) as database:
        [[count]] = database.execute(
            "SELECT COUNT(*) FROM records WHERE kind = 'AnswerRating' AND space LIKE ?", (f"%{person.user}%",)
        )
    return int(count)


async def test_b2_what_helped_is_kept_once_and_its_use_is_asked_for_once(
    office: Office, seller: Driver, model: ScriptedModel
) -> None:
    answer = await answered(seller, model)

    await seller.click(answer, "That helped")
    thanks = await seller.next_message()
    assert text_of(thanks).startswith("Good to know, thank you.\nMay whoever runs me test me")
    assert thanks["thread_ts"] == answer["thread_ts"]
    await seller.click(answer, "That helped")
    assert text_of(await seller.next_message()) == "You told me that already, thank you."
    assert ratings(office, seller) == 1

    await seller.click(thanks, "Yes, they may")
    assert "may test me" in text_of(await seller.next_update())
    await seller.click(await answered(seller, model, "What worries Ana, once more?"), "That helped")
    again = text_of(await seller.next_message())
    assert "It may be used to test me" in again
    assert "May whoever" not in again


async def test_b2_what_is_not_right_is_kept_with_the_reason_and_taken_back(
    office: Office, seller: Driver, model: ScriptedModel
) -> None:
    answer = await answered(seller, model)

    await seller.click(answer, "That's not right")
    form = await opened_form(seller)
    refused = await seller.submit(form, {"reason": {"reason": "   "}})
    assert refused["result"] == "errors"
    await seller.submit(form, {"reason": {"reason": "It is Lars who worries."}})
    thanks = await seller.next_message()
    assert text_of(thanks).startswith("Thank you for telling me. I keep it with that answer.")
    assert thanks["thread_ts"] == answer["thread_ts"]
    assert ratings(office, seller) == 1

    await seller.click(answer, "That's not right")
    assert "It is Lars who worries." in str(await opened_form(seller))
    await seller.click(thanks, "Undo")
    await seller.next_update()
    assert ratings(office, seller) == 0


async def test_b2_only_what_members_allow_is_written_for_tests(
    office: Office, model: ScriptedModel, seller: Driver, tmp_path: Path
) -> None:
    asked = {"What worries Ana in winter?": "No, keep it for me", "What worries Ana in May?": "Yes, they may"}
    for question, choice in asked.items():
        person = await informed(office.member())
        model.reply(understood("note", "Ana Ruiz", company="Northwind"))
        await person.dm("Met Ana Ruiz from Northwind. She worries about carbon reporting.")
        await person.next_message(timeout=PATIENCE_SECONDS)
        await person.click(await answered(person, model, question), "That helped")
        await person.click(await person.next_message(), choice)
        await person.next_update()

    file = tmp_path / "rated.jsonl"
    count = await ask(office.data, "ratings", {"file": str(file)})

    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert count == len(rows)
    [mine] = [each for each in rows if each["question"] == "What worries Ana in May?"]
    assert mine["answer"].startswith("Ana worries about carbon reporting.")
    assert (mine["helped"], mine["reason"]) == (True, "")
    assert "in winter" not in file.read_text(encoding="utf-8")
    with pytest.raises(RequestRefused, match="is there already"):
        await ask(office.data, "ratings", {"file": str(file)})
