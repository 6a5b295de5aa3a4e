"""B1 and B12 through the workspace: promises close by words and clicks, and each row of the form works."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOTE = "Met Ana Ruiz from Northwind. I promised her the storage paper by Friday."


def _field_of(form: dict[str, Any], label: str, place: int = 0) -> str:
    """The name of a field, by its label."""
    found = [b["block_id"] for b in form["blocks"] if b["type"] == "input" and b["label"]["text"] == label]
    return str(found[place])


async def test_b12_a_report_closes_the_promise_and_undo_opens_it(seller: Driver) -> None:
    await seller.dm(NOTE)
    await seller.next_message()
    await seller.dm("Sent Ana the storage paper.")
    card = await seller.next_message()
    assert "That closes your promise to *Ana Ruiz*: the storage paper." in text_of(card)

    await seller.command("/tactegic", "promises")
    assert "Nothing is open" in text_of(await seller.next_message())
    await seller.click(card, "Undo")
    await seller.next_update()
    await seller.command("/tactegic", "promises")
    assert "the storage paper" in text_of(await seller.next_message())


async def test_b12_a_request_becomes_a_promise_with_one_click(seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind.")
    await seller.next_message()
    await seller.dm("Ana asked for two references.")
    card = await seller.next_message()
    assert "*Ana Ruiz* asked you for: two references." in text_of(card)
    await seller.click(card, "I'll do it")
    assert "You promised Ana Ruiz: two references" in text_of(await seller.next_update())


async def test_b1_every_part_of_a_promise_is_put_right_in_its_row(seller: Driver) -> None:
    await seller.dm("Met Priya Nair from Contoso.")
    await seller.next_message()
    await seller.dm(NOTE)
    card = await seller.next_message()
    await seller.click(card, "Edit")
    form = await opened_form(seller)
    whom = next(b for b in form["blocks"] if b.get("block_id") == _field_of(form, "The other person"))
    priya = next(o for o in whom["element"]["options"] if "Priya" in o["text"]["text"])

    await seller.submit(
        form,
        {
            _field_of(form, "What was promised"): {_field_of(form, "What was promised"): "two references"},
            _field_of(form, "The other person"): {_field_of(form, "The other person"): priya["value"]},
            _field_of(form, "Due"): {_field_of(form, "Due"): "2026-12-04"},
        },
    )

    changed = text_of(await seller.next_update())
    assert "You promised Priya Nair: two references, by" in changed
    assert "4 December 2026" in changed or "2026-12-04" in changed


async def test_b1_a_row_is_added_and_keeps_what_was_typed(seller: Driver) -> None:
    await seller.dm(NOTE)
    card = await seller.next_message()
    await seller.click(card, "Edit")
    form = await opened_form(seller)
    await seller.click(form, "Add a promise")
    wider = await seller.next_view()
    assert [b["label"]["text"] for b in wider["blocks"] if b["type"] == "input"].count("Another promise") == 2
    second = _field_of(wider, "Another promise", 1)

    await seller.submit(wider, {second: {second: "a visit in spring"}})

    assert "a visit in spring" in text_of(await seller.next_update())


async def test_b1_what_is_wrong_in_a_row_is_said_beside_its_field(seller: Driver) -> None:
    await seller.dm(NOTE)
    await seller.click(await seller.next_message(), "Edit")
    form = await opened_form(seller)
    what = _field_of(form, "What was promised")
    answer = await seller.submit(form, {what: {what: ""}})
    assert "Write what was promised" in str(answer)


async def test_b1_short_words_put_the_latest_note_right(seller: Driver) -> None:
    await seller.dm(NOTE)
    await seller.next_message()
    await seller.dm("that was a call, not a meeting")
    assert "Counts as a touch (phone)" in text_of(await seller.next_message())
    await seller.dm("not Ana, Anna Berg")
    assert text_of(await seller.next_message()).startswith("Changed the note for Anna Berg.")


async def test_b1_who_was_promised_something_is_put_right_in_an_earlier_note(seller: Driver) -> None:
    await seller.dm("Met Tom Webb. I promised Tom the price list by Friday. I promised Tom a demo.")
    await seller.next_message()
    await seller.dm("Met Priya Nair from Contoso.")
    await seller.next_message()
    await seller.dm("I promised the price list to Priya, not Tom")
    changed = text_of(await seller.next_message())
    assert "You promised Priya Nair: the price list, by 27 November 2026." in changed
    assert "You promised Tom Webb: a demo." in changed
    await seller.dm("undo")
    undone = text_of(await seller.next_message())
    assert "Undone: the promise “the price list” is with Tom Webb again." in undone


async def test_b12_the_one_promise_to_a_person_moves_and_nobody_is_asked(seller: Driver) -> None:
    await seller.dm(NOTE)
    await seller.next_message()
    await seller.dm("moved Ana to next Wednesday")
    moved = text_of(await seller.next_message())
    assert "That moves your promise to *Ana Ruiz*: the storage paper" in moved
    assert "Which promise" not in moved


async def test_p1_a_move_keeps_what_was(seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind, head of procurement.")
    await seller.next_message()
    await seller.dm("Ana left Northwind, now VP Supply at Tesseract.")
    moved = await seller.next_message()
    assert "Ana Ruiz moved: now VP Supply, Tesseract" in text_of(moved)
    await seller.command("/tactegic", "contact Ana")
    shown = text_of(await seller.next_message())
    assert "Tesseract" in shown
    assert "Northwind, until" in shown


MINUTES = (
    "Notes of the call with Ana Ruiz from Northwind and Tom Webb:\n"
    "- pilot on line three only, live in March\n"
    "- the board wants a payback below eighteen months\n- competitor already quoted a cheaper sensor\n"
    "- training for operators is still open"
)


async def test_b2_a_few_words_put_one_thing_right_and_hide_nothing_else(seller: Driver) -> None:
    await seller.dm(MINUTES)
    await seller.next_message()
    await seller.dm("Correction: the payback that the board wants is twenty months")
    card = text_of(await seller.next_message())
    assert "It puts right a part of what you told me on" in card
    assert "The rest of it stays." in card

    await seller.command("/tactegic", "notes Ana")
    assert "corrected since" not in text_of(await seller.next_message())
    await seller.command("/tactegic", "brief Ana")
    assert "pilot on line three only" in text_of(await seller.next_message())


async def test_b1_another_spelling_of_a_surname_renames_the_person(seller: Driver) -> None:
    await seller.dm("Met Olaf Brandt from Northwind.")
    await seller.next_message()
    await seller.dm("not Olaf Brandt, it's Olaf Brandtner")
    assert "Olaf Brandtner" in text_of(await seller.next_message())

    await seller.command("/tactegic", "contacts")
    contacts = text_of(await seller.next_message())
    assert "Olaf Brandtner" in contacts
    assert "1 person" in contacts


async def test_b1_words_give_a_thing_to_another_person(seller: Driver) -> None:
    await seller.dm("Met Priya Nair from Contoso.")
    await seller.next_message()
    await seller.dm("Called Tom Webb, I promised him the scope draft by Friday.")
    await seller.next_message()
    await seller.dm("That scope draft is for Priya, not Tom")
    assert "You promised Priya Nair: the scope draft" in text_of(await seller.next_message())
