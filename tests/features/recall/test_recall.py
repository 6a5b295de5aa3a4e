"""B2 through the real thing: answers come from the notes, with sources that open them, or not at all."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def tell(person: Driver, *notes: str) -> None:
    for note in notes:
        await person.dm(note)
        assert text_of(await person.next_message()).startswith("Noted")


async def test_b2_an_answer_names_sources_that_open_the_note(seller: Driver) -> None:
    note = "Met Ana Ruiz from Northwind. She worries about carbon reporting from 2027 on."
    await tell(seller, note)

    await seller.dm("What worries Ana?")
    answer = await seller.next_message()
    await seller.click(answer, "Open")

    assert "carbon reporting" in text_of(answer)
    assert "[1]" in text_of(answer)
    assert note in text_of(await opened_form(seller))


async def test_b2_where_the_notes_do_not_say_the_bot_says_so(seller: Driver) -> None:
    await tell(seller, "Met Omar Fictive from Contoso. He collects stamps.")

    await seller.command("/tactegic", "ask What is Omar's budget for next year?")

    assert text_of(await seller.next_message()).startswith("Your notes don't say")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What did Ana say?", "The latest you noted on Ana Ruiz:"),
        ("anything new on Northwind?", "The latest you noted on Northwind:"),
        ("Which bank does Ana use for her mortgage?", "Your notes don't say"),
    ],
)
async def test_b2_an_open_question_and_a_refused_one_show_the_latest_on_whom_they_name(
    seller: Driver, question: str, first: str
) -> None:
    note = "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday."
    await tell(seller, note)

    await seller.dm(question)

    answer = text_of(await seller.next_message())
    assert answer.startswith(first)
    assert note in answer


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What did I promise Ana?", "Ana Ruiz: the storage paper, due "),
        ("Do I owe Ana anything?", "Ana Ruiz: the storage paper, due "),
        ("What has Ana promised me?", "Ana Ruiz: the list of sites"),
    ],
)
async def test_b2_what_was_promised_is_answered_from_the_promises(
    seller: Driver, question: str, line: str
) -> None:
    await tell(
        seller,
        "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday. "
        "She promised me the list of sites.",
        "Called Ana yesterday",
    )

    await seller.dm(question)

    answer = text_of(await seller.next_message()).replace("*", "")
    assert line in answer
    assert answer.startswith("Open promises\n1 open promise with Ana Ruiz.")


async def test_b2_with_no_notes_at_all_a_question_says_what_to_do(seller: Driver) -> None:
    await seller.command("/tactegic", "ask What worries Ana?")

    answer = text_of(await seller.next_message())

    assert answer.startswith("You haven't told me anything yet")
    assert "Start with" in answer


async def test_b2_a_correction_supersedes_and_the_answer_says_so(seller: Driver) -> None:
    await tell(seller, "Lars Invented from Fabrikam retires in 2028.")
    await seller.dm("Correction: Lars retires in 2030, not in 2028.")
    await seller.next_message()

    await seller.command("/tactegic", "ask When does Lars retire?")
    answer = text_of(await seller.next_message())

    assert answer.index("2030") < answer.find("2028") or "2028" not in answer
    assert "correct" in answer.lower()


async def test_b2_a_brief_gathers_what_is_known(seller: Driver) -> None:
    await tell(
        seller,
        "Met Nora Madeup from Adatum yesterday. I promised her the audit checklist by Friday.",
        "Nora promised me an introduction to their CFO by the end of the month.",
    )

    await seller.dm("Brief me on Nora")
    brief = text_of(await seller.next_message())

    assert "Nora Madeup" in brief
    assert "audit checklist" in brief
    assert "introduction to their CFO" in brief


async def test_b2_nobody_elses_notes_are_in_an_answer(office: Office, seller: Driver) -> None:
    await tell(seller, "Met Ana Ruiz from Northwind. She will leave the company, keep this secret.")
    other = await greeted(office.member("devan"))
    await tell(other, "Met Omar Fictive from Northwind. He stays with the company.")

    await other.command("/tactegic", "ask Who will leave the company?")

    answer = text_of(await other.next_message())
    assert "Ana" not in answer
    assert "secret" not in answer


async def test_b2_an_undone_note_is_not_found_any_more(seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind. She plays the cello.")
    card = await seller.next_message()
    await seller.click(card, "Undo")
    await seller.next_update()

    await seller.command("/tactegic", "ask Who plays the cello?")

    assert "[1]" not in text_of(await seller.next_message())
