"""B6 through the real thing: an export that is dropped into the conversation comes back, and goes again."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, opened_form
from tests.features.leavers.test_leavers import own_rows, words
from tests.features.own_data.test_erasing_all import noted, ticked
from tests.features.own_data.test_export import exported, rows_of, run

pytestmark = pytest.mark.asyncio(loop_scope="module")
SHOWN = ("Contact", "Account", "Note", "Touch", "Commitment", "Activity", "Attitude", "Goal")


async def test_b6_what_was_erased_comes_back_from_the_export_and_one_click_takes_it_out_again(
    office: Office, seller: Driver
) -> None:
    await noted(seller)
    await run(seller, "plan Zebedee Quillfeather: show him the harbour sketch on 4 December")
    archive = await exported(seller)
    await seller.next_message(where=lambda message: "bring it back one day" in text_of(message))
    before = rows_of(archive)
    await seller.command("/tactegic", "erase-me")
    await seller.submit(await opened_form(seller), ticked("erase"))
    await seller.next_message(where=lambda message: "erased for good" in text_of(message))
    assert archive.fp is not None
    archive.fp.seek(0)

    await seller.upload("tactegic-export.zip", archive.fp.read())

    preview = await seller.next_message(where=lambda message: "Shall I bring back" in text_of(message))
    assert "1 contact, " in text_of(preview)
    assert "Zebedee" not in words(await run(seller, "contacts"))
    await seller.click(preview, "Bring it back")
    back = await seller.next_update(preview["ts"])
    assert "Back again: 1 contact, " in text_of(back)
    assert "marmalade" not in str(await seller.messages())
    again = rows_of(await exported(seller))
    for kind in SHOWN:
        assert again.get(kind) == before.get(kind), kind
    await seller.click(back, "Undo")
    await seller.next_update(back["ts"])
    left = rows_of(await exported(seller))
    assert [kind for kind in SHOWN if kind in left] == []
    assert own_rows(office, seller) > 0


async def test_b6_a_zip_of_something_else_changes_nothing(seller: Driver) -> None:
    await seller.upload("holiday.zip", b"PK no zip at all")
    told = await seller.next_message(where=lambda message: "holiday.zip" in text_of(message))
    assert "is no export of mine" in text_of(told)
