"""F5 through the real thing: a fit review, and a release that keeps or erases data."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted
from tests.features.people.test_erasing import waiting
from tests.features.portfolio.test_portfolio import activated, met, run, words
from tests.features.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_f5_both_directions_are_looked_at_and_a_release_keeps_or_erases_data(
    seller: Driver,
) -> None:
    await seller.dm("Met Ana Ruiz from Northwind yesterday. Ana introduced me to Lars Berg.")
    await seller.next_message()
    await seller.dm("Ana Ruiz worries about carbon reporting")
    await seller.next_message()

    review = await run(seller, "fit Ana")

    shown = words(review)
    assert "Do they still take part?" in shown
    assert "Are you still of use to them?" in shown
    assert "gave nothing on record" in shown
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])
    assert "is released" in words(released)
    await seller.click(released, "Erase what is stored")
    erased = words(await seller.next_update(released["ts"]))
    assert "Erased for good: the person, touches, promises and 1 note." in erased
    assert "Ana" not in words(await run(seller, "contacts"))
    assert "carbon" not in words(await run(seller, "notes"))


@pytest.mark.slow
async def test_f5_every_card_that_names_an_erased_contact_is_deleted(office: Office, seller: Driver) -> None:
    await met(seller, "Zebedee Quillfeather")
    await activated(seller, "Zebedee")
    for line in (
        "active Zebedee",
        "phase Zebedee bridge",
        "cadence Zebedee 30",
        "place Zebedee",
        "strategic Zebedee",
        "portfolio",
        "share",
    ):
        assert "Zebedee" in words(await run(seller, line))
    await seller.click(await run(seller, "score Zebedee"), "1 source")
    assert "Zebedee" in words(await seller.next_message())
    review = await run(seller, "fit Zebedee")
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])

    await seller.click(released, "Erase what is stored")

    assert "Erased for good" in words(await seller.next_update(released["ts"]))
    await until(lambda: not waiting(office.data))
    assert [m for m in await seller.messages() if "Zebedee" in text_of(m) and m.get("bot_id")] == []


async def test_f5_the_bot_starts_a_review_where_nothing_comes_back_and_then_rests_for_a_quarter(
    office: Office,
) -> None:
    seller = await greeted(office.member("ines"))
    await met(seller, "Odd Bakke")
    await activated(seller, "Odd")
    for text in (
        "Wrote to Odd Bakke about the cold store, no answer",
        "Second mail to Odd Bakke, no reply",
        "Odd Bakke hasn't answered my third mail",
    ):
        await seller.move_clock(advance=86_400)
        await seller.dm(text)
        await seller.next_message(where=lambda message: text_of(message).startswith("Noted"))

    def starts(message: dict[str, Any]) -> bool:
        return "Does it still fit with" in text_of(message)

    office.sandbox.clock.jump_to_next(1, "11:01", "Europe/Berlin")
    asked = await seller.next_message(where=starts)
    assert "3 times in a row only you reached out: “Odd Bakke hasn't answered my third mail”" in words(
        asked
    ).replace("_", "")
    await seller.click(asked, "Keep as it is")
    assert "You keep Odd Bakke" in words(await seller.next_update(asked["ts"]))

    await seller.dm("A fourth mail to Odd Bakke, no answer")
    await seller.next_message(where=lambda message: text_of(message).startswith("Noted"))
    for _ in range(3):
        office.sandbox.clock.jump_to_next(1, "11:01", "Europe/Berlin")
    await run(seller, "place Odd")
    assert sum(starts(message) for message in await seller.messages()) == 0
