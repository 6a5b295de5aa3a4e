"""A single unknown word that does what only companies do becomes no contact (B1)."""

from __future__ import annotations

import pytest

from bot.coach.rules.lexicon import lexicon
from bot.coach.rules.message.company_deeds import acts_as_company
from bot.coach.rules.message.scene import PersonPlace


def is_company(text: str, name: str) -> bool:
    at = text.index(name)
    return acts_as_company(text, PersonPlace(at, at + len(name), name), lexicon())


@pytest.mark.parametrize("name", ["Corvane", "Veltrix", "Zorlan"])
@pytest.mark.parametrize(
    "words",
    [
        "{} wants a quote",
        "{}'s tender is out",
        "{} signs on Friday",
        "{} sent us their RFP",
        "{} needs a proposal by Monday",
        "{} is renewing next month",
        "{} renewed",
        "{}'s procurement wants three offers",
        "RFP from {} arrived",
        "The quote for {} is due Monday",
        "{} won the tender",
        "Spoke to {}, their CFO wants a discount",
    ],
)
def test_what_only_companies_do_is_done_by_one(words: str, name: str) -> None:
    assert is_company(words.format(name), name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ramesh wants a quote", "Ramesh"),
        ("Torben needs a proposal by Friday", "Torben"),
        ("Agnieszka sent us the contract", "Agnieszka"),
        ("Corvane told me she wants a quote", "Corvane"),
        ("Met Corvane, he wants a quote", "Corvane"),
        ("Corvane likes sailing", "Corvane"),
        ("Corvane wants to meet in May", "Corvane"),
        ("Corvane signs off on each post with a poem", "Corvane"),
    ],
)
def test_a_name_or_a_pronoun_keeps_a_person(text: str, name: str) -> None:
    assert not is_company(text, name)
