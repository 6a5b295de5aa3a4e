"""What is told as done, as sure, of all, in another currency or as it was before a change (B2)."""

from __future__ import annotations

import time
from datetime import date

import pytest

from bot.coach.model.grounding.deciding import flaw_of
from bot.coach.model.grounding.flaws import Flaw, FlawKind, GroundSource

NOTED = date(2026, 11, 3)
TODAY = date(2026, 11, 30)


def kind(sentence: str, note: str) -> FlawKind | None:
    found = flaw(sentence, note)
    return found.kind if found else None


def flaw(sentence: str, note: str) -> Flaw | None:
    source = GroundSource("N1", note, NOTED, ("Ana Ruiz", "Omar Vance"))
    return flaw_of(sentence, [source], [], "", TODAY)


OPEN = [
    "Ana wants to {base} the pumps",
    "Ana plans to {base} the pumps in spring",
    "Ana has to {base} the pumps first",
    "Ana will {base} the pumps next week",
    "Ana is going to {base} the pumps",
    "Ana might {base} the pumps",
    "asked Ana to {base} the pumps",
    "Ana: if the price is right they {base} the pumps",
    "Ana is about to {base} the pumps",
    "Ana hopes to {base} the pumps before summer",
]
"""Notes in which something is to come, wished, asked for or possible."""
VERBS = [("test", "tested"), ("replace", "replaced"), ("sell", "sold"), ("install", "installed")]


@pytest.mark.parametrize("note", OPEN)
@pytest.mark.parametrize(("base", "past"), VERBS)
def test_what_is_to_come_or_meant_is_not_done(note: str, base: str, past: str) -> None:
    assert kind(f"Ana {past} the pumps.", note.format(base=base)) is not None
    assert kind(f"Ana has {past} the pumps.", note.format(base=base)) is not None
    assert kind(f"The pumps were {past} by Ana.", note.format(base=base)) is not None


@pytest.mark.parametrize(("base", "past"), VERBS)
@pytest.mark.parametrize(
    "note", ["Ana {past} the pumps", "Ana has {past} the pumps", "pumps were {past} by Ana last week"]
)
def test_what_was_done_is_done(note: str, base: str, past: str) -> None:
    assert kind(f"Ana {past} the pumps.", note.format(past=past)) is None
    assert kind(f"The pumps were {past} by Ana.", note.format(past=past)) is None


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ana wants to replace the pumps.", "Ana wants to replace the pumps"),
        ("Ana was going to replace the pumps.", "Ana is going to replace the pumps"),
        ("Ana was asked to test the pumps.", "asked Ana to test the pumps"),
        ("Ana has not replaced the pumps.", "Ana wants to replace the pumps"),
        ("Ana moved the review to 12 November.", "Ana moves the review to 12 November"),
        ("Ana proposed 12 November.", "Ana proposes 12 November"),
    ],
)
def test_what_is_told_as_it_is_meant_stands(sentence: str, note: str) -> None:
    assert kind(sentence, note) is None


@pytest.mark.parametrize(
    "note",
    [
        "Ana wants to order pumps",
        "Ana may order pumps",
        "Ana asked Omar to order pumps",
        "Ana might order pumps",
    ],
)
def test_a_wish_is_not_sure_to_come(note: str) -> None:
    assert kind("Ana will order pumps.", note) is not None
    assert kind("Ana will order pumps.", "Ana will order pumps") is None


CURRENCIES = ["€", "£", "$", "CHF "]


@pytest.mark.parametrize("told", CURRENCIES)
@pytest.mark.parametrize("said", CURRENCIES)
def test_an_amount_keeps_its_currency(told: str, said: str) -> None:
    found = kind(f"Ana pays {said}4,000 a year.", f"Ana pays {told}4,000 a year")

    assert (found is None) is (told == said)


def test_an_amount_without_a_currency_may_get_one() -> None:
    assert kind("Ana pays 4,000 euros a year.", "Ana pays 4,000 a year") is None


@pytest.mark.parametrize(
    "note",
    [
        "Ana buys for most plants",
        "Ana buys for three plants",
        "Ana buys for all plants except Lyon",
        "Ana buys for half of the plants",
    ],
)
def test_some_are_not_all(note: str) -> None:
    assert kind("Ana buys for all plants.", note) is FlawKind.TOO_GENERAL
    assert kind("Ana buys for all plants.", "Ana buys for all plants") is None


@pytest.mark.parametrize(
    ("former", "new", "note"),
    [
        ("on 10 November", "on 12 November", "Ana moved the review from 10 November to 12 November"),
        ("on 10 November", "on 12 November", "Ana: review now on 12 November instead of 10 November"),
        ("on Tuesday", "on Thursday", "Ana moved the review from Tuesday to Thursday"),
        ("for 40 people", "for 25 people", "Ana: review now for 25 people instead of 40 people"),
    ],
)
def test_what_was_changed_is_not_how_it_is(former: str, new: str, note: str) -> None:
    assert kind(f"Ana's review is {former}.", note) in (FlawKind.REPLACED, FlawKind.WRONG_NUMBER)
    assert kind(f"Ana's review is {new}.", note) is None


def test_a_sentence_that_speaks_of_the_change_has_both() -> None:
    assert (
        kind(
            "Ana moved the review from 10 to 12 November.",
            "Ana moved the review from 10 November to 12 November",
        )
        is None
    )


def test_each_reason_says_what_is_wrong() -> None:
    found = flaw("Ana replaced the pumps.", "Ana wants to replace the pumps")

    assert found is not None
    assert "replaced" in found.reason or "expect" in found.reason


def test_a_sentence_is_judged_fast_and_comes_out_the_same_again() -> None:
    note = "Ana wants 40 pumps for all plants except Lyon in spring, Omar would rather wait for the audit."
    sentence = "Ana ordered 40 pumps for the plants, while Omar wanted to wait for the audit."
    first = flaw(sentence, note)
    started = time.process_time()
    again = [flaw(sentence, note) for _ in range(20)]

    assert again == [first] * 20
    assert (time.process_time() - started) / 20 < 0.05
