"""B2 as a member sees it: three ways to answer, the kind of thing that was asked for, and lists."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.recall.test_recall import tell

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def asked(person: Driver, question: str) -> str:
    await person.command("/tactegic", f"ask {question}")
    return text_of(await person.next_message()).replace("*", "")


async def test_b2_a_note_that_says_it_is_quoted_with_its_number(seller: Driver) -> None:
    await tell(seller, "Met Omar Fictive from Contoso. He bought the forty sensors from Bosch.")

    answer = await asked(seller, "Did Omar buy the sensors?")

    assert "bought the forty sensors from Bosch" in answer
    assert "[1]" in answer
    assert "don't say" not in answer


async def test_b2_what_was_only_wished_for_is_the_closest_and_not_an_answer(seller: Driver) -> None:
    await tell(seller, "Met Omar Fictive from Contoso. He would like to get a second quote for the sensors.")

    answer = await asked(seller, "Who sold Omar the sensors?")

    assert answer.startswith("Your notes don't say")


async def test_b2_what_no_note_is_about_is_refused_with_the_day_of_the_latest(seller: Driver) -> None:
    await tell(seller, "Met Omar Fictive from Contoso. He would like to get a second quote for the sensors.")

    answer = await asked(seller, "What is the name of Omar's dentist in Lisbon?")

    assert answer.startswith("Your notes don't say")


async def test_b2_when_is_answered_with_the_day_that_was_meant(seller: Driver) -> None:
    await tell(seller, "Met Nora Madeup from Adatum. She needs the price list by Friday.")

    answer = await asked(seller, "When does Nora need the price list?")

    assert "by Friday" in answer
    assert "27 November 2026" in answer


async def test_b2_the_newer_of_two_notes_wins_and_the_older_one_is_said_to_differ(seller: Driver) -> None:
    await tell(
        seller,
        "On 2 March 2026 I met Nora Madeup from Adatum. Nora has a budget of 40,000 euros for the sensors.",
        "Met Nora Madeup today. Nora has a budget of 60,000 euros for the sensors.",
    )

    answer = await asked(seller, "What is Nora's budget for the sensors?")

    assert "60,000" in answer
    assert answer.index("60,000") < answer.index("40,000")
    assert "I went by the newest note." in answer


async def test_b2_who_was_met_in_a_time_is_answered_from_the_touches(seller: Driver) -> None:
    await tell(
        seller,
        "Met Ana Ruiz from Northwind last Thursday.",
        "Met Omar Fictive from Contoso today.",
    )

    answer = await asked(seller, "Who did I meet last week?")

    assert answer.startswith("You were in touch with 1 person from 16 November 2026 to 22 November 2026.")
    assert "Ana Ruiz (Northwind)" in answer
    assert "Omar" not in answer


async def test_b2_who_is_at_a_company_is_listed_and_a_stranger_there_is_not(seller: Driver) -> None:
    await tell(seller, "Met Ana Ruiz from Northwind today.", "Met Omar Fictive from Contoso today.")

    answer = await asked(seller, "list everyone at Northwind")

    assert answer.startswith("You know 1 person at Northwind.")
    assert "Ana Ruiz" in answer
    assert "Omar" not in answer


async def test_b2_what_was_noted_in_a_time_is_listed_whole_page_by_page(seller: Driver) -> None:
    await tell(seller, *(f"Met Ana Ruiz from Northwind today. Topic {n}." for n in range(10)))
    await seller.command("/tactegic", "ask What happened this week?")
    first = await seller.next_message()

    await seller.click(first, "Next page")
    second = text_of(await seller.next_update())

    assert text_of(first).startswith("10 notes from")
    assert "Page 1 of 2" in text_of(first)
    assert all(f"Topic {n}." in text_of(first) + second for n in range(10))


async def test_b2_a_time_in_which_nothing_was_noted_is_said_to_be_empty(seller: Driver) -> None:
    await tell(seller, "Met Ana Ruiz from Northwind today.")

    answer = await asked(seller, "What happened with Ana in March?")

    assert answer.startswith("You noted nothing on Ana Ruiz from 1 March 2026 to 31 March 2026.")


async def test_b2_promises_are_listed_by_the_day_on_which_they_are_due(seller: Driver) -> None:
    await tell(
        seller,
        "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.",
        "Met Omar Fictive from Contoso, I promised him the price list by 18 December.",
    )

    this_week, overdue = (
        await asked(seller, "What do I owe this week?"),
        await asked(seller, "What is overdue?"),
    )

    assert "storage paper" in this_week
    assert "price list" not in this_week
    assert overdue.startswith("Nothing is overdue.")


async def test_b2_birthdays_that_notes_tell_of_are_listed_by_their_next_day(seller: Driver) -> None:
    await tell(
        seller,
        "Met Ana Ruiz from Northwind. Her birthday is on 12 December.",
        "Met Omar Fictive from Contoso. His birthday is on 3 July.",
    )

    answer = await asked(seller, "Whose birthday is coming up?")

    assert answer.startswith("Your notes tell of 1 birthday in that time.")
    assert "12 December 2026" in answer
    assert "Omar" not in answer


async def test_b2_last_tuesday_counts_from_the_day_on_which_the_note_was_told(seller: Driver) -> None:
    await tell(seller, "Met Dirk Inventar from Litware last Tuesday about the lease.")

    answer = await asked(seller, "When was the lease meeting with Dirk?")

    assert "last Tuesday" in answer
    assert "17 November 2026" in answer
    assert "10 November" not in answer


async def test_b2_the_sentence_that_says_what_is_asked_is_quoted_before_the_one_with_the_names(
    seller: Driver,
) -> None:
    await tell(seller, "Met Carla Fabula from Vantage Foods. The chairs renew in a year, on 1 March 2027.")

    answer = await asked(seller, "When does Vantage Foods renew the chairs?")

    assert "on 1 March 2027" in answer.split("\n")[0]
