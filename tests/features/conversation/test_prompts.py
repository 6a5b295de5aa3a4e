"""B4: what is offered above the conversation fits the day, names nobody, and keeps nothing when clicked."""

from __future__ import annotations

import pytest

from bot.conversation.cards.prompts import prompts_for
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_b4_prompts_say_how_many_promises_are_open_and_answer_when_clicked(
    office: Office, seller: Driver
) -> None:
    await seller.dm("Met Ana Ruiz from Northwind. I promised her the storage paper by 3 December.")
    await seller.next_message()

    await seller.open_home("messages")
    offered = (await seller.next_entry("prompts"))["prompts"]

    assert [each["title"] for each in offered] == ["See my open promise", "See what I can do"]
    assert "Ana" not in str(offered)
    for each in offered:
        await seller.dm(each["message"])
        assert "Noted" not in text_of(await seller.next_message())


async def test_b4_who_has_nothing_open_keeps_what_the_app_brings() -> None:
    assert prompts_for(promised=0, silent=0) == ()
    assert [title for title, _ in prompts_for(promised=2, silent=3)] == [
        "See my 2 open promises",
        "See where it has been quiet",
        "See what I can do",
    ]
