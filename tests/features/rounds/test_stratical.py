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


async def test_t4_a_leaders_answer_leads_to_a_step_people_and_comes_back_next_month(office: Office) -> None:
    lena = await leader(office)
    await lena.dm("Met Mira Holt, our head of service")
    await lena.next_message()
    await lena.command("/tactegic", "stratical")
    card = await lena.next_message()

    await lena.dm(
        "Customers buy cold by the hour; Mira Holt and Jon Vik should price it", thread_ts=card["ts"]
    )
    named = await lena.next_message()
    assert "You named somebody new to me." in text_of(named)
    assert "Jon Vik" in text_of(named)
    noted = await lena.next_message()
    assert "A talk about it with Mira Holt, by" in text_of(noted).replace("*", "")
    await lena.click(noted, "Put on plan")
    assert "Talk with Mira Holt about what comes next" in text_of(await lena.next_message())

    office.sandbox.clock.jump_to_next(0, "12:01", "Europe/Berlin")
    office.sandbox.clock.jump_to_next(0, "12:01", "Europe/Berlin")
    await lena.command("/tactegic", "stratical")
    again = await lena.next_message(where=lambda message: "Your look ahead this month" in text_of(message))
    assert "What you said last time" in text_of(again)
    assert "on what comes next: “Customers buy cold by the hour" in text_of(again).replace("_", "")
    await lena.command("/tactegic", "brief Mira")
    brief = await lena.next_message(where=lambda message: "Worth bringing up" in text_of(message))
    assert "What comes next" in text_of(brief)


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
