"""F5: cards that quote an erased person among others go with the person, and the others stay."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.people.test_erasing import waiting
from tests.features.plans.test_plans import ask, knows_ana
from tests.features.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
NAME = "Zebedee Quillfeather"
CARDS = ("plan", "goals", "focus", "test history", f"meeting {NAME}", f"check {NAME} will sign in May.")
"""What to ask for, so that a card names the person: lists of all contacts, a draft, a check of a text."""


@pytest.mark.slow
async def test_f5_cards_that_name_an_erased_person_are_deleted(office: Office, seller: Driver) -> None:
    await knows_ana(seller)
    await ask(seller, "goals Ana month: learn her 2028 plans")
    await seller.dm(f"Met {NAME} from Oakhurst yesterday.")
    await seller.next_message()
    await ask(seller, f"plan {NAME}: show him a sketch on 3 December")
    await ask(seller, f"goals {NAME} month: learn how he keeps bees")
    await ask(seller, f"test Show {NAME} a sketch")
    for line in CARDS:
        assert NAME in await ask(seller, line)
    kept = await ask(seller, "goals Ana")
    await seller.command("/tactegic", f"fit {NAME}")
    review = await seller.next_message()
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])

    await seller.click(released, "Erase what is stored")
    await seller.next_update(released["ts"])
    await until(lambda: not waiting(office.data))

    texts = [text_of(each) for each in await seller.messages() if each.get("bot_id")]
    assert [each for each in texts if NAME in each] == []
    assert kept in texts
