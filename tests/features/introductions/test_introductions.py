"""R1 through the real thing: whom somebody should meet, with the reason quoted, and never made up."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, words: str) -> str:
    """The words of the answer to a message, without stress marks."""
    await person.dm(words)
    return text_of(await person.next_message()).replace("*", "").replace("_", "")


async def test_r1_a_common_interest_and_a_need_are_reasons_and_are_quoted(seller: Driver) -> None:
    await said(seller, "Met Ana Ruiz from Northwind. She worries about carbon reporting.")
    await said(seller, "Called Ana Ruiz: she is looking for a lawyer who knows the new rules.")
    await said(seller, "Met Lars Berg from Kitano Rail. He is responsible for carbon reporting in Sweden.")
    await said(seller, "Met Jo Park, energy lawyer at Halden.")
    await said(seller, "Met Omar Haddad from Contoso. He needs a data sheet.")

    answer = await said(seller, "who should I introduce Ana to?")

    assert "“She worries about carbon reporting.”" in answer
    assert "“He is responsible for carbon reporting in Sweden.”" in answer
    assert "Jo Park" in answer
    assert "Omar" not in answer
    assert "Ask each of them first" in answer


async def test_r1_without_a_reason_in_the_notes_none_is_made_up(seller: Driver) -> None:
    await said(seller, "Met Ana Ruiz from Northwind. She worries about carbon reporting.")
    await said(seller, "Met Lars Berg from Northwind. He works on carbon reporting.")

    answer = await said(seller, "who should meet Ana?")

    assert "I make none up. What is Ana looking for?" in answer
