"""B1 and R2 through the real thing: a note in plain words becomes a card, and can be taken back."""

from __future__ import annotations

import pytest

from bot.sandbox.driver import Driver, text_of
from tests.flows.conftest import Office

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOTE = (
    "Met Ana Ruiz from Northwind last Thursday, I promised her the storage paper by Friday. They sign in May."
)


@pytest.mark.parametrize("office", ["socket", "http"], indirect=True, scope="module")
async def test_b1_a_note_is_said_back_as_it_was_understood(office: Office, seller: Driver) -> None:
    await seller.dm(NOTE)

    card = text_of(await seller.next_message())

    assert card.startswith("Noted for Ana Ruiz (Northwind).")
    assert "You promised Ana Ruiz: the storage paper" in card
    assert "simple mode" in card
