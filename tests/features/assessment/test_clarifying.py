"""R3: what is unclear is asked, one question at a time, and an answer decides only what it speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.coaching.investment import Clarification, InvestmentTest, Judgement, Verdict, VerdictEvidence
from bot.core.knowledge.questions import ClarifyingQuestion
from bot.features.assessment.rules import apply_answers, question_about, read_free_answer, without_weighing
from bot.files.knowledge import FileKnowledge

BANK = FileKnowledge(data_root("knowledge")).clarifying
INVESTS = BANK.tests["invests"]
UNCLEAR = tuple(Judgement(test, Verdict.UNCLEAR, "open") for test in InvestmentTest)
QUESTIONS = [(test, question) for test in InvestmentTest for question in BANK.tests[test.value]]


def test_nobody_is_asked_who_does_what_they_say_they_do() -> None:
    asked = {
        question.id
        for action in ("I'd visit Ana", "Visit Ana")
        if (question := question_about(INVESTS, action)) is not None
    }

    assert asked == {"who-does-it", "how-long"}


def test_no_question_is_asked_twice() -> None:
    answers: list[Clarification] = []
    while (question := question_about(INVESTS, "Visit Ana", answers)) is not None:
        assert question.text not in {each.question for each in answers}
        answers.append(Clarification(InvestmentTest.INVESTS, question.text, "yes"))

    assert len(answers) == len(INVESTS)


@pytest.mark.parametrize(("test", "question"), QUESTIONS, ids=lambda value: getattr(value, "id", value))
def test_each_question_has_an_answer_for_those_who_cannot_say(
    test: InvestmentTest, question: ClarifyingQuestion
) -> None:
    assert sum(answer.counts == Verdict.UNCLEAR for answer in question.answers) == 1
    for answer in question.answers:
        assert read_free_answer(question, f" {answer.label.upper()}. ") == Verdict(answer.counts)


def test_yes_and_no_count_where_the_question_knows_them() -> None:
    [yes_or_no] = [each for each in BANK.tests["learns"] if each.id == "their-material"]
    [how_long] = [each for each in INVESTS if each.id == "how-long"]

    assert read_free_answer(yes_or_no, "yes") is Verdict.PASS
    assert read_free_answer(yes_or_no, "No.") is Verdict.FAIL
    assert read_free_answer(how_long, "yes") is None
    assert read_free_answer(how_long, "as long as it takes") is None


@given(st.sampled_from(InvestmentTest), st.sampled_from(Verdict), st.text(min_size=1))
def test_an_answer_decides_its_own_test_alone(test: InvestmentTest, counts: Verdict, words: str) -> None:
    after = apply_answers(UNCLEAR, [Clarification(test, "?", words, counts)], "said")

    for judgement in after:
        decided = judgement.test is test and counts is not Verdict.UNCLEAR
        assert judgement.verdict is (counts if decided else Verdict.UNCLEAR)
        assert judgement.evidence == ((VerdictEvidence(words),) if decided else ())


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("I'm thinking of sending Ana a gift basket", "Sending Ana a gift basket"),
        ("Should I invite Ana to lunch?", "Invite Ana to lunch"),
        ("hey, what about a visit on Monday?", "A visit on Monday"),
        ("I am considering  a\nvisit.", "A visit"),
        ("Visit Ana", "Visit Ana"),
        ("I'm thinking of", "I'm thinking of"),
        ("", ""),
    ],
)
def test_an_action_is_told_apart_from_the_weighing_before_it(said: str, action: str) -> None:
    assert without_weighing(said) == action


@pytest.mark.parametrize(
    ("test", "action", "asked"),
    [
        ("invests", "Someone should look after Ana", "who-does-it"),
        ("invests", "I'd go through the tender with Ana", "whose-purpose"),
        ("invests", "I'd buy Ana dinner", "money-or-time"),
        ("learns", "I'd have lunch with Ana", "who-talks"),
        ("learns", "Have our intern call Ana", "comes-back"),
        ("illustrates", "I'd run a training at Ana's", "beyond-contract"),
        ("illustrates", "I'd map how they plan", "goes-to-them"),
    ],
)
def test_the_question_that_is_asked_is_the_one_that_would_settle_it(
    test: str, action: str, asked: str
) -> None:
    question = question_about(BANK.tests[test], action)

    assert question is not None
    assert question.id == asked
