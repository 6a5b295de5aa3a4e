"""B3 through the real thing: who is due by a tag is brought up, and no longer when its rhythm changes."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver
from tests.features.conftest import Office, opened_form
from tests.features.nudges.test_nudges import chosen, nudged, run, says, updated

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_b3_somebody_due_by_a_tag_is_brought_up_until_the_rhythm_changes(
    office: Office, seller: Driver
) -> None:
    await chosen(seller, "Ana Ruiz")
    await run(seller, "cadence Ana none")
    await seller.dm("tag everyone at Northwind as board")
    asked = await seller.next_message(where=lambda message: "Change them" in str(message))
    await seller.click(asked, "Change them")
    await seller.submit(await opened_form(seller), {})
    await seller.next_message()

    set_card = await run(seller, "tag-rhythm board every 2 weeks")
    assert says("every two weeks", "I bring up those of them who are strategic, 1 for now")(set_card)
    nudge = await nudged(office, seller, "Ana Ruiz")
    assert says("every two weeks, by the tag board")(nudge)

    changed = await run(seller, "tag-rhythm board every 9 weeks")
    assert "By the rhythm as it is now, Ana Ruiz is not due yet." in await updated(seller, nudge, "Ana Ruiz")
    await seller.click(changed, "Undo")
    await seller.next_update(changed["ts"])
    assert says("The tag board has no rhythm any more.")(await run(seller, "tag-rhythm board none"))
