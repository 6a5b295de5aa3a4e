"""B12: "my thing with Ana" is the promise open with her, and "done both" shows what is open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.core.promises_pointed import MovedThing, closes_all, read_moved_thing
from slack_sandbox.testing import Driver, text_of

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "move my thing with Ken to Monday",
        "please push my thing with Ken to Monday",
        "move the promise to Ken to Monday",
        "can you postpone that one with Ken until Monday",
        "Put the task for Ken off to Monday.",
        "shift my stuff with Ken to monday",
    ],
)
def test_a_thing_is_moved_by_whom_it_is_with(text: str) -> None:
    assert read_moved_thing(text, TODAY) == MovedThing("Ken", date(2026, 12, 7))


@pytest.mark.parametrize(
    "text",
    ["move the reminder to Monday", "move my round to Monday", "move the price list for Ken to Monday"],
)
def test_other_words_move_no_such_thing(text: str) -> None:
    assert read_moved_thing(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["done both", "both done", "did them both", "all of them are sent", "sent both!", "they're both done"],
)
def test_all_are_done(text: str) -> None:
    assert closes_all(text)


@pytest.mark.parametrize("text", ["done", "both came", "sent both decks to Ana", "all good", "all right"])
def test_other_words_say_not_that_all_are_done(text: str) -> None:
    assert not closes_all(text)


async def said(person: Driver, text: str) -> dict[str, Any]:
    await person.dm(text)
    return await person.next_message()


@pytest.mark.asyncio(loop_scope="module")
async def test_the_promise_moves_and_both_are_shown(seller: Driver) -> None:
    await said(seller, "Met Lea Brandt from Fabrikam. I promised her the pricing deck by Friday.")

    moved = text_of(await said(seller, "move my thing with Lea to Monday")).replace("*", "")
    assert "That moves your promise to Lea Brandt: the pricing deck" in moved
    assert "pricing deck" in text_of(await said(seller, "done both"))
