from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.asking import (
    KnownPerson,
    ParsedQuestion,
    asks_for_news,
    companies_named,
    proper_names,
    read_question,
    speaks_of,
    stem,
    stems,
    with_apostrophes,
    without_names,
)
from bot.language.question_times import time_range_of

TODAY = date(2026, 11, 22)
KNOWN = [
    KnownPerson("ruiz", ("Ana Ruiz",), "Northwind"),
    KnownPerson("petrov", ("Ana Petrov",), "Kestrel Rail"),
    KnownPerson("grace", ("Grace Okafor",)),
    KnownPerson("de-vries", ("Pieter de Vries", "Piet")),
    KnownPerson("robert", ("Robert Lang",)),
]


def asked(question: str) -> ParsedQuestion:
    return read_question(question, KNOWN, TODAY)


@pytest.mark.parametrize(
    ("question", "contacts"),
    [
        ("What does Ana Ruiz worry about?", {"ruiz"}),
        ("what does ana ruiz worry about", {"ruiz"}),
        ("What does Ana worry about?", {"ruiz", "petrov"}),
        ("What does Petrov want?", {"petrov"}),
        ("Ana Ruiz or Ana Petrov?", {"ruiz", "petrov"}),
        ("What is Pieter's hobby?", {"de-vries"}),
        ("Has Piet called?", {"de-vries"}),
        ("What did Bob say?", {"robert"}),
        ("Is there a grace period?", set()),
        ("Does Grace agree?", {"grace"}),
        ("Who came from the de facto board?", set()),
    ],
)
def test_contacts_are_recognized_in_a_question(question: str, contacts: set[str]) -> None:
    assert asked(question).contacts == contacts


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("who is petrovs boss", "who is petrov's boss"),
        ("Piets sister and anas plans", "Piet's sister and ana's plans"),
        ("what are the graces of it", "what are the graces of it"),
        ("who answers Ana's and the others' mails", "who answers Ana's and the others' mails"),
        ("langs", "lang's"),
        ("who makes the lenses", "who makes the lenses"),
    ],
)
def test_an_apostrophe_left_out_after_a_contact_is_put_back(question: str, mended: str) -> None:
    assert with_apostrophes(question, KNOWN) == mended
    assert with_apostrophes(mended, KNOWN) == mended


def test_somebody_who_is_called_so_with_the_s_is_left_alone() -> None:
    both = [KnownPerson("luca", ("Luca Bo",)), KnownPerson("lucas", ("Lucas Ny",))]
    assert with_apostrophes("what about lucas plans", both) == "what about lucas plans"
    assert with_apostrophes("what about lucas plans", both[:1]) == "what about luca's plans"


def test_naming_a_company_brings_up_its_people_less_strongly() -> None:
    found = asked("What happens at Kestrel Rail?")
    assert (found.contacts, found.colleagues) == (frozenset(), frozenset({"petrov"}))


def test_names_of_contacts_are_no_terms_and_strangers_are() -> None:
    found = asked("What did Ana Ruiz agree with Quantum Freight?")
    assert found.terms == {stem("Quantum"), stem("Freight")}
    assert found.strangers == found.terms


def test_codes_stay_whole() -> None:
    assert asked("Who owns rfp-2291 and the ABC line?").codes == {"rfp-2291", "abc"}


@pytest.mark.parametrize("words", ["report reported reports reporting", "lose lost", "owe promise promised"])
def test_forms_of_one_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("question", "time"),
    [
        ("what did Ana say yesterday", (date(2026, 11, 21), date(2026, 11, 21))),
        ("notes of last week", (date(2026, 11, 9), date(2026, 11, 15))),
        ("notes of this week", (date(2026, 11, 16), TODAY)),
        ("what happened last month", (date(2026, 10, 1), date(2026, 10, 31))),
        ("what happened last year", (date(2025, 1, 1), date(2025, 12, 31))),
        ("notes since September", (date(2026, 9, 1), TODAY)),
        ("what did we agree in December", (date(2025, 12, 1), date(2025, 12, 31))),
        ("what did we agree in May 2025", (date(2025, 5, 1), date(2025, 5, 31))),
        ("in may we hope so", (None, None)),
        ("who likes chess", (None, None)),
    ],
)
def test_simple_times_are_understood(question: str, time: tuple[date | None, date | None]) -> None:
    assert time_range_of(question, TODAY) == time


@given(st.text(max_size=200), st.dates(date(1, 2, 1), date(9999, 12, 31)))
def test_any_text_can_be_read(question: str, today: date) -> None:
    read_question(question, KNOWN, today)


@given(st.text(max_size=80), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_an_asked_time_never_ends_before_it_begins(question: str, today: date) -> None:
    since, until = time_range_of(f"since march last week {question}", today)
    assert since is not None
    assert until is not None
    assert since <= until


@pytest.mark.parametrize(
    ("question", "is_open"),
    [
        ("What did Ana say?", True),
        ("Anything new on Northwind?", True),
        ("What's the latest with Ana Ruiz?", True),
        ("What do I know about Northwind?", True),
        ("What does Ana want?", False),
        ("What did Ana say about the budget?", False),
        ("How is Northwind doing?", False),
    ],
)
def test_asking_for_news_is_told_from_asking_for_something(question: str, is_open: bool) -> None:
    assert asks_for_news(question, asked(question), ["Northwind"]) is is_open


def test_companies_are_found_in_a_question() -> None:
    assert companies_named("anything new on northwind?", ["Northwind", "Contoso"]) == ("Northwind",)
    assert companies_named("anything new?", ["Northwind"]) == ()


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What does Ana Ruiz worry about?", "What does worry about?"),
        ("Is Grace's deputy new?", "Is deputy new?"),
        ("What about Northwind?", "What about Northwind?"),
        ("Ana Ruiz", ""),
    ],
)
def test_names_of_contacts_can_be_left_out_of_a_question(question: str, rest: str) -> None:
    assert without_names(question, KNOWN) == rest


def test_a_note_speaks_of_something_in_other_words_too() -> None:
    assert speaks_of(stem("married"), stems("Her husband sails."))
    assert speaks_of(stem("afraid"), stems("She worries about it."))
    assert not speaks_of(stem("married"), stems("She sails."))


def test_names_are_words_that_stand_with_a_capital_within_sentences() -> None:
    texts = ["Trial at Pearl ended. Trial was long.", "the trial and the Grid", "a grid"]
    assert proper_names(frozenset(map(stem, ["pearl", "trial", "grid"])), texts) == {stem("pearl")}
