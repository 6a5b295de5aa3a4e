"""Answers without a model: the notes' own sentences, or nothing (B2, B7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances, Excerpt


def excerpt(number: int, text: str, *people: str, superseded: bool = False) -> Excerpt:
    return Excerpt(
        number=number,
        note_id=f"n{number}",
        text=text,
        occurred_on=date(2026, 11, number),
        people=people,
        superseded=superseded,
    )


NOTES = [
    excerpt(
        1,
        "Coffee with Ana Ruiz. She worries about carbon reporting from 2027. Her son plays chess.",
        "Ana Ruiz",
    ),
    excerpt(2, "Lars is looking for a successor. He thinks of Mirjam.", "Lars Holm"),
    excerpt(3, "Their canteen has new chairs.", "Omar Haddad"),
]


async def test_the_sentence_that_answers_is_quoted_with_its_note(
    coach: RulesCoach, seller: Circumstances
) -> None:
    answer = await coach.answer("What does Ana worry about?", NOTES, seller)
    assert answer.quoted
    assert answer.statements[0].text == "She worries about carbon reporting from 2027."
    assert answer.statements[0].cites == (1,)
    assert all(any(s.text in note.text for note in NOTES) for s in answer.statements)


async def test_notes_that_do_not_seem_to_answer_are_not_quoted(
    coach: RulesCoach, seller: Circumstances
) -> None:
    weak = [replace(note, is_weak=True) for note in NOTES]
    answer = await coach.answer("Which bank does the mayor of Lisbon use?", weak, seller)
    assert answer.statements == ()
    assert (await coach.answer("What does Ana worry about?", [], seller)).statements == ()


async def test_a_correction_comes_before_what_it_corrects(coach: RulesCoach, seller: Circumstances) -> None:
    older = excerpt(1, "The successor of Lars is Elke.", "Lars Holm", superseded=True)
    newer = excerpt(2, "Correction: the successor of Lars is Mirjam.", "Lars Holm")
    answer = await coach.answer("Who is the successor of Lars?", [older, newer], seller)
    assert [statement.cites for statement in answer.statements] == [(2,), (1,)]


async def test_the_same_words_in_two_notes_are_quoted_once(coach: RulesCoach, seller: Circumstances) -> None:
    twice = [excerpt(1, "Ana likes paper."), excerpt(2, "Ana likes paper.")]
    answer = await coach.answer("What does Ana like?", twice, seller)
    assert [(s.text, s.cites) for s in answer.statements] == [("Ana likes paper.", (1, 2))]
