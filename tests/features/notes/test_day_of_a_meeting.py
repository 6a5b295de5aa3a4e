"""B1: words that put the day of a meeting right move the note and its touch, and nothing else of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.corrections import read_note_day
from slack_sandbox.testing import Driver, text_of

TOLD = "Met Ben Carter from Fabrikam yesterday. He reports to Kim Voss. I promised him the spec by Friday."


async def said(person: Driver, text: str) -> str:
    await person.dm(text)
    return text_of(await person.next_message()).replace("*", "")


@pytest.mark.parametrize("words", ["We met on Monday with Ben Carter", "It was Monday with Ben Carter"])
def test_without_a_day_denied_it_is_a_note_of_its_own(words: str) -> None:
    assert read_note_day(words, date(2026, 11, 24)) is None


async def _shown(person: Driver, name: str) -> str:
    return await said(person, f"contact {name}")


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "words",
    ["it was Friday, not yesterday, with Ben", "No, it was last Friday, not yesterday with Ben Carter."],
)
async def test_the_day_moves_and_ties_and_promises_stay(seller: Driver, words: str) -> None:
    await said(seller, TOLD)
    await said(seller, "Call with Lea Brandt from Northwind today. I promised her the deck by Thursday.")

    changed = await said(seller, words)

    assert "Changed the note for Ben Carter" in changed
    assert "20 November" in changed
    assert "by 27 November" in changed
    ben = await _shown(seller, "Ben Carter")
    assert "Ben Carter reports to Kim Voss." in ben
    assert "20 November" in ben
    left = await said(seller, "promises")
    assert "the spec" in left
    assert "the deck" in left
