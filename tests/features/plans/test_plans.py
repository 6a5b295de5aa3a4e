"""R1 and R2 through the real thing: a plan holds what builds a relationship, with dates and outcomes."""

from __future__ import annotations

import pytest

from slack_sandbox.seed import MANAGER
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
MET = "Met Ana Ruiz from Northwind last Thursday."


async def knows_ana(seller: Driver) -> Driver:
    await seller.dm(MET)
    await seller.next_message()
    return seller


async def ask(seller: Driver, line: str) -> str:
    await seller.command("/tactegic", line)
    return text_of(await seller.next_message())


async def test_r1_plain_words_put_a_dated_step_on_the_plan(seller: Driver) -> None:
    await knows_ana(seller)

    await seller.dm("plan: visit Ana's warehouse on 3 December")

    card = text_of(await seller.next_message())
    assert card.startswith("On the plan for Ana Ruiz (Northwind): visit Ana's warehouse on 3 December")
    plan = await ask(seller, "plan Ana")
    assert "1 activity to come" in plan
    assert "Visit Ana's warehouse" in plan
    assert "not tested" in plan


async def test_r1_a_step_is_added_by_form_edited_dropped_and_taken_back(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.command("/tactegic", "plan Ana")
    await seller.click(await seller.next_message(), "Add the first activity")
    await seller.submit(await opened_form(seller), {"text": {"text": "Teach her team our audit method"}})
    added = await seller.next_message()
    assert "Teach her team our audit method" in text_of(added)
    await seller.click(added, "Edit")
    form = await opened_form(seller)
    values = {"text": {"text": "Teach her team our audit"}, "on": {"on": "2027-01-20"}}
    await seller.submit(form, values | {"owner": {"owner": MANAGER}})
    changed = await seller.next_update(added["ts"])
    assert "20 January 2027" in text_of(changed)
    assert "Tomo Hale does it; they are not told" in text_of(changed)
    assert "Tomo Hale does it · for 20 January 2027 · not tested" in await ask(seller, "plan Ana")

    await seller.command("/tactegic", "plan Ana")
    await seller.click(await seller.next_message(), "Drop")
    dropped = await seller.next_message()
    assert text_of(dropped).startswith("Taken off the plan")
    await seller.click(dropped, "Undo")
    await seller.next_update(dropped["ts"])

    assert "1 activity to come" in await ask(seller, "plan Ana")


async def test_r1_an_outcome_becomes_a_note_and_a_touch(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.dm("plan: visit Ana's warehouse on 3 December")
    await seller.next_message()
    await seller.command("/tactegic", "plan Ana")
    await seller.click(await seller.next_message(), "Done …")
    form = await opened_form(seller)
    await seller.submit(
        form,
        {
            "outcome": {"outcome": "Her night shift has no light in hall 3"},
            "touch": {"touch": ["yes"]},
        },
    )
    done = text_of(await seller.next_message())

    assert "counts as a touch" in done
    assert "night shift" in await ask(seller, "notes Ana")
    assert "“Her night shift has no light in hall 3”" in await ask(seller, "plan Ana")


async def test_r1_what_is_planned_every_so_often_comes_again_when_it_is_done(seller: Driver) -> None:
    await knows_ana(seller)
    await ask(seller, "plan Ana: walk the depot with her every 6 weeks")
    await seller.command("/tactegic", "plan Ana")
    await seller.click(await seller.next_message(), "Done …")
    form = await opened_form(seller)
    await seller.submit(form, {"outcome": {"outcome": "The second gate is closed at night"}})

    assert "next on" in text_of(await seller.next_message())
    assert "1 activity to come" in await ask(seller, "plan Ana")


async def test_r2_what_a_plan_takes_for_granted_is_marked(seller: Driver) -> None:
    await knows_ana(seller)

    card = await ask(seller, "plan Ana: they sign in May, so prepare the kick-off workshop")

    assert "“they sign in May” as your expectation, not a fact" in card
    assert "No date yet" in card


async def test_r1_a_list_of_deals_is_told_kindly(seller: Driver) -> None:
    await knows_ana(seller)
    await ask(seller, "plan Ana: close the licence renewal deal in March")

    plan_before = await ask(seller, "plan Ana")
    await ask(seller, "plan Ana: send the proposal for 80k EUR")

    assert "list of deals" not in plan_before
    assert "This reads like a list of deals" in await ask(seller, "plan Ana")


async def test_r1_unknown_names_are_asked_about(seller: Driver) -> None:
    assert "I don't know anybody called Zoltan" in await ask(seller, "plan Zoltan: send him a book")
    await knows_ana(seller)
    await seller.dm("plan: read up on carbon reporting")
    asked = await seller.next_message()
    await seller.click(asked, "Ana Ruiz (Northwind)")

    assert "On the plan for Ana Ruiz" in text_of(await seller.next_update(asked["ts"]))


async def test_r3_a_step_of_a_plan_can_be_tested(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.dm("plan: send Ana a gift basket on 3 December")
    await seller.click(await seller.next_message(), "Test it")

    assert "gift basket" in text_of(await seller.next_message())
