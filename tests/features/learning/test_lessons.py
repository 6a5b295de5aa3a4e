"""S7: short lessons, never the same twice in a row, off by choice, passed on as words."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.plans.test_plans import ask, knows_ana
from tests.features.portfolio.test_portfolio import activated, chosen, met, run

pytestmark = pytest.mark.asyncio(loop_scope="module")


def labels_of(card: dict[str, Any], kind: str) -> list[str]:
    """What the buttons of a card say, or the options of its menus."""
    elements = [each for block in card["blocks"] for each in block.get("elements", ())]
    found = [each for each in elements if each["type"] == kind]
    return [
        said["text"]["text"] for each in found for said in (each["options"] if kind == "overflow" else [each])
    ]


async def test_s7_lessons_come_one_after_the_other_and_never_twice_in_a_row(seller: Driver) -> None:
    seen = []
    for _ in range(4):
        await seller.command("/tactegic", "lesson")
        seen.append(text_of(await seller.next_message()).split("\n")[0])

    assert len(set(seen)) == 4


async def test_s7_a_topic_finds_its_lesson_with_its_source(seller: Driver) -> None:
    await seller.command("/tactegic", "lesson goals")

    told = text_of(await seller.next_message())

    assert "Three, so that they happen" in told
    assert "Justin Hitt" in told


async def test_s7_a_lesson_is_passed_on_as_words_to_copy(seller: Driver) -> None:
    await seller.command("/tactegic", "lesson goals")
    await seller.click(await seller.next_message(), "Pass it on")

    told = text_of(await seller.next_update())

    assert "Words to copy" in told
    assert "A fourth goal feels like ambition" in told
    assert "I send nothing myself" in told


async def test_s7_offers_can_be_turned_off_and_on(seller: Driver) -> None:
    await seller.command("/tactegic", "lesson off")
    off = await seller.next_message()
    assert "no more lessons" in text_of(off)

    await seller.click(off, "Offer them again")

    assert "again where it may help" in text_of(await seller.next_update())


async def test_s7_a_checked_plan_offers_its_lesson_until_they_are_off(seller: Driver) -> None:
    plan = "check We grow revenue by 12 % this year and make more calls."
    await seller.command("/tactegic", plan)
    await seller.click(await seller.next_message(), "A minute on this")
    assert "Pass it on" in text_of(await seller.next_message())
    await seller.command("/tactegic", "lesson off")
    await seller.next_message()

    await seller.command("/tactegic", plan)

    assert "A minute on this" not in text_of(await seller.next_message())


async def test_s7_a_failed_test_offers_its_lesson_in_the_menu_alone(seller: Driver) -> None:
    await knows_ana(seller)
    await seller.dm("I'm thinking of sending Ana a gift basket")
    card = await seller.next_message()
    assert "A minute on this" not in labels_of(card, "button")
    await seller.click(card, "A minute on this")
    assert "Pass it on" in text_of(await seller.next_message())

    lines = text_of(card).splitlines()
    better = lines[lines.index("What would pass") + 1].removesuffix(" [1]")
    await seller.command("/tactegic", f"test {better}")

    assert ": 3 of 3." in text_of(passing := await seller.next_message())
    assert "A minute on this" not in labels_of(passing, "overflow")


async def test_s7_a_fourth_goal_offers_its_lesson_until_they_are_off(seller: Driver) -> None:
    await knows_ana(seller)
    for goal in ("learn her 2028 plans", "meet her CFO", "see the new hall"):
        await ask(seller, f"goals Ana month: {goal}")
    await seller.command("/tactegic", "goals Ana month: host a workshop")
    await seller.click(await seller.next_message(), "A minute on this")
    assert "Justin Hitt" in text_of(lesson := await seller.next_message())
    assert "Pass it on" in labels_of(lesson, "button")
    await ask(seller, "lesson off")

    await seller.command("/tactegic", "goals Ana month: host a workshop")

    assert "A minute on this" not in text_of(await seller.next_message())


@pytest.mark.parametrize("line", ["phase Ana bridge", "meeting Ana", "review Ana"])
async def test_s7_a_change_of_phase_a_meeting_and_a_review_offer_a_lesson(seller: Driver, line: str) -> None:
    await knows_ana(seller)
    await seller.command("/tactegic", line)

    await seller.click(await seller.next_message(), "A minute on this")

    assert "Pass it on" in text_of(await seller.next_message())


async def test_an_unknown_topic_offers_any(seller: Driver) -> None:
    await seller.command("/tactegic", "lesson zzyzx")

    assert "I have no lesson on zzyzx" in text_of(await seller.next_message())


async def test_s7_the_first_strategic_contact_the_limit_and_the_swap_each_offer_a_lesson(
    seller: Driver,
) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg")
    await run(seller, "limits 1 2")

    first = await chosen(seller)
    at_limit = await activated(seller, "Lars")
    await met(seller, "Omar Haddad")
    swap = await activated(seller, "Omar")

    for card in (first, at_limit, swap):
        await seller.click(card, "A minute on this")
        assert "Pass it on" in text_of(await seller.next_message())


@pytest.mark.parametrize("line", ["objective Ana", "fit Ana"])
async def test_s7_what_may_serve_one_side_only_offers_a_lesson(seller: Driver, line: str) -> None:
    await knows_ana(seller)
    for words in (
        "I wrote to Ana today. I sent Ana the tariff paper.",
        "I wrote to Ana yesterday. I sent Ana the storage paper.",
    ):
        await seller.dm(words)
        await seller.next_message()
    await seller.command("/tactegic", line)

    await seller.click(await seller.next_message(), "A minute on this")

    assert "Pass it on" in text_of(await seller.next_message())
