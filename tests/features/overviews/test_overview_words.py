"""B4: which whole messages ask for a comparison, a summary over a span or a QBR, and which only look so."""

from __future__ import annotations

from datetime import date

import pytest

from bot.features.overviews.rules.asked import (
    comparison_asked,
    pack_asked,
    read_span_of,
    span_asked,
)

PEOPLE = ("Ana Ruiz", "Lars Berg", "Omar Haddad")
COMPANIES = ("Northwind", "Tesseract", "Smith and Sons")
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("compare Ana and Lars", ("Ana", "Lars")),
        ("Please compare Ana, Lars and Omar.", ("Ana", "Lars", "Omar")),
        ("ana vs lars?", ("ana", "lars")),
        ("compare Ana w/ Lars", ("Ana", "Lars")),
        ("Ana and Lars: how do they differ?", ("Ana", "Lars")),
        ("Ana or Lars \u2014 how do they stack up against each other?", ("Ana", "Lars")),
        ("How does Ana compare to Lars?", ("Ana", "Lars")),
        ("Put Ana and Lars side by side", ("Ana", "Lars")),
        ("compare Northwind with Smith and Sons", ("Northwind", "Smith and Sons")),
        ("Compare Ana Ruiz (Northwind) with Zoe", ("Ana Ruiz (Northwind)", "Zoe")),
    ],
)
def test_b4_whom_to_compare_is_read_from_the_words(text: str, names: tuple[str, ...]) -> None:
    asked = comparison_asked(text, PEOPLE, COMPANIES)

    assert asked is not None
    assert asked.names == names


@pytest.mark.parametrize(
    "text",
    [
        "compare prices with Ana",
        "Compare offers and prices",
        "compare notes with Lars",
        "compare the two offers for Ana and Lars",
        "I should compare Ana and Lars",
        "Met Ana and Lars to compare offers",
        "Real vs Barca was great",
        "Ana vs the board: she lost",
        "compare Zoe and Mia",
    ],
)
def test_b4_what_only_looks_like_a_comparison_is_none(text: str) -> None:
    assert comparison_asked(text, PEOPLE, COMPANIES) is None


@pytest.mark.parametrize(
    ("text", "whom", "since", "until"),
    [
        ("summarise Northwind since March", "Northwind", date(2026, 3, 1), TODAY),
        ("what happened with Ana last quarter?", "Ana", date(2026, 7, 1), date(2026, 9, 30)),
        ("sum up my last two weeks", "", date(2026, 11, 10), TODAY),
        ("recap Q3 with Northwind", "Northwind", date(2026, 7, 1), date(2026, 9, 30)),
        ("summary of Northwind between 1 March and 5 May", "Northwind", date(2026, 3, 1), date(2026, 5, 5)),
        ("summarise our work with Ana since 1 October", "Ana", date(2026, 10, 1), TODAY),
        ("sum up Ana", "Ana", None, None),
    ],
)
def test_b4_whom_and_which_days_to_sum_up_are_read(
    text: str, whom: str, since: date | None, until: date | None
) -> None:
    asked = span_asked(text, PEOPLE, COMPANIES, TODAY)

    assert asked is not None
    assert (asked.whom, asked.since, asked.until) == (whom, since, until)


@pytest.mark.parametrize(
    "text",
    [
        "What happened with Ana?",
        "sum up the offer for Ana",
        "the summary of Ana",
        "what happened at the fair last week",
        "what happened with the budget last quarter",
        "Told Ana what happened with Lars last week",
        "summarise Ana next month",
    ],
)
def test_b4_what_asks_for_something_else_sums_up_nothing(text: str) -> None:
    asked = span_asked(text, PEOPLE, COMPANIES, TODAY)

    assert asked is None or (asked.since is None and text.startswith("summarise"))


def test_b4_a_line_without_a_time_names_only_whom() -> None:
    asked = read_span_of("Northwind", TODAY)

    assert (asked.whom, asked.since) == ("Northwind", None)


@pytest.mark.parametrize(
    "text",
    [
        "prepare me for tomorrow's QBR with Northwind",
        "QBR pack for Northwind",
        "prep the Northwind QBR",
        "get me ready for the QBR with Northwind on 10 December",
        "qbr prep Northwind",
        "Help me prepare for the quarterly business review with Northwind on Friday",
    ],
)
def test_b4_the_company_of_a_review_is_read(text: str) -> None:
    asked = pack_asked(text, COMPANIES)

    assert asked is not None
    assert asked.whom == "Northwind"


@pytest.mark.parametrize(
    "text",
    [
        "Had a QBR with Northwind",
        "The Northwind QBR was moved",
        "QBR went well",
        "I promised Ana the QBR deck for Northwind",
    ],
)
def test_b4_what_tells_of_a_review_asks_for_none(text: str) -> None:
    assert pack_asked(text, COMPANIES) is None
