"""F4 through the real thing: an agenda and a summary without what is private, and the own review."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import opened_form
from tests.features.plans.test_plans import ask, knows_ana

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "Ana is afraid of her new chairman."


def value_of(form: dict[str, Any], field: str) -> str:
    [block] = [each for each in form["blocks"] if each.get("block_id") == field]
    return str(block["element"].get("initial_value", ""))


async def prepared(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.dm(SECRET)
    await seller.next_message()
    await seller.dm("I promised Ana the storage paper by Friday.")
    await seller.next_message()
    await ask(seller, "goals Ana month: learn her 2028 plans")


async def test_f4_the_agenda_is_drafted_from_what_is_on_record_and_kept_after_editing(seller: Driver) -> None:
    await prepared(seller)
    await seller.command("/tactegic", "meeting Ana")
    card = await seller.next_message()
    assert "Learn her 2028 plans" in text_of(card)
    assert "storage paper" in text_of(card)
    assert "chairman" not in text_of(card)
    await seller.click(card, "Edit agenda")
    form = await opened_form(seller)
    assert value_of(form, "agenda") == "", "nothing goes out that was not marked or ticked"
    await seller.submit(form, {"agenda": {"agenda": "- Their carbon report"}})

    assert "Their carbon report" in text_of(await seller.next_update(card["ts"]))
    assert "Their carbon report" in await ask(seller, "meeting Ana")


async def test_f4_the_summary_takes_over_only_the_sentences_that_are_ticked(seller: Driver) -> None:
    await prepared(seller)
    await seller.command("/tactegic", "meeting Ana")
    card = await seller.next_message()
    await seller.click(card, "Write the summary")
    form = await opened_form(seller)
    assert "chairman" not in value_of(form, "summary")
    [ticks] = [each for each in form["blocks"] if each.get("block_id") == "ticked"]
    [document] = [
        each["value"] for each in ticks["element"]["options"] if "storage paper" in each["text"]["text"]
    ]

    await seller.submit(form, {"ticked": {"ticked": [document]}})

    summary = text_of(await seller.next_update(card["ts"]))
    assert "Also spoken of\n- I promised Ana the storage paper by Friday." in summary
    assert "chairman" not in summary
    assert "I never send it" in summary


def ticks(form: dict[str, Any], field: str) -> dict[str, str]:
    """What may be ticked in a field: the value of each line by its words."""
    found = [each["element"]["options"] for each in form["blocks"] if each.get("block_id") == field]
    assert not [e for e in form["blocks"] if e.get("element", {}).get("initial_options")], "nothing is ticked"
    return {each["text"]["text"]: each["value"] for options in found for each in options}


async def form_of(seller: Driver, button: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The card of a meeting with Ana, and the form behind one of its buttons."""
    await seller.command("/tactegic", "meeting Ana")
    card = await seller.next_message()
    await seller.click(card, button)
    return card, await opened_form(seller)


async def test_f4_own_goals_open_or_reached_come_into_no_paper_by_themselves(seller: Driver) -> None:
    await prepared(seller)
    await ask(seller, "goals Ana month: find out whether she will leave")
    await seller.command("/tactegic", "goals Ana")
    await seller.click(await seller.next_message(), "Reached", value=None)
    await seller.next_message()

    for button, paper in (("Edit agenda", "agenda"), ("Write the summary", "summary")):
        _, form = await form_of(seller, button)
        assert value_of(form, paper) == ""
        offered = {**ticks(form, "lines_next"), **ticks(form, "lines_accomplished")}
        assert {"Learn her 2028 plans", "Find out whether she will leave"} <= set(offered)


async def test_f4_a_line_that_is_ticked_goes_into_the_agenda_and_from_there_into_the_summary(
    seller: Driver,
) -> None:
    await prepared(seller)
    await ask(seller, "goals Ana month: find out whether she will leave")
    card, form = await form_of(seller, "Edit agenda")
    plans = ticks(form, "lines_next")["Learn her 2028 plans"]

    await seller.submit(form, {"lines_next": {"lines_next": [plans]}})

    agenda = text_of(await seller.next_update(card["ts"]))
    assert "Action-oriented goals\n- Learn her 2028 plans" in agenda
    assert "will leave" not in agenda
    _, form = await form_of(seller, "Write the summary")
    assert value_of(form, "summary") == "Action-oriented goals\n- Learn her 2028 plans"
    assert "Find out whether she will leave" in ticks(form, "lines_next")


async def test_f4_a_goal_that_is_marked_for_the_partner_stands_in_the_draft(seller: Driver) -> None:
    await prepared(seller)
    await seller.command("/tactegic", "goals Ana")
    await seller.click(await seller.next_message(), "Set a goal")
    await seller.submit(
        await opened_form(seller),
        {
            "text": {"text": "Agree on a pilot"},
            "period": {"period": "month"},
            "partner": {"partner": ["partner"]},
        },
    )
    await seller.next_message()

    _, form = await form_of(seller, "Edit agenda")

    assert value_of(form, "agenda") == "Action-oriented goals\n- Agree on a pilot"


async def test_f4_a_paper_without_a_word_and_without_a_tick_is_answered_beside_the_field(
    seller: Driver,
) -> None:
    await prepared(seller)
    for button, paper in (("Edit agenda", "agenda"), ("Write the summary", "summary")):
        _, form = await form_of(seller, button)
        answer = await seller.submit(form, {paper: {paper: " "}})
        assert "Write something first" in str(answer["errors"])
        await seller.close_view(form, whole=True)


async def test_f4_the_own_review_is_a_private_note_and_no_source_of_summaries(seller: Driver) -> None:
    await prepared(seller)
    await seller.command("/tactegic", "review Ana")
    card = await seller.next_message()
    assert "learn her 2028 plans" in text_of(card)
    await seller.click(card, "Write it")
    await seller.submit(await opened_form(seller), {"well": {"well": "I listened for once"}})
    await seller.next_update(card["ts"])

    assert "I listened for once" in await ask(seller, "notes Ana")
    assert "I listened" not in await ask(seller, "share")
    await seller.command("/tactegic", "meeting Ana")
    await seller.click(await seller.next_message(), "Write the summary")
    assert "I listened" not in text_of(await opened_form(seller))


async def test_f4_an_empty_review_is_answered_beside_the_field(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.command("/tactegic", "review Ana")
    await seller.click(await seller.next_message(), "Write it")

    answer = await seller.submit(await opened_form(seller), {})

    assert "Write something first" in str(answer["errors"])


async def test_f4_a_company_is_no_person_so_the_member_is_asked_whom_they_mean(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.command("/tactegic", "meeting Northwind")
    asked = await seller.next_message()
    assert "Whom at Northwind do you mean?" in text_of(asked).replace("*", "")
    await seller.click(asked, "Ana Ruiz")
    assert "Review meeting with Ana Ruiz" in text_of(await seller.next_update(asked["ts"]))


async def test_f4_what_came_of_an_activity_stays_a_note_until_it_is_ticked(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.command("/tactegic", "plan Ana: see the new hall")
    await seller.next_message()
    await seller.command("/tactegic", "plan Ana")
    await seller.click(await seller.next_message(), "Done …")
    await seller.submit(await opened_form(seller), {"outcome": {"outcome": "She doubts her own board"}})
    await seller.next_message()

    await seller.command("/tactegic", "meeting Ana")
    card = await seller.next_message()

    assert "See the new hall (done, from the plan, for you alone)" in text_of(card).replace("_", "")
    assert "doubts" not in text_of(card)
    await seller.click(card, "Write the summary")
    form = await opened_form(seller)
    assert "doubts" not in value_of(form, "summary")
    assert "She doubts her own board" in text_of(form)
