"""Who does it in a sentence and in its sources, active or passive (B2)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.model.grounding.deciding import flaw_of
from bot.coach.model.grounding.flaws import Flaw, FlawKind, GroundSource


def flaw(sentence: str, note: str) -> Flaw | None:
    source = GroundSource("N1", note, date(2026, 11, 3), ("Ana Ruiz", "Omar Vance"))
    return flaw_of(sentence, [source], [], "", date(2026, 11, 30))


BY_ANA = [
    "Ana {past} the pumps",
    "the pumps were {past} by Ana",
    "Ana has {past} the pumps",
    "Omar was ill, so Ana {past} the pumps",
    "Ana: {past} the pumps",
]


@pytest.mark.parametrize("past", ["tested", "replaced", "repaired", "sold"])
@pytest.mark.parametrize("note", BY_ANA)
def test_who_did_it_is_known_in_either_voice(note: str, past: str) -> None:
    told = note.format(past=past)

    assert flaw(f"Ana {past} the pumps.", told) is None
    assert flaw(f"Omar {past} the pumps.", told) is not None


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ana fixed the pump.", "technician fixed the pump, Ana wants a report"),
        ("Ana returned the contract.", "Ana agreed, lawyer returned the contract"),
        ("You applied for a grant.", "Ana has applied for a grant"),
        ("You are going to test the glue.", "Ana is going to test the glue in week 48"),
        ("You pay Ana half up front.", "Agreed with Ana: we deliver in May, she pays half up front"),
        ("Ana makes the decisions.", "Ana: decisions are made by Omar, she only prepares them"),
    ],
)
def test_it_is_told_of_another(sentence: str, note: str) -> None:
    found = flaw(sentence, note)

    assert found is not None
    assert found.kind is FlawKind.WRONG_NAME


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ana tests the pumps.", "Ana's team tests the pumps"),
        ("Ana built up the firm.", "Ana left school at 16, built up the firm from nothing"),
        ("Ana cannot take part.", "From: Ana Ruiz. We cannot take part this year. Best, A."),
        ("You tested the pumps.", "tested the pumps with Ana"),
        ("The pumps were tested.", "Omar tested the pumps"),
    ],
)
def test_where_it_is_open_who_does_it_nothing_is_wrong(sentence: str, note: str) -> None:
    assert flaw(sentence, note) is None


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("One of Ana's testers left.", "Ana lost two of her five testers, one left for Lyon"),
        ("Ana says that the plant is not for sale.", "Ana denies that the plant is for sale"),
        ("You did not ask Ana about the budget.", "forgot to ask Ana about the budget"),
        ("Ana opposes leasing.", "Ana is against leasing"),
    ],
)
def test_what_is_denied_in_other_words_stands(sentence: str, note: str) -> None:
    assert flaw(sentence, note) is None
