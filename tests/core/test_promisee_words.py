"""B1: short words give a promise to another person, and name which one where they say so."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.corrections import CorrectedPart, read_correction

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("no, I promised it to Priya, not Tom", ""),
        ("I promised it to Priya and not to Tom", ""),
        ("I promised Priya, not Tom", ""),
        ("not Tom, I promised it to Priya", ""),
        ("sorry, it was Priya I promised it to, not Tom", ""),
        ("it's for Priya, not Tom", ""),
        ("I promised the price list to Priya, not Tom", "the price list"),
        ("I promised Priya the price list, not Tom", "the price list"),
        ("we owe the price list to Priya, not Tom", "the price list"),
        ("the price list is for Priya, not for Tom", "price list"),
        ("Priya promised it, not Tom", ""),
    ],
)
def test_who_was_promised_something_is_read(text: str, what: str) -> None:
    words = read_correction(text, TODAY)
    assert words is not None
    assert (words.part, words.new, words.old, words.what) == (CorrectedPart.PROMISEE, "Priya", "Tom", what)


@pytest.mark.parametrize(
    "text", ["I promised it to Priya", "I promised Tom the list", "Not the list, the paper"]
)
def test_words_that_deny_nobody_are_no_correction_of_a_promise(text: str) -> None:
    words = read_correction(text, TODAY)
    assert words is None or words.part is not CorrectedPart.PROMISEE
