"""B1: who is added with a title or an address beside the name keeps the title."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    "words",
    [
        "Please add Joanna Reyes, Legal Counsel at Vantor, joanna@vantor.io",
        "add Joanna Reyes, Legal Counsel at Vantor (joanna@vantor.io)",
        "add Joanna Reyes (Legal Counsel at Vantor), joanna@vantor.io",
        "Add Joanna Reyes, Legal Counsel, Vantor",
        "please add Joanna Reyes, Legal Counsel at Vantor",
        "add Joanna Reyes (Legal Counsel, Vantor) to my contacts",
    ],
)
async def test_a_title_beside_the_name_is_kept(seller: Driver, words: str) -> None:
    await seller.dm(words)
    await seller.next_message()
    await seller.command("/tactegic", "contact Joanna")
    told = text_of(await seller.next_message())
    assert "Legal Counsel" in told
    assert "Vantor\n" in told
