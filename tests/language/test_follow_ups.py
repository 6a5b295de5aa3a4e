"""B4: a few words that go on from others are read with them, and words that stand alone are left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.asking import KnownPerson
from bot.language.follow_ups import Before, asks_for_plan, go_on, which_one
from bot.language.thread_asks import ThreadAsk, asked_of_answer

MONDAY = date(2026, 11, 30)
KNOWN = (
    KnownPerson("1", ("Ana Ruiz",), "Northwind"),
    KnownPerson("2", ("Lars Holm",), "Tesseract Energy"),
    KnownPerson("3", ("Priya Nair",), "Northwind"),
)
COMPANIES = ("Northwind", "Tesseract Energy")


def before(words: str) -> Before:
    return Before(words, "Ana Ruiz", KNOWN, COMPANIES)


@pytest.mark.parametrize(
    ("said", "then", "whole"),
    [
        ("When did I last meet Ana?", "and Lars?", "When did I last meet Lars?"),
        ("When did I last meet her?", "what about Lars Holm", "When did I last meet Lars Holm?"),
        ("What does her boss want?", "and Priya?", "What does Priya's boss want?"),
        ("When is Ana's birthday?", "and Lars's?", "When is Lars's birthday?"),
        ("What did Ana say about the pilot?", "and Lars?", "What did Lars say about the pilot?"),
        ("What did Ana say about the pilot?", "what about the budget?", "What did Ana say about the budget?"),
        ("What worries Ana?", "and her budget?", "what did I note about budget with Ana?"),
        ("When is it due?", "what about the offer?", "what did I note about the offer with Ana Ruiz?"),
        ("What worries Ana?", "and in March?", "What worries Ana in March?"),
        ("who did I meet last week?", "and last month?", "who did I meet last month?"),
        ("brief me on Northwind", "and Tesseract?", "brief me on Tesseract"),
        ("What is overdue?", "and Lars?", "What is overdue with Lars?"),
        ("What worries Ana?", "Lars?", "What worries Lars?"),
        ("What worries Ana?", "not Ana, Priya", "What worries Priya?"),
        ("What did Ana promise me?", "and Petra?", "What did Petra promise me?"),
        ("draft a message to Ana", "and one for Lars", "draft a message to Lars"),
        ("What did I promise Ana?", "what about Budget?", "what did I note about Budget with Ana?"),
        ("What did I promise Ana?", "and in Paris?", "what did I note about Paris with Ana?"),
        ("What does Ana say about trucks?", "and that budget?", "What does Ana say about that budget?"),
    ],
)
def test_words_that_go_on_are_read_in_full(said: str, then: str, whole: str) -> None:
    assert go_on(then, before(said), MONDAY) == whole


@pytest.mark.parametrize(
    "then",
    [
        "and Lars liked it too",
        "and what budgets does he decide on?",
        "and why?",
        "how about a lunch with her next week?",
        "what about a lunch on Friday?",
        "What about we invite her to the plant tour?",
        "thanks",
        "and then we went to see the new plant in Lyon together",
        "Met Lars, he wants a pilot",
        "Priya will send the report",
        "no, that is wrong",
        "and her?",
    ],
)
def test_words_that_stand_alone_are_left_alone(then: str) -> None:
    assert go_on(then, before("What worries Ana?"), MONDAY) is None


def test_where_two_were_named_nobody_is_replaced() -> None:
    assert go_on("and Priya?", before("compare Ana and Lars"), MONDAY) is None


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("the second one", 1),
        ("tell me more about the first", 0),
        ("#2", 1),
        ("the last one?", -1),
        ("number 3", 2),
        ("the third note", 2),
        ("the second quarter", None),
        ("second that", None),
        ("number 0", None),
    ],
)
def test_one_of_a_list_is_meant_by_its_place(words: str, index: int | None) -> None:
    assert which_one(words) == index


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("put it on my plan for Tuesday", (date(2026, 12, 1),)),
        ("ok, put it on my plan for 12 December.", (date(2026, 12, 12),)),
        ("add that to my plan", (None,)),
        ("put this on the plan please", (None,)),
        ("put Ana on my plan", None),
        ("put it on my plan with the budget of Ana", None),
    ],
)
def test_what_was_said_goes_on_the_plan(words: str, day: tuple[date | None] | None) -> None:
    assert asks_for_plan(words, MONDAY) == day


@pytest.mark.parametrize(
    "words", ["make it shorter", "shorter please", "a bit shorter", "can you make it shorter?"]
)
def test_fewer_words_are_asked_for(words: str) -> None:
    assert asked_of_answer(words) is ThreadAsk.SHORTER


@pytest.mark.parametrize("words", ["a shorter contract with Ana", "the way is shorter", "short notice"])
def test_short_things_are_no_wish_for_fewer_words(words: str) -> None:
    assert asked_of_answer(words) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_words_break_the_reading(said: str, then: str) -> None:
    whole = go_on(then, before(said), MONDAY)
    which_one(then)
    asks_for_plan(then, MONDAY)
    assert whole is None or whole.strip()
