"""S2 and S4: activities in three levels, what to hand over, and the view from the other side."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOTE = (
    "Met Ana Ruiz from Northwind, she worries about carbon reporting. "
    "I promised her the storage paper by Friday."
)


async def planned(seller: Driver, *activities: str) -> None:
    await seller.dm(NOTE)
    await seller.next_message()
    for activity in activities:
        await seller.command("/tactegic", f"plan Ana: {activity}")
        await seller.next_message()


async def test_s2_activities_are_sorted_and_what_is_ordinary_can_be_handed_over(seller: Driver) -> None:
    await planned(seller, "coach her new planner on our reports", "send the price list")
    await seller.command("/tactegic", "focus")
    sorted_ = await seller.next_message()
    told = text_of(sorted_)
    assert "1 making others able and 1 ordinary business" in told
    assert "1 piece of ordinary work lies with you" in told

    await seller.click(sorted_, "Could somebody else do it?")
    minded = text_of(await seller.next_message())
    assert "Ana Ruiz has your word on “the storage paper”" in minded
    assert "Ana Ruiz yourself who comes in" in minded


async def test_s2_the_member_can_sort_again_and_undo_it(seller: Driver) -> None:
    await planned(seller, "send the price list")
    await seller.command("/tactegic", "focus")
    await seller.click(await seller.next_message(), "Move to level 1")
    moved = await seller.next_message()
    assert "to level 1" in text_of(moved)
    await seller.command("/tactegic", "focus")
    assert "1 yourself first" in text_of(await seller.next_message())

    await seller.click(moved, "Undo")
    await seller.next_update()
    await seller.command("/tactegic", "focus")
    assert "1 ordinary business" in text_of(await seller.next_message())


async def test_s2_with_nothing_planned_it_says_what_to_do(seller: Driver) -> None:
    await seller.command("/tactegic", "focus")

    assert "/tactegic plan Ana" in text_of(await seller.next_message())


async def test_s4_the_view_quotes_the_notes_and_asks_what_they_leave_open(seller: Driver) -> None:
    await planned(seller)

    await seller.command("/tactegic", "view Ana")

    told = text_of(await seller.next_message())
    assert "she worries about carbon reporting" in told
    assert "Your notes leave open" in told
    assert "simple mode" in told


async def test_s4_a_brief_has_a_section_from_their_side(seller: Driver) -> None:
    await planned(seller)

    await seller.command("/tactegic", "brief Ana")

    assert "From their side" in text_of(await seller.next_message())


async def test_s4_without_notes_of_their_side_it_says_so(seller: Driver) -> None:
    await seller.dm("Met Lars Invented from Fabrikam.")
    await seller.next_message()

    await seller.command("/tactegic", "view Lars")

    assert "don't say yet how it looks" in text_of(await seller.next_message())


async def test_an_unknown_name_is_asked_about(seller: Driver) -> None:
    await seller.command("/tactegic", "view Nobody Known")

    assert "Nobody Known" in text_of(await seller.next_message())
