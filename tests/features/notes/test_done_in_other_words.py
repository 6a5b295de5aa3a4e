"""B12 through the workspace: what sellers write afterwards closes the promise it means, or asks once."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _open(seller: Driver, promised: str) -> None:
    await seller.dm(f"Met Ana Ruiz from Northwind. {promised}")
    await seller.next_message()


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("I promised her the price list.", "rates are out to Ana"),
        ("I promised her the data protection agreement.", "DPA is off to Ana"),
        ("She promised me the purchase order.", "PO's in from Ana!!"),
        (
            "I promised her a reference customer in food.",
            "gave Ana two happy customers from the food sector to ring",
        ),
        ("She promised me the floor plan.", "Ana mailed me the hall layout"),
    ],
)
async def test_other_words_close_the_promise_and_undo_opens_it(
    seller: Driver, promised: str, told: str
) -> None:
    await _open(seller, promised)
    await seller.dm(told)
    card = await seller.next_message()
    assert "That closes" in text_of(card)

    await seller.click(card, "Undo")
    await seller.next_update()
    await seller.command("/tactegic", "promises")
    assert "Ana Ruiz" in text_of(await seller.next_message())


@pytest.mark.parametrize(
    "told",
    [
        "price list half done, Ana gets the rest next week",
        "will send Ana the price list tomorrow",
        "Ana still waits for the price list",
        "Ana wants the price list in Excel too",
        "drafted the price list for Ana",
    ],
)
async def test_what_is_not_done_closes_nothing(seller: Driver, told: str) -> None:
    await _open(seller, "I promised her the price list.")
    await seller.dm(told)
    assert "That closes" not in text_of(await seller.next_message())

    await seller.command("/tactegic", "promises")
    assert "price list" in text_of(await seller.next_message())


async def test_a_thing_like_the_promised_one_is_asked_about_with_buttons(seller: Driver) -> None:
    await _open(seller, "I promised her the case study on energy.")
    await seller.dm("sent Ana the case study on water")
    card = await seller.next_message()
    assert "That closes" not in text_of(card)
    assert "case study on energy" in text_of(card)
