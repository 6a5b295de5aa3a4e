"""T4 through the real thing: leaders look ahead with their own organization, monthly."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def leader(office: Office) -> Driver:
    """Somebody who leads an organization."""
    person = await greeted(office.member("lena", title="Sales director"))
    await person.command("/tactegic", "role leader")
    await person.next_message()
    return person


async def test_t4_a_leader_is_asked_all_fields_about_their_own_organization(office: Office) -> None:
    lena = await leader(office)

    await lena.command("/tactegic", "stratical")

    card = await lena.next_message()
    assert text_of(card).startswith("Your look ahead this month")
    assert "Take it in parts" in text_of(card)
    assert "Other accounts" not in text_of(card)
    await lena.click(card, "Answer in a form")
    form = await opened_form(lena)
    fields = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
    assert len(fields) == 13
    assert fields[:4] == ["whats-next", "response", "disrupt", "take-share"]
    answers = {"whats-next": {"whats-next": "Customers buy cold by the hour"}}
    await lena.submit(form, {**answers, "culture": {"culture": "We praise whoever ends a habit"}})
    noted = text_of(await lena.next_message())
    assert "Noted for your own organization: 2 answers." in noted
    assert "2 of 13" in noted
    assert "On what comes next: “Customers buy cold by the hour”" in noted


async def test_t4_answers_of_a_leader_are_recalled(office: Office) -> None:
    lena = await leader(office)
    await lena.command("/tactegic", "stratical")
    card = await lena.next_message()
    await lena.dm("Customers buy cold by the hour", thread_ts=card["ts"])
    await lena.next_message()

    await lena.command("/tactegic", "ask What comes next for our own organization?")

    assert "Customers buy cold by the hour" in text_of(await lena.next_message())


async def test_t4_a_seller_is_told_whom_it_is_for(seller: Driver) -> None:
    await seller.command("/tactegic", "stratical")

    assert "it comes to leaders" in text_of(await seller.next_message())
