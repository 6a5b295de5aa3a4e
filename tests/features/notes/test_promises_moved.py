"""B12 through the workspace: a promise that gets another day has it, whatever the words, with Undo."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _promised(seller: Driver) -> None:
    await seller.dm("Met Tom Reed from Northwind. I promised him the pricing by 2 December.")
    await seller.next_message()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tom's pricing slipped to 9 December", "9 December"),
        ("pricing for Tom will be late, now 4 December", "4 December"),
        ("push Tom's pricing back a week", "9 December"),
        ("Tom's pricing slips to the 17th", "17 December"),
        ("moved Tom's pricing to the 14th", "14 December"),
        ("pushed the pricing for Tom to 11 December", "11 December"),
        ("the pricing for Tom is delayed by two weeks", "16 December"),
    ],
)
async def test_a_promise_moves_and_says_from_which_day_to_which(seller: Driver, words: str, day: str) -> None:
    await _promised(seller)
    await seller.dm(words)
    card = text_of(await seller.next_message())

    assert "That moves your promise to *Tom Reed*" in card
    moved = card.partition("That moves")[2]
    assert "from" in moved
    assert day in moved

    await seller.command("/tactegic", "promises")
    listed = text_of(await seller.next_message())
    assert listed.count("pricing") == 1
    assert day in listed


async def test_undo_gives_the_old_day_back(seller: Driver) -> None:
    await _promised(seller)
    await seller.dm("moved Tom's pricing to the 14th")
    await seller.click(await seller.next_message(), "Undo")
    await seller.next_update()

    await seller.command("/tactegic", "promises")
    assert "14 December" not in text_of(await seller.next_message())


@pytest.mark.parametrize("words", ["pushed the pricing for Tom to Friday", "moved Tom's pricing to the 14th"])
async def test_moving_a_day_is_no_touch_and_dates_nothing_in_the_past(seller: Driver, words: str) -> None:
    await _promised(seller)
    await seller.command("/tactegic", "touches Tom")
    before = text_of(await seller.next_message())
    await seller.dm(words)
    assert "November" not in text_of(await seller.next_message()).partition("That moves")[0]

    await seller.command("/tactegic", "touches Tom")
    assert text_of(await seller.next_message()) == before
