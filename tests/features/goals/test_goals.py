"""F3 through the real thing: at most three key goals a period, carried over only by choice."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.plans.test_plans import ask, knows_ana

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def three(seller: Driver) -> None:
    for goal in ("learn her 2028 plans", "meet her CFO", "see the new hall"):
        assert "This month with Ana Ruiz" in await ask(seller, f"goals Ana month: {goal}")


async def test_f3_the_fourth_goal_asks_which_one_goes_and_undo_brings_it_back(seller: Driver) -> None:
    await knows_ana(seller)
    await three(seller)

    await seller.command("/tactegic", "goals Ana month: host a workshop")
    asked = await seller.next_message()
    assert "has its three goals" in text_of(asked)
    await seller.click(asked, "Drop this one")
    swapped = await seller.next_update(asked["ts"])
    assert "host a workshop" in text_of(swapped)
    assert "“learn her 2028 plans” went for it" in text_of(swapped)
    await seller.click(swapped, "Undo")
    await seller.next_update(asked["ts"])

    assert "What you set out to do\n• Learn her 2028 plans (goal until" in await ask(seller, "brief Ana")
    listed = await ask(seller, "goals Ana")
    assert "Learn her 2028 plans" in listed
    assert "Host a workshop" not in listed


async def test_f3_a_goal_by_form_for_oneself_is_reached(seller: Driver) -> None:
    await seller.command("/tactegic", "goals")
    await seller.click(await seller.next_message(), "Set a goal")
    form = await opened_form(seller)
    await seller.submit(
        form, {"text": {"text": "Two hours a week without deals"}, "period": {"period": "quarter"}}
    )
    assert "This quarter: Two hours a week" in text_of(await seller.next_message())

    await seller.command("/tactegic", "goals")
    await seller.click(await seller.next_message(), "Reached")

    assert text_of(await seller.next_message()).startswith("Reached: Two hours a week")


async def test_f3_goals_are_carried_over_only_by_choice(seller: Driver) -> None:
    await knows_ana(seller)
    await ask(seller, "goals Ana week: meet her CFO")
    await seller.command("/tactegic", "goals review")
    await seller.click(await seller.next_message(), "Carry over")

    carried = text_of(await seller.next_message())

    assert carried.startswith("The week of ")
    assert "Carried over" in await ask(seller, "goals Ana")


async def test_f3_another_period_and_another_person_have_goals_of_their_own(seller: Driver) -> None:
    await knows_ana(seller)
    await three(seller)

    assert "This week with Ana Ruiz" in await ask(seller, "goals Ana week: call her")
    assert "This month: sleep well" in await ask(seller, "goals month: sleep well")
    assert "I don't know anybody called Zoltan" in await ask(seller, "goals Zoltan: call him")


async def test_f3_for_a_goal_set_on_the_last_day_of_a_month_the_next_one_is_offered(office: Office) -> None:
    seller = await greeted(office.member("ola"))
    await knows_ana(seller)
    assert "Make it next month" not in await ask(seller, "goals Ana month: see the old hall")
    while office.sandbox.clock.now().day != 30:
        await seller.move_clock(advance=86_400)

    await seller.command("/tactegic", "goals Ana month: meet her CFO")
    card = await seller.next_message(where=lambda message: "meet her CFO" in text_of(message))
    assert "Little of this month is left" in text_of(card)
    await seller.click(card, "Make it next month's")

    moved = await seller.next_update(card["ts"])
    assert text_of(moved).replace("*", "").startswith("December 2026 with Ana Ruiz: meet her CFO")
    await seller.click(moved, "Undo")
    await seller.next_update(card["ts"])
    assert "December" not in await ask(seller, "goals Ana")


async def test_f3_a_message_sets_three_goals_and_names_the_fourth_it_left_out(seller: Driver) -> None:
    await seller.dm("My goals this quarter: win the port, visit every plant, learn Swedish, write a book")
    answer = await seller.next_message()

    assert "This quarter: 3 goals set" in text_of(answer)
    assert "so this was not set: “write a book”" in text_of(answer)
    await seller.click(answer, "Undo")
    await seller.next_update(answer["ts"])
    assert "Learn Swedish" not in await ask(seller, "goals")
