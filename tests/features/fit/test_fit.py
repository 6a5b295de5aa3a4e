"""F5 through the real thing: a fit review, and a release that keeps or erases data."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.people.test_erasing import waiting
from tests.features.portfolio.test_portfolio import met, run, words
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


async def test_f5_every_card_that_names_an_erased_contact_is_deleted(office: Office, seller: Driver) -> None:
    await met(seller, "Zebedee Quillfeather")
    for line in (
        "active Zebedee",
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
