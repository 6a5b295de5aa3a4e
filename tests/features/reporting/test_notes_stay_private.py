"""B6, T5 through the real thing: a manager who asks for a seller's notes is told plainly whose they are."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, words: str) -> dict[str, Any]:
    """The answer to a message."""
    await person.dm(words)
    return await person.next_message()


async def test_b6_a_manager_is_told_whose_notes_a_sellers_are_and_what_is_shared_instead(
    office: Office,
) -> None:
    manager = await greeted(office.member("tomo"))
    mira = await greeted(office.member("mira"))
    await mira.command("/tactegic", f"reports me to <@{manager.user}>")
    await mira.next_message()
    await manager.next_message()
    await said(mira, "Met Ana Ruiz from Northwind, she worries about heliotropes.")

    for words in ("show me Mira's notes", "what did Mira write about Northwind?"):
        card = await said(manager, words)
        text = text_of(card)
        assert "Notes belong to whoever wrote them" in text
        assert "for Mira alone" in text
        assert "its themes in your roll-up" in text
        assert "managers included" in text
        assert "heliotropes" not in str(card)
    await manager.command("/tactegic", "notes Mira")
    assert "Notes belong to whoever wrote them" in text_of(await manager.next_message())

    await manager.click(card, "Open the roll-up")
    assert "heliotropes" not in text_of(await manager.next_message())


async def test_b6_to_others_a_strangers_name_is_nobodys(office: Office) -> None:
    stranger = await greeted(office.member("zora"))

    assert "Notes belong" not in text_of(await said(stranger, "show me Mira's notes"))


async def test_b6_a_contact_of_that_name_comes_first(office: Office) -> None:
    manager = await greeted(office.member("ruben"))
    seller = await greeted(office.member("quin"))
    await seller.command("/tactegic", f"reports me to <@{manager.user}>")
    await seller.next_message()
    await manager.next_message()
    await said(manager, "Met Quin Adler from Halden, he repairs clocks.")

    assert "repairs clocks" in text_of(await said(manager, "show me Quin's notes"))
