"""B1 through the real thing: whoever only looks like somebody is asked about, and nothing unseen is kept."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.plans.test_plans import ask, knows_ana

pytestmark = pytest.mark.asyncio(loop_scope="module")
LOOKALIKE = "\u0410na Ruiz"
"""With a Cyrillic capital A."""


async def test_b1_a_note_about_a_lookalike_asks_whether_the_known_one_is_meant(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.dm(f"Met {LOOKALIKE} from Northwind yesterday, she likes harbours")

    noted = await seller.next_message()

    assert "Ana Ruiz" in text_of(noted)
    assert any("Ana Ruiz" in label for label in labels(noted)), text_of(noted)
    assert LOOKALIKE not in await ask(seller, "contacts")


async def test_b1_a_command_about_a_lookalike_asks_first(seller: Driver) -> None:
    await knows_ana(seller)
    asked = await ask(seller, f"brief {LOOKALIKE}")
    assert "Ana Ruiz" in asked
    assert "Northwind" in asked


async def test_b1_what_shows_nothing_makes_no_second_contact_and_is_kept_nowhere(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.dm("Met A\u200bna Ru\u2060iz from North\u00adwind yesterday, she likes \u202eharbours")
    await seller.next_message()

    contacts = await ask(seller, "contacts")

    assert contacts.count("Ana Ruiz") == 1
    assert contacts.count("Northwind") >= 1
    everything = contacts + await ask(seller, "notes Ana")
    assert "she likes harbours" in everything
    assert not any(mark in everything for mark in "\u200b\u2060\u00ad\u202e")


def labels(message: dict[str, object]) -> list[str]:
    """The labels of all buttons, and of all options, of a message."""
    found: list[str] = []

    def look(part: object) -> None:
        if isinstance(part, dict):
            if part.get("type") == "button" or "value" in part:
                found.append(str(part.get("text")))
            for each in part.values():
                look(each)
        elif isinstance(part, list):
            for each in part:
                look(each)

    look(message.get("blocks"))
    return found
