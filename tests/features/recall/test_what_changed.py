"""B2: the newest note on a matter wins though it did not seem to answer, and it is said what was before."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.coaching.understanding import AnswerStatement, Excerpt
from bot.features.recall.rules.nearest_part import nearest_part
from bot.features.recall.rules.newer_notes import find_newer
from bot.features.recall.rules.roles_told import find_new_role
from bot.language.asking import KnownPerson, read_question, stems
from slack_sandbox.testing import Driver
from tests.features.recall.test_answers import asked
from tests.features.recall.test_recall import tell

TODAY = date(2026, 11, 24)
WHEN = "When is go-live at Adatum?"
OLDER = "Nora Madeup, Adatum: go-live is planned for 1 March."


def excerpt(number: int, text: str, day: date, person: str) -> Excerpt:
    return Excerpt(
        number=number, note_id=f"n{number}", text=text, occurred_on=day, people=(person,), is_weak=number > 1
    )


def newer_than_the_older_one(text: str, person: str = "Nora Madeup") -> list[AnswerStatement]:
    older = excerpt(1, OLDER, date(2026, 8, 10), "Nora Madeup")
    newer = excerpt(2, text, date(2026, 11, 2), person)
    asked = read_question(WHEN, [KnownPerson("c1", ("Nora Madeup",), "Adatum")], TODAY)
    told = {1: older.occurred_on, 2: newer.occurred_on}
    return find_newer(WHEN, asked, ["Adatum"], [AnswerStatement(OLDER, (1,))], [older, newer], told)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("She was ill. Go-live moved to 15 May.", "Go-live moved to 15 May."),
        ("Go-live is called off.", "Go-live is called off."),
        ("Go-live is still on 1 March.", ""),
        ("Her holidays moved to 15 May.", ""),
        ("Go-live went out of her head.", ""),
    ],
)
def test_a_newer_note_on_the_same_matter_says_otherwise(text: str, sentence: str) -> None:
    assert [each.text for each in newer_than_the_older_one(text)] == ([sentence] if sentence else [])


def test_a_newer_note_on_somebody_else_outdates_nothing() -> None:
    assert newer_than_the_older_one("Go-live moved to 15 May.", "Omar Fictive") == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Omar Fictive told me he is chief operating officer now.", True),
        ("Lunch. Omar was promoted to head of sales.", True),
        ("Omar is the new finance director.", True),
        ("Omar wants to become head of sales now.", False),
        ("His brother is head of sales now.", False),
        ("Omar is not head of sales now.", False),
        ("Omar is in Lisbon now.", False),
    ],
)
def test_a_sentence_that_tells_a_new_role_is_found(text: str, is_told: bool) -> None:
    assert bool(find_new_role(text, ("Omar Fictive", "Omar", "Fictive"))) is is_told


LONG = (
    "Long day at the cable cars. First the tour: four cabins, the old gearbox is from 1978. Then lunch, and "
    "the view from the terrace. In the afternoon the hard part: he has to cut twelve jobs. He asked me to "
    "keep quiet about it. We ended with the offer, which he finds fair but too long."
)


def test_of_a_long_note_the_sentences_nearest_to_the_question_are_shown() -> None:
    assert nearest_part(LONG, stems("jobs cut"), 200) == (
        "\u2026 In the afternoon the hard part: he has to cut twelve jobs. \u2026"
    )
    assert nearest_part(LONG, stems("offer gearbox"), 200) == (
        "\u2026 First the tour: four cabins, the old gearbox is from 1978. "
        "\u2026 We ended with the offer, which he finds fair but too long."
    )


def test_a_short_note_and_one_without_the_words_begin_where_they_begin() -> None:
    assert nearest_part("He has to cut twelve jobs.", stems("jobs"), 200) == ""
    assert nearest_part(LONG, stems("children"), 200) == ""


@pytest.mark.asyncio(loop_scope="module")
async def test_b2_a_long_note_that_is_closest_shows_its_nearest_sentence(seller: Driver) -> None:
    await tell(seller, f"Met Omar Fictive from Contoso. {LONG}")

    answer = await asked(seller, "What does Omar find of our offer?")

    assert "which he finds fair but too long" in answer


@pytest.mark.asyncio(loop_scope="module")
async def test_b2_a_day_that_moved_is_told_with_what_was_noted_before(seller: Driver) -> None:
    await tell(
        seller,
        "On 2 March 2026 I met Nora Madeup from Adatum. Go-live at Adatum is planned for 1 February 2027.",
        "Bad news from Nora Madeup: go-live moved to 15 May 2027 because of the booking system.",
    )

    answer = await asked(seller, "When is go-live at Adatum?")

    assert answer.index("15 May 2027") < answer.index("1 February 2027")
    assert "I went by the newest note." in answer


@pytest.mark.asyncio(loop_scope="module")
async def test_b2_a_role_that_changed_is_told_with_the_one_before(seller: Driver) -> None:
    await tell(seller, "On 2 March 2026 I met Milo Fictive, head of procurement at Contoso.")
    await tell(seller, "Milo Fictive told me he is chief operating officer now.")

    answer = await asked(seller, "What is Milo's job?")

    assert "chief operating officer" in answer
    assert "otherwise: head of procurement" in answer.lower()
