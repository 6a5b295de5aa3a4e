"""B4: doubt asks and keeps nothing, and what was understood wrongly becomes the other thing in one click."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


def rows(office: Office, person: Driver, table: str) -> int:
    """How many rows of a table are the person's own."""
    [file] = office.data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        like = f"%{person.user}"
        return int(
            database.execute(f"SELECT COUNT(*) FROM {table} WHERE space LIKE ?", (like,)).fetchone()[0]
        )


async def told(person: Driver, text: str) -> dict[str, Any]:
    await person.dm(text)
    return await person.next_message()


async def test_a_note_that_was_a_question_leaves_no_trace_and_is_answered(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Ana Ruiz from Northwind wants a pilot in June.")
    kept = await told(seller, "Lars Holm knows about the harbour budget")
    assert text_of(kept).startswith("Noted for Lars Holm")

    await seller.click(kept, "That was a question")
    taken_back = text_of(await seller.next_update())
    answer = text_of(await seller.next_message())

    assert taken_back.startswith("Taken back, nothing of it is kept. The answer is below.")
    assert "Noted" not in answer
    assert (rows(office, seller, "notes"), rows(office, seller, "contacts")) == (1, 1)
    await seller.command("/tactegic", "contacts")
    assert "Lars" not in text_of(await seller.next_message())


async def test_an_answer_that_should_have_been_a_note_is_kept_in_one_click(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Ana Ruiz from Northwind wants a pilot in June.")
    answer = await told(seller, "when is the pilot of Ana, in June?")

    await seller.click(answer, "Keep it as a note instead")

    assert text_of(await seller.next_update()).startswith("Noted for Ana Ruiz")
    assert rows(office, seller, "notes") == 2


async def test_a_wish_is_fulfilled_and_kept_as_no_note(office: Office, seller: Driver) -> None:
    await told(seller, "Ana Ruiz from Northwind wants a pilot in June.")
    card = await told(seller, "remind me to call Ana in March")

    assert text_of(card).startswith("I'll remind you on 1 March 2027")
    assert rows(office, seller, "notes") == 1
    await seller.click(card, "Undo")
    assert text_of(await seller.next_update()).startswith("Undone: the reminder “call Ana” is gone.")


async def test_a_pasted_list_is_shown_and_invents_nobody(office: Office, seller: Driver) -> None:
    text = (
        "First Name,Last Name,Email,Company\nAna,Ruiz,ana@northwind.test,Northwind\n"
        "Lars,Holm,lars@tesseract.test,Tesseract\nBo,Tram,bo@contoso.test,Contoso"
    )
    card = await told(seller, text)

    assert "What you pasted is a table with 3 people. Nothing of it is in yet." in text_of(card)
    assert (rows(office, seller, "notes"), rows(office, seller, "contacts")) == (0, 0)
    await seller.click(card, "Keep as a note")
    await seller.next_update()
    assert (rows(office, seller, "notes"), rows(office, seller, "contacts")) == (1, 0)


async def test_a_file_of_contacts_is_never_a_note(office: Office, seller: Driver) -> None:
    await seller.upload("c.vcf", b"FN:Ana Ruiz\n")

    assert "I couldn't read c.vcf: I find nobody in it." in text_of(await seller.next_message())
    assert (rows(office, seller, "notes"), rows(office, seller, "contacts")) == (0, 0)


async def test_a_long_plan_is_offered_a_check(seller: Driver) -> None:
    plan = "# Account plan\n" + "\n".join(
        f"## {number}. Objectives for 2028\nWe grow the account by widening the pilot to more plants." * 3
        for number in range(12)
    )
    card = await told(seller, plan)

    assert "That is a long text" in text_of(card)
    await seller.click(card, "Check it as a plan or contract")
    assert "check it as a plan or contract" in text_of(await seller.next_update())


async def test_a_leave_in_plain_words_is_set_and_undone(seller: Driver) -> None:
    card = await told(seller, "I'm on leave from 7 December 2026 until 11 December 2026")
    assert "Away from" in text_of(card)

    await seller.click(card, "Undo")
    await seller.next_update()
    assert "Away from" not in text_of(await told(seller, "my working hours are 8 to 4"))


async def test_a_setting_that_contradicts_another_changes_nothing(seller: Driver) -> None:
    assert "nothing was changed" in text_of(await told(seller, "my working hours are 17:00 to 09:00"))


async def test_the_last_note_is_shown_before_it_is_thrown_away(office: Office, seller: Driver) -> None:
    await told(seller, "Ana Ruiz from Northwind wants a pilot in June.")
    shown = await told(seller, "throw away my last note")

    assert "wants a pilot in June" in text_of(shown)
    assert rows(office, seller, "notes") == 1
    await seller.click(shown, "Delete")
    assert text_of(await seller.next_update()).startswith("Deleted the note about Ana Ruiz")


async def test_a_note_is_found_by_what_it_is_about(seller: Driver) -> None:
    await told(seller, "Ana Ruiz told me about the golf day at Leeds.")
    await told(seller, "Lars Holm asked about the harbour budget.")

    assert "golf day" in text_of(await told(seller, "delete the note about the golf day"))
    assert "no note of yours about" in text_of(await told(seller, "delete the note about zeppelins"))


async def test_a_person_rests_until_the_day_that_is_named(seller: Driver) -> None:
    await told(seller, "Ana Ruiz from Northwind wants a pilot in June.")

    assert "I'll bring up Ana Ruiz again on 1 February 2027" in text_of(
        await told(seller, "snooze Ana until 1 February 2027")
    )


async def test_a_draft_speaks_of_the_promise_that_is_due_and_is_signed(seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")
    draft = text_of(await told(seller, "draft a message to Ana"))

    assert "Hi Ana," in draft
    assert "the storage paper" in draft
    assert "[" not in draft
    assert "Mira" in draft


async def test_a_picture_of_the_future_opens_its_form_with_the_words(seller: Driver) -> None:
    card = await told(seller, "my vision: in three years every port in the north calls us first")
    assert "That becomes your picture of the future once you send the form." in text_of(card)

    await seller.click(card, "Open the form")

    form = await opened_form(seller)
    written = [block["element"].get("initial_value") for block in form["blocks"] if block["type"] == "input"]
    assert "in three years every port in the north calls us first" in written
