"""B2 through the real thing: a question about several people is answered from notes on each of them."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, words: str) -> str:
    """The words of the answer to a message, without stress marks."""
    await person.dm(words)
    return text_of(await person.next_message()).replace("*", "").replace("_", "")


async def test_b2_each_of_several_people_has_a_say_and_who_has_none_is_named(seller: Driver) -> None:
    for day in range(1, 6):
        await said(
            seller, f"Met Ana Ruiz from Northwind on {day} October. She worries about storage in hall {day}."
        )
    await said(seller, "Met Lars Berg from Northwind on 2 September. He worries about drivers.")
    await said(seller, "Met Bea Lund from Northwind on 3 September. She likes tea.")

    both = await said(seller, "What do Ana and Lars worry about?")
    one = await said(seller, "What do Ana and Bea worry about?")
    latest = await said(seller, "What is new with Ana and Lars?")

    assert "“She worries about storage in hall" in both
    assert "“He worries about drivers.”" in both
    assert "Your notes don't say it of Bea Lund." in one
    assert "Lars Berg" in latest
    assert "He worries about drivers." in latest
