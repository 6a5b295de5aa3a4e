"""T6 through the real thing: what served the future is weighed, corrected, and held against a floor."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
FUTURE = "Met Ana Ruiz from Northwind today. We talked about cold storage in 2029."
DEALS = ("Called Ana today about the renewal", "Called Ana today about the discount on the order")


async def asked(seller: Driver, line: str) -> dict[str, Any]:
    """The card that answers a command."""
    await seller.command("/tactegic", line)
    return await seller.next_message()


async def busy(seller: Driver) -> None:
    """One touch for the future, two for deals."""
    for note in (FUTURE, *DEALS):
        await seller.dm(note)
        await seller.next_message()


async def test_t6_the_share_is_told_in_words(seller: Driver) -> None:
    await busy(seller)

    card = text_of(await asked(seller, "future"))

    assert "1 of 3 touches and activities served the future: 33 %" in card.replace("*", "")
    assert "above your floor of 10 %" in card


async def test_t6_a_click_corrects_what_was_counted(seller: Driver) -> None:
    await busy(seller)
    rows = await asked(seller, "future list")
    assert "the note speaks of a deal" in text_of(rows)

    await seller.click(rows, "Was future")

    corrected = text_of(await seller.next_update(rows["ts"]))
    assert "you said so" in corrected
    assert "67 %" in text_of(await asked(seller, "future"))


async def test_t6_the_member_sets_the_floor(seller: Driver) -> None:
    await busy(seller)

    assert "Your floor is 50 % now" in text_of(await asked(seller, "future floor 50"))

    assert "below your floor of 50 %" in text_of(await asked(seller, "future"))


async def test_t6_with_nothing_to_weigh_it_says_what_counts(seller: Driver) -> None:
    assert "nothing to weigh" in text_of(await asked(seller, "future"))
