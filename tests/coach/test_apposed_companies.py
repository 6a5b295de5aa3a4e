"""Companies that plain grammar finds where the reader overlooks them, and words that are none."""

from __future__ import annotations

import pytest

from bot.coach.rules.lexicon import lexicon
from bot.coach.rules.message.apposed_companies import apposed_companies, companies_told
from bot.coach.rules.message.scene import PersonPlace

PERSON = "Mira Holt"


def beside(text: str) -> list[str]:
    start = text.index(PERSON)
    person = PersonPlace(start, start + len(PERSON), PERSON)
    return [one.written for one in apposed_companies(text, [person], [], lexicon())]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Mira Holt at Quellhaus Tools - rang", "Quellhaus Tools"),
        ("Mira Holt, Quellhaus Tools. Wants a quote", "Quellhaus Tools"),
        ("Mira Holt (Quellhaus Tools) was there", "Quellhaus Tools"),
        ("Mira Holt, her banker at Quellhaus Trust, agrees", "Quellhaus Trust"),
        ("met Mira Holt of the Quellhaus Group", "Quellhaus Group"),
        ("mail from Mira Holt\nWorks Manager, Quellhaus Tools\n", "Quellhaus Tools"),
    ],
)
def test_a_company_right_behind_somebody_is_found(text: str, company: str) -> None:
    assert beside(text) == [company]


@pytest.mark.parametrize(
    "text",
    [
        "Mira Holt at the Offshore Expo",
        "met Mira Holt at Hotel Quellhaus",
        "Mira Holt, Head of Sales, left",
        "Mira Holt from Lyon rang",
        "Mira Holt, Ana Ruiz and I met",
        "Mira Holt from Finance",
        "Mira Holt at QBR",
    ],
)
def test_places_events_jobs_and_other_people_are_none(text: str) -> None:
    assert beside(text) == []


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("she has her own firm, Quellhaus Tools", ["Quellhaus Tools"]),
        ("dinner with the family, he owns Bassi Cucine", ["Bassi Cucine"]),
        ("she's with Quellhaus Legal now", ["Quellhaus Legal"]),
        ("site visit Quellhaus Tools, three of them", ["Quellhaus Tools"]),
        ("Visited Quellhaus Tools.", ["Quellhaus Tools"]),
        ("Meeting Mira Holt and Lars Bo", []),
        ("visit on Friday, all fine", []),
    ],
)
def test_words_alone_make_some_certain(text: str, companies: list[str]) -> None:
    assert [one.written for one in companies_told(text, [], lexicon())] == companies
