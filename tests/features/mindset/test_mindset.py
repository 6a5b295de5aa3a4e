"""S1: the private question lives in forms only; nothing else can reach an answer."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, informed, opened_form, running_office
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "quizzical-marmalade"
ANSWER = "Honestly, an impatience of mine."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OPENAI_BASE_URL", model_server.base_url)
        environment.setenv("TACTEGIC_MODEL", "scripted")
        environment.setenv("TACTEGIC_MODEL_TIMEOUT_SECONDS", "1")
        async with running_office(tmp_path_factory.mktemp("bot")) as made:
            yield made


@pytest_asyncio.fixture(loop_scope="module")
async def seller(office: Office) -> Driver:
    person = await informed(office.member("mira"))
    await person.command("/tactegic", "note Met Ana Ruiz from Northwind today.")
    await person.next_message()
    return person


async def kept_answer(seller: Driver, answer: str = ANSWER) -> str:
    await seller.command("/tactegic", "mindset Ana")
    form = await opened_form(seller)
    await seller.submit(form, {"answer": {"answer": answer}})
    return text_of(await seller.next_message())


def database(office: Office) -> Path:
    [found] = office.data.glob("*.db")
    return found


def holding(office: Office, words: str) -> Iterator[str]:
    """Every row of every table that holds the words, as table and kind of row."""
    with closing(sqlite3.connect(f"file:{database(office)}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                if any(words in str(value) for value in tuple(row)):
                    yield f"{table}:{row['kind'] if 'kind' in row.keys() else ''}"  # noqa: SIM118


async def test_s1_the_question_names_one_relationship_and_is_asked_in_a_form(seller: Driver) -> None:
    await seller.command("/tactegic", "mindset Ana")

    form = text_of(await opened_form(seller))

    assert "About Ana Ruiz (Northwind)" in form
    assert "Nobody else sees what you write" in form


async def test_s1_nothing_but_its_own_row_can_reach_an_answer(
    office: Office, seller: Driver, model: ScriptedModel, capfd: pytest.CaptureFixture[str]
) -> None:
    told = await kept_answer(seller, f"Honestly, a {SECRET} impatience of mine.")
    assert SECRET not in told
    await seller.command("/tactegic", "mindset Ana")
    await seller.click(await opened_form(seller), "My earlier answers")
    assert SECRET in text_of(await opened_form(seller))
    for line in (f"ask What about {SECRET[:9]} with Ana?", "brief Ana", "notes", "view Ana", "contact Ana"):
        await seller.command("/tactegic", line)
        assert "marmalade" not in text_of(await seller.next_message())

    assert list(holding(office, SECRET)) == ["records:Attitude"]
    assert not any("marmalade" in model.prompt_text(n) for n in range(len(model.requests)))
    others = [
        p for p in office.data.rglob("*") if p.is_file() and not p.name.startswith(database(office).name)
    ]
    assert others
    assert not [path.name for path in others if SECRET.encode() in path.read_bytes()]
    out = capfd.readouterr()
    assert SECRET not in out.out + out.err
    assert not [m for m in await seller.messages() if SECRET in text_of(m)]


async def test_s1_nobody_else_sees_it(office: Office, seller: Driver) -> None:
    await kept_answer(seller)
    other = await informed(office.member("otto"))
    await other.command("/tactegic", "note Met Ana Ruiz from Northwind today.")
    await other.next_message()

    await other.command("/tactegic", "mindset Ana")

    assert "My earlier answers" not in text_of(await opened_form(other))


async def test_s1_a_deleted_answer_leaves_nothing_behind(office: Office, seller: Driver) -> None:
    await kept_answer(seller, "a heliotrope worry")
    await seller.command("/tactegic", "mindset Ana")
    await seller.click(await opened_form(seller), "My earlier answers")
    await seller.click(await opened_form(seller), "Delete")

    assert "Deleted for good" in text_of(await opened_form(seller))
    assert list(holding(office, "heliotrope")) == []


async def test_s1_another_question_comes_into_the_same_form(seller: Driver) -> None:
    await seller.command("/tactegic", "mindset Ana")
    first = await opened_form(seller)

    await seller.click(first, "Another question")

    second = await opened_form(seller)
    assert second["id"] == first["id"]
    assert text_of(second) != text_of(first)


async def test_s1_an_empty_answer_is_asked_for_beside_the_field(seller: Driver) -> None:
    await seller.command("/tactegic", "mindset Ana")

    refused = await seller.submit(await opened_form(seller), {"answer": {"answer": " "}})

    assert "Write a word or two" in str(refused)


async def test_s1_in_a_conversation_it_only_offers_the_form(seller: Driver) -> None:
    await seller.dm("mindset")

    told = text_of(await seller.next_message())

    assert "I ask it in a form" in told


async def test_an_unknown_name_is_asked_about_in_the_form(seller: Driver) -> None:
    await seller.command("/tactegic", "mindset Anna Ruis")

    form = await opened_form(seller)
    assert "I know nobody called Anna Ruis" in text_of(form) or "Ana Ruiz" in text_of(form)
