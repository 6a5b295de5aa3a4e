"""B4, B12: a promise nobody made comes off the list, places count as shown, "that's wrong" is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, text: str, under: dict[str, Any] | None = None) -> dict[str, Any]:
    thread = under.get("thread_ts") or under["ts"] if under else None
    await person.dm(text, thread_ts=thread) if thread else await person.dm(text)
    return await person.next_message()


async def promised(person: Driver) -> None:
    """Tell of a promise to Lea, and of one of hers that is due before it."""
    await said(person, "Met Lea Brandt from Fabrikam. I promised her the pricing deck by Friday.")
    await said(person, "Call with Lea Brandt. Lea will send me the budget by Thursday.")


@pytest.mark.parametrize(
    "words", ["I never promised Lea a pricing deck", "delete the promise 'the pricing deck', that's nonsense"]
)
async def test_a_denied_promise_comes_off_the_list_with_undo(seller: Driver, words: str) -> None:
    await promised(seller)

    off = await said(seller, words)

    assert "That takes off the list your promise to Lea Brandt: the pricing deck." in text_of(off).replace(
        "*", ""
    )
    assert "Undo" in text_of(off)
    await seller.command("/tactegic", "promises")
    left = text_of(await seller.next_message())
    assert "budget" in left
    assert "deck" not in left


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("second one is done", "That closes the promise of Lea Brandt to you: send me the budget"),
        ("drop the first one", "That takes off the list your promise to Lea Brandt: the pricing deck"),
    ],
)
async def test_a_place_is_the_one_that_the_list_shows(seller: Driver, words: str, what: str) -> None:
    await promised(seller)
    shown = await said(seller, "what are my open promises?")
    told = text_of(shown)
    assert told.index("pricing deck") < told.index("budget")

    assert what in text_of(await said(seller, words, shown)).replace("*", "")


async def test_who_waits_for_the_member_is_told_from_the_promises(seller: Driver) -> None:
    await promised(seller)

    told = text_of(await said(seller, "who is waiting on me?"))

    assert "pricing deck" in told
    assert "budget" not in told


async def test_a_remark_that_something_is_wrong_is_asked_about(seller: Driver) -> None:
    await promised(seller)

    asked = text_of(await said(seller, "hmm that's wrong"))

    assert "What is wrong, and how should it be?" in asked
    assert "Edit the last note" in asked
