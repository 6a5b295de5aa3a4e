"""The learned model that tells a note that answers from one that is only near (B2)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.coach.answering.model import LocalAnswerModel, describe, local_answer_model
from bot.coach.answering.pieces import ASKED, TOLD, join_pieces
from bot.core.coaching.understanding import Excerpt
from bot.core.ports.errors import Unavailable
from tools.answering.templates import read_templates, without_details

TEMPLATES = Path(__file__).resolve().parents[2] / "knowledge" / "answering"


def excerpt(text: str, *people: str) -> Excerpt:
    return Excerpt(number=1, note_id="n", text=text, occurred_on=date(2026, 3, 5), people=people)


@pytest.mark.parametrize(
    ("question", "answers", "near"),
    [
        ("Where did Omar's daughter study?", "His daughter studied in Ghent.", "His daughter starts school."),
        ("When does Omar move to Lyon?", "He moves to Lyon in April.", "He moves to the Lyon plant."),
        ("Did Omar find a forwarder?", "He found a new forwarder.", "He is allergic to nuts."),
    ],
)
async def test_a_note_that_answers_weighs_more_than_one_that_is_near(
    question: str, answers: str, near: str
) -> None:
    notes = [excerpt(text, "Omar Haddad") for text in (answers, near)]
    more, less = await local_answer_model().weigh(question, notes)
    assert more > less


async def test_what_stands_at_the_end_of_a_long_note_is_read_too() -> None:
    filler = "The parking was awful and the coffee was worse, nothing new in the plant. " * 25
    question = "When does Omar move to Lyon?"
    long, without = await local_answer_model().weigh(
        question, [excerpt(f"{filler}Omar moves to Lyon in April.", "Omar Haddad"), excerpt(filler)]
    )
    assert long > without


async def test_a_file_that_is_not_the_one_that_was_checked_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "other.onnx"
    file.write_bytes(b"another model")
    model = LocalAnswerModel(file, "0" * 64)
    with pytest.raises(Unavailable, match="not the file that was checked"):
        await model.weigh("Who?", [excerpt("Ana.")])
    model.close()


def test_the_model_reads_whom_a_note_is_about_and_its_day() -> None:
    assert describe(excerpt("x", "Ana Ruiz", "Omar Haddad")) == "Ana Ruiz, Omar Haddad · 5 Mar 2026 · "
    assert describe(excerpt("x")) == "5 Mar 2026 · "


def test_question_and_note_are_joined_and_cut() -> None:
    assert join_pieces([101, 7, 102], [101, 8, 9, 102]) == ([101, 7, 102, 8, 9, 102], 3)
    pieces, asked = join_pieces([1] * 90, [1] * 900)
    assert (len(pieces), asked) == (ASKED + TOLD, ASKED)


def test_every_note_to_learn_from_has_questions_it_answers_and_questions_that_are_near() -> None:
    notes = read_templates(sorted(TEMPLATES.glob("*.txt")))
    assert len(notes) >= 400
    assert len({note.text for note in notes}) == len(notes)
    for note in notes:
        assert note.answered, note.text
        assert note.near, note.text
        assert all(0 <= detail <= note.details for detail, _ in note.answered), note.text


def test_a_detail_that_is_left_out_leaves_a_whole_sentence() -> None:
    assert without_details("Met @a {at the fair}. {She sails.}", [1]) == "Met @a. She sails."
    assert without_details("Met @a {at the fair}. {She sails.}", [2]) == "Met @a at the fair."
    assert without_details("@a moves ({in May})", [1]) == "@a moves"
