"""B1, B2 through the workspace: who owes what, by person and company, and going on from that list."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _told(seller: Driver) -> None:
    await seller.dm("Met Tom Reed from Fjordline. I promised him the pricing by 2 December.")
    await seller.next_message()
    await seller.dm("Tom promised me the floor plan by 9 December.")
    await seller.next_message()
    await seller.dm("Met Ana Ruiz from Northwind. She promised me two references.")
    await seller.next_message()


async def _asked(seller: Driver, question: str) -> dict[str, Any]:
    await seller.dm(question)
    return await seller.next_message()


@pytest.mark.parametrize(
    ("question", "listed", "not_listed"),
    [
        ("What was promised to me?", ["floor plan", "two references"], ["pricing"]),
        ("what am I owed", ["floor plan", "two references"], ["pricing"]),
        ("what have I been promised?", ["floor plan", "two references"], ["pricing"]),
        ("what do I owe Fjordline?", ["pricing"], ["floor plan", "references"]),
        ("what does Fjordline owe me", ["floor plan"], ["pricing", "references"]),
        ("what does Tom owe me", ["floor plan"], ["pricing", "references"]),
        ("what did Northwind promise us?", ["two references"], ["pricing", "floor plan"]),
        ("what promises are open with Fjordline", ["pricing", "floor plan"], ["references"]),
    ],
)
async def test_a_question_lists_the_promises_it_asks_for(
    seller: Driver, question: str, listed: list[str], not_listed: list[str]
) -> None:
    await _told(seller)
    text = text_of(await _asked(seller, question))

    assert [each for each in listed if each not in text] == []
    assert [each for each in not_listed if each in text] == []


async def test_nothing_open_with_a_company_says_so(seller: Driver) -> None:
    await _told(seller)

    assert "Nothing is open with Northwind" in text_of(await _asked(seller, "what do I owe Northwind?"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("the second one is done", "That closes"),
        ("move the first to Friday", "That moves"),
        ("the first one slipped a week", "That moves"),
    ],
)
async def test_an_entry_of_the_list_is_changed_by_its_number(seller: Driver, words: str, said: str) -> None:
    await _told(seller)
    listed = await _asked(seller, "what was promised to me?")
    await seller.dm(words, thread_ts=listed.get("thread_ts") or listed["ts"])
    card = text_of(await seller.next_message())

    assert said in card
    assert ("two references" if "second" in words else "floor plan") in card


@pytest.mark.parametrize("words", ["the date is wrong, 12 December", "the deadline is 12 December"])
async def test_a_wrong_due_day_alone_changes(seller: Driver, words: str) -> None:
    await seller.dm("Met Tom Reed from Fjordline. I promised him the pricing by 2 December.")
    await seller.next_message()
    await seller.dm(words)
    card = text_of(await seller.next_message())

    assert "You promised Tom Reed: the pricing, by" in card
    assert "12 December" in card
