"""S7: short lessons, never the same twice in a row, off by choice, passed on as words."""

from __future__ import annotations

import pytest

from bot.sandbox.driver import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


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


async def test_an_unknown_topic_offers_any(seller: Driver) -> None:
    await seller.command("/tactegic", "lesson zzyzx")

    assert "I have no lesson on zzyzx" in text_of(await seller.next_message())
