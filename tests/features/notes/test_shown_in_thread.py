"""B11, B12: short words in a thread change what was shown there, and a report of mine my own promise."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
LATER = "Met Lea Brandt from Fabrikam. Lea will send me the budget by Friday."


async def said(person: Driver, text: str, under: dict[str, Any] | None = None) -> dict[str, Any]:
    thread = under.get("thread_ts") or under["ts"] if under else None
    await person.dm(text, thread_ts=thread) if thread else await person.dm(text)
    return await person.next_message()


async def promised(person: Driver) -> dict[str, Any]:
    """Tell of a promise to Lea and of one of hers, and ask for the first."""
    await said(person, "Met Lea Brandt from Fabrikam. I promised her the pricing deck by Thursday.")
    await said(person, LATER)
    return await said(person, "What did I promise Lea?")


@pytest.mark.parametrize("words", ["sent it", "Sent it to her today", "done, sent it", "I've sent it"])
async def test_what_the_member_did_closes_their_own_promise(seller: Driver, words: str) -> None:
    shown = await promised(seller)
    assert "pricing deck" in text_of(shown)

    closed = await said(seller, words, shown)

    assert "That closes your promise to Lea Brandt: the pricing deck." in text_of(closed).replace("*", "")
    await seller.command("/tactegic", "promises")
    left = text_of(await seller.next_message())
    assert "budget" in left
    assert "deck" not in left


@pytest.mark.parametrize("words", ["moved to Tuesday", "make it the 22nd", "it moved to Tuesday"])
async def test_what_moves_is_what_the_thread_shows(seller: Driver, words: str) -> None:
    shown = await promised(seller)

    moved = await said(seller, words, shown)

    assert "That moves your promise to Lea Brandt: the pricing deck" in text_of(moved)


@pytest.mark.parametrize("words", ["moved to Tuesday", "make it the 22nd"])
async def test_an_entry_of_the_plan_on_screen_moves(seller: Driver, words: str) -> None:
    await said(seller, "Met Lea Brandt from Fabrikam. I promised her the pricing deck by Thursday.")
    await seller.command("/tactegic", "plan add Lea: spend a day in her warehouse on 15 December")
    await seller.next_message()
    plan = await said(seller, "Show my plan for Lea")
    assert "warehouse" in text_of(plan)

    moved = await said(seller, words, plan)

    assert "warehouse" in text_of(moved)
    assert "Undo" in str(moved)


@pytest.mark.parametrize("words", ["I didn't promise that", "that's not a promise"])
async def test_what_was_never_promised_is_taken_back(seller: Driver, words: str) -> None:
    await said(seller, "Met Lea Brandt from Fabrikam. I promised her the pricing deck by Thursday.")

    dropped = await said(seller, words)

    assert "That takes off the list your promise to Lea Brandt: the pricing deck." in text_of(dropped)
    await seller.click(dropped, "Undo")
    await seller.next_update()
    await seller.command("/tactegic", "promises")
    assert "pricing deck" in text_of(await seller.next_message())


async def test_a_missed_meeting_leaves_promises_alone(seller: Driver) -> None:
    await said(seller, "Met Tomasz Wolski from Fabrikam. I promised him the pricing deck by Thursday.")

    told = await said(seller, "no-show by Tomasz today, rescheduled to 2 Dec")

    assert "moves" not in text_of(told)
    await seller.command("/tactegic", "promises")
    assert "26 November" in text_of(await seller.next_message())


async def test_words_of_another_thing_that_moved_are_asked_about(seller: Driver) -> None:
    await said(seller, "Met Tomasz Wolski from Fabrikam. I promised him the pricing deck by Thursday.")

    told = await said(seller, "Call with Tomasz Wolski today. He postponed to 2 Dec")

    assert "Which promise moves?" in text_of(told)
    await seller.command("/tactegic", "promises")
    assert "26 November" in text_of(await seller.next_message())
