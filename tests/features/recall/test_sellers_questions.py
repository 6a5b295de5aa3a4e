"""B2 as a seller asks in a hurry: from the rows where they tell it, and few notes where they do not."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.recall.test_answers import asked
from tests.features.recall.test_recall import tell

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_b2_the_last_touch_is_told_with_day_channel_and_note(seller: Driver) -> None:
    await tell(
        seller,
        "On 2 November 2026 I had lunch with Karin Holm from Northwind. She likes sailing.",
        "On 16 November 2026 I called Karin Holm. Karin wants the price list.",
    )

    talked = await asked(seller, "when did I last talk to Karin")
    met = await asked(seller, "When did I last meet Karin?")

    assert talked.startswith("You were last in touch with Karin Holm on 16 November 2026, by phone.")
    assert "Karin wants the price list" in talked
    assert met.startswith("You were last in touch with Karin Holm on 2 November 2026, in person.")


async def test_b2_what_is_due_and_not_done_yet_is_listed_from_the_rows(seller: Driver) -> None:
    await tell(
        seller,
        "Met Ana Ruiz from Northwind, I promised her the storage paper by 25 November.",
        "Met Omar Fictive from Contoso, I promised him the price list by 18 December.",
    )

    for question in ("anything due tomorrow?", "what must I do tomorrow?"):
        answer = await asked(seller, question)
        assert "storage paper" in answer
        assert "price list" not in answer
    open_now = await asked(seller, "what did I not do yet")
    assert "storage paper" in open_now
    assert "price list" in open_now
    assert (await asked(seller, "anything overdue")).startswith("Nothing is overdue.")


async def test_b2_a_promise_that_was_kept_is_not_owed_any_more(seller: Driver) -> None:
    await tell(seller, "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")
    await seller.command("/tactegic", "promises Ana")
    await seller.click(await seller.next_message(), "Kept")
    await seller.next_message()

    assert (await asked(seller, "what do I owe Ana")).startswith("Nothing is open with Ana Ruiz.")


async def test_b2_who_was_talked_to_today_is_listed(seller: Driver) -> None:
    await tell(seller, "Called Ana Ruiz from Northwind today.")

    assert "Ana Ruiz (Northwind)" in await asked(seller, "who did i talk to today?")


async def test_b2_birthdays_that_are_far_off_come_in_their_order(seller: Driver) -> None:
    await tell(
        seller,
        "Met Omar Fictive from Contoso. His birthday is on 3 July.",
        "Met Ana Ruiz from Northwind. Her birthday is on 12 March.",
        "Met Nora Madeup from Adatum. She worries about the audit.",
    )

    answer = await asked(seller, "whose birthday is coming up")

    assert answer.startswith("No birthday is soon. Your notes tell of 2 birthdays, the next one first.")
    assert answer.index("12 March 2027") < answer.index("3 July 2027")
    assert "Nora" not in answer


async def test_b2_roles_and_numbers_are_answered_from_the_contact(seller: Driver) -> None:
    await tell(seller, "Met Priya Shah, CFO at Halvorsen. Her phone number is +49 30 1234567.")

    assert "Priya Shah is CFO at Halvorsen." in await asked(seller, "what does Priya do?")
    assert "Priya Shah" in await asked(seller, "who is CFO at Halvorsen?")
    assert "+49 30 1234567" in await asked(seller, "what's priya's phone number")


async def test_b2_the_latest_note_with_a_word_of_the_question_is_shown_and_not_refused(
    seller: Driver,
) -> None:
    await tell(
        seller,
        "Met Ingo Fictive from Nordhafen. The budget is 240k, he decides in January.",
        "Met Ana Ruiz from Northwind. She worries about carbon reporting.",
    )

    answer = await asked(seller, "how big is the budget at nordhafen?")

    assert not answer.startswith("Your notes don't say")
    assert "240k" in answer
    assert "Ana" not in answer


async def test_b2_where_the_one_who_is_named_has_no_such_note_no_other_people_are_shown(
    seller: Driver,
) -> None:
    await tell(
        seller,
        "Met Omar Fictive from Contoso. He collects stamps.",
        "Met Ana Ruiz from Northwind. Her daughter studies law in Lisbon.",
    )

    answer = await asked(seller, "Where does Omar's daughter study?")

    assert "Ana" not in answer
    assert "Lisbon" not in answer


async def test_b2_the_next_meeting_is_one_to_come_that_was_not_cancelled(seller: Driver) -> None:
    await tell(
        seller,
        "Met Nora Madeup from Adatum on 20 November 2026. The next meeting with Nora is on 8 December 2026.",
    )
    ahead = await asked(seller, "When is the next meeting with Nora?")
    await tell(seller, "Nora Madeup cancelled the meeting on 8 December 2026.")
    cancelled = await asked(seller, "When is the next meeting with Nora?")

    assert ahead.startswith("“The next meeting with Nora is on 8 December 2026.” [1]")
    assert "cancelled the meeting" in cancelled
    assert not cancelled.startswith("“The next meeting with Nora is on 8 December 2026.”")


async def test_b2_a_sentence_of_a_name_alone_is_quoted_with_what_follows_it(seller: Driver) -> None:
    await tell(seller, "Ben Madeup called. He wants forty sensors by March, N. wants twenty, I. wants none.")

    answer = await asked(seller, "How many sensors does Ben want?")

    assert "He wants forty sensors" in answer


async def test_b2_plain_words_that_ask_for_rows_are_answered_without_the_command(seller: Driver) -> None:
    await tell(seller, "Called Karin Holm from Northwind, I promised her the price list by 25 November.")

    for question, answer in (
        ("what must I do tomorrow?", "price list"),
        ("what did I not do yet", "price list"),
        ("anything overdue", "Nothing is overdue."),
        ("who did i talk to today?", "You were in touch with 1 person"),
        ("last spoke with Karin", "You were last in touch with Karin Holm"),
        ("when did we last talk", "You were last in touch with Karin Holm"),
    ):
        await seller.dm(question)
        assert answer in text_of(await seller.next_message()).replace("*", "")


async def test_b2_the_day_of_something_else_is_no_next_meeting(seller: Driver) -> None:
    await tell(seller, "Met Nora Madeup from Adatum. She is on leave until 7 January 2027.")

    answer = await asked(seller, "When is the next meeting with Nora?")

    assert not answer.startswith("“")
