"""R3 and R4 through the real thing: an idea becomes a card with three verdicts, and goes on from there."""

from __future__ import annotations

import pytest

from bot.sandbox.driver import Driver, text_of
from tests.flows.conftest import Office, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
KNOWN = "Met Ana Ruiz from Northwind. She is worried about carbon reporting from 2027."
BASKET = "I'm thinking of sending Ana a gift basket"


async def test_r3_a_gift_basket_fails_and_what_would_pass_is_fitted_to_the_notes(seller: Driver) -> None:
    await seller.dm(KNOWN)
    await seller.next_message()

    await seller.dm(BASKET)

    card = text_of(await seller.next_message())
    print(card)
    assert "generosity, not your time: 0 of 3" in card
