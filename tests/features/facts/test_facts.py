"""P1, B1, B8 through the real thing: facts that notes tell, ties, important days, and the local time."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(seller: Driver, words: str) -> dict[str, Any]:
    """The answer to a message."""
    await seller.dm(words)
    return await seller.next_message()


def plain(message: dict[str, Any]) -> str:
    """The words of a message without the stars of bold ones."""
    return text_of(message).replace("*", "")


async def test_b1_a_note_tells_ties_days_and_places_and_an_undo_takes_them_back(office: Office) -> None:
    mia = await greeted(office.member("mia"))
    card = await said(mia, "Tomas Berg reports to Ana Ruiz. Ana Ruiz lives in Singapore.")
    assert "Tomas Berg reports to Ana Ruiz." in plain(card)

    shown = plain(await said(mia, "show Ana Ruiz"))
    assert "Tomas Berg reports to Ana Ruiz." in shown
    assert "there now, in Singapore" in shown

    await mia.click(card, "Undo")
    await mia.next_update(card["ts"])
    card = await said(mia, "Met Ana Ruiz from Northwind")
    assert "Tomas" not in plain(await said(mia, "show Ana Ruiz"))
