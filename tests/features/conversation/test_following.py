"""B4: in a thread the next words are read with those before them, and nothing of it is known elsewhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, text: str, under: dict[str, Any] | None = None) -> dict[str, Any]:
    """Say something, in the thread of an answer where one is given, and return what comes back."""
    thread = under.get("thread_ts") or under["ts"] if under else None
    await person.dm(text, thread_ts=thread) if thread else await person.dm(text)
    return await person.next_message()


async def two_people(person: Driver) -> None:
    await said(person, "Met Ana Ruiz from Northwind. She worries about carbon reporting from 2027 on.")
    await said(person, "Met Lars Holm from Tesseract. He worries about the grid connection in Aarhus.")


def exchanges(office: Office) -> int:
    [file] = office.data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT COUNT(*) FROM records WHERE kind = 'Exchange'").fetchone()[0])


async def test_the_same_is_asked_of_somebody_else(seller: Driver) -> None:
    await two_people(seller)
    first = await said(seller, "What worries Ana?")

    second = await said(seller, "and Lars?", first)

    assert "grid connection" in text_of(second)
    assert "I read it as “What worries Lars?”" in text_of(second)
    assert second["thread_ts"] == first["thread_ts"]


async def test_another_matter_is_asked_of_the_same_person(seller: Driver) -> None:
    await two_people(seller)
    await said(seller, "Ana told me that the budget is 40,000 euros for the pilot.")
    first = await said(seller, "What worries Ana?")

    assert "40,000" in text_of(await said(seller, "and her budget?", first))


async def test_another_thread_knows_nothing_of_it(seller: Driver) -> None:
    await two_people(seller)
    await said(seller, "What worries Ana?")

    assert "I read it as" not in text_of(await said(seller, "and Lars?"))


async def test_one_of_a_list_is_opened_by_its_place(seller: Driver) -> None:
    await two_people(seller)
    await said(seller, "Met Priya Nair from Northwind. She likes tea.")
    listed = await said(seller, "who do I know at Northwind?")
    assert text_of(listed).index("Ana Ruiz") < text_of(listed).index("Priya Nair")

    shown = await said(seller, "the second one", listed)

    assert "Priya Nair" in text_of(shown)
    assert "Ana Ruiz" not in text_of(shown)


async def test_what_was_tested_goes_on_the_plan_for_a_day(seller: Driver) -> None:
    await two_people(seller)
    tested = await said(seller, "test: spend a morning with Ana on her carbon report and draw her data flow")

    planned = await said(seller, "put it on my plan for 12 January", tested)

    assert text_of(planned).startswith("On your plan for Ana Ruiz, for 12 January")
    assert "“Spend a morning with Ana" in text_of(planned)
    await seller.command("/tactegic", "plan Ana")
    assert "12 January" in text_of(await seller.next_message())


@pytest.mark.parametrize(
    ("asked", "planned"),
    [
        ("What did I promise Ana?", "the storage paper"),
        ("brief me on Ana", "Talk with Ana"),
        ("draft a message to Lars", "Write to Lars"),
    ],
)
async def test_what_was_shown_goes_on_the_plan(seller: Driver, asked: str, planned: str) -> None:
    await two_people(seller)
    await said(seller, "I promised Ana the storage paper by 20 January.")
    shown = await said(seller, asked)

    card = text_of(await said(seller, "put it on my plan for 12 January", shown))

    assert planned in card
    assert "12 January" in card


async def test_a_day_is_no_person_of_a_plan(seller: Driver) -> None:
    await two_people(seller)

    card = text_of(await said(seller, "put a call with Ana on my plan for Tuesday"))

    assert card.startswith("On the plan for Ana Ruiz")


async def test_a_draft_gets_shorter(seller: Driver) -> None:
    await two_people(seller)
    draft = await said(seller, "draft a message to Ana")

    shorter = await said(seller, "make it shorter", draft)

    assert "Hi Ana" in text_of(shorter)
    assert len(text_of(shorter)) < len(text_of(draft))


async def test_what_was_said_is_forgotten_with_whom_it_was_about(office: Office, seller: Driver) -> None:
    await two_people(seller)
    before = exchanges(office)
    first = await said(seller, "What worries Ana?")
    assert exchanges(office) > before

    await seller.command("/tactegic", "delete Ana Ruiz")
    card = await seller.next_message()
    await seller.click(card, "Delete")
    await seller.next_update()

    answer = text_of(await said(seller, "and Lars?", first))
    assert "I read it as" not in answer
