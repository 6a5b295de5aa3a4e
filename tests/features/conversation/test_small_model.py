"""A real language model, far too small to be right: what it writes is held, left out or replaced (B7)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot.config import load_settings
from bot.operating import show_model
from slack_sandbox.seed import ADMIN
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, informed, running_office
from tests.support.small_model import SmallModel, small_model

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]
PATIENCE_SECONDS = 120
NOTES = {
    "Met Ana Ruiz from Northwind. She worries about carbon reporting.": "Ana Ruiz",
    "Met Lars Holm from Tesseract. He looks for a grid connection.": "Lars Holm",
}
SECRET = "Met Olga Berg from Fabrikam. She calls the project Zephyrine."
HONEST = (
    "simple mode: the language model did not answer, so I worked by rules",
    "simple mode: what the language model wrote does not stand in what it read, so I left it out",
)
"""What a card says whose words are the rules', after the model was asked."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def small() -> AsyncIterator[SmallModel]:
    async with small_model() as serving:
        yield serving


@pytest.fixture(scope="module")
def environment(small: SmallModel, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    with pytest.MonkeyPatch.context() as set_:
        set_.setenv("OPENAI_BASE_URL", small.base_url)
        set_.setenv("TACTEGIC_MODEL", "smollm2-135m-instruct")
        set_.setenv("TACTEGIC_MODEL_TEMPERATURE", "0")
        set_.setenv("TACTEGIC_MODEL_TIMEOUT_SECONDS", "20")
        set_.setenv("TACTEGIC_MODEL_ATTEMPT_SECONDS", "20")
        set_.setenv("TACTEGIC_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(environment: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    async with running_office(tmp_path_factory.mktemp("bot")) as made:
        yield made


def stored(data: Path, person: Driver) -> dict[str, list[str]]:
    """The names and texts that the database holds of a member."""
    [file] = data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return {
            table: sorted(row[0] for row in connection.execute(query, (f"m:{person.user}",)))
            for table, query in (
                ("contacts", "SELECT name FROM contacts WHERE space = ?"),
                ("accounts", "SELECT name FROM accounts WHERE space = ?"),
                ("notes", "SELECT text FROM notes WHERE space = ?"),
                ("commitments", "SELECT what FROM commitments WHERE space = ?"),
            )
        }


async def noted(person: Driver, note: str) -> str:
    await person.dm(note)
    card = await person.next_message(
        where=lambda message: text_of(message).startswith("Noted"), timeout=PATIENCE_SECONDS
    )
    return text_of(card)


async def test_doctor_finds_the_one_way_by_which_it_answers_and_that_it_calls_no_tools(
    environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TACTEGIC_MODEL_TIMEOUT_SECONDS", "60")
    monkeypatch.setenv("TACTEGIC_MODEL_ATTEMPT_SECONDS", "60")
    said: list[str] = []

    assert await show_model(load_settings(), as_json=True, say=said.append)

    survey = json.loads("\n".join(said))
    troubles = {each["rung"]: each["trouble"] for each in survey["tried"]}
    assert troubles["json_schema"] == ""
    assert troubles["tool_call"] != ""
    assert list(troubles) == ["json_schema", "tool_call", "json_mode", "plain_json"]


async def test_a_member_who_said_yes_gets_honest_answers_and_nothing_that_the_model_made_up(
    office: Office,
) -> None:
    admin = await informed(office.sandbox.driver(ADMIN))
    await admin.command("/tactegic", "settings model ask everybody")
    await admin.next_message(where=lambda message: "From now on" in text_of(message))
    other, person = office.member("noor"), office.member("mira")
    for each in (other, person):
        await greeted(each)
    agreeing = await person.next_message(where=lambda message: "Yes, it may help" in text_of(message))
    await noted(other, SECRET)
    for note, name in NOTES.items():
        assert name in await noted(person, note)
    before = stored(office.data, person)
    assert before["notes"] == sorted(NOTES)

    await person.click(agreeing, "Yes, it may help")
    await person.next_update(agreeing["ts"])
    await person.dm("What worries Ana, and where does Lars work?")
    answer = text_of(await person.next_message(timeout=PATIENCE_SECONDS))

    # By whichever way it went: an answer of a model names notes, one of the rules says that it is theirs.
    assert "[1]" in answer
    assert any(words in answer for words in HONEST) or "simple mode" not in answer
    assert any(own in answer for own in ("carbon reporting", "grid connection"))
    assert "Zephyrine" not in " ".join(text_of(each) for each in await person.messages())
    assert stored(office.data, person) == before, "a question stores nothing, whatever a model says to it"

    told = "Met Ines Roth from Contoso. She likes quiet meetings."
    card = await noted(person, told)
    assert "Ines Roth" in card
    after = stored(office.data, person)
    assert after["notes"] == sorted([*NOTES, told])
    assert after["contacts"] == ["Ana Ruiz", "Ines Roth", "Lars Holm"]
    assert after["accounts"] == ["Contoso", "Northwind", "Tesseract"]
    assert after["commitments"] == []
