"""B1: words that say to whom the member spoke, and to whom not, put the person right."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.corrections import CorrectedPart, read_correction

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "Actually it was Marek I spoke to, not Priya",
        "it was Marek I met, not Priya.",
        "sorry, it was Marek that I spoke with, not Priya",
        "No, that was Marek I had the call with, not Priya",
        "it was Marek who I talked to and not Priya",
        "it wasn't Priya I spoke to, it was Marek",
        "it wasn't Priya, it was Marek I met",
        "It was not Priya but Marek",
        "I spoke to Marek, not Priya",
        "we had coffee with Marek, not Priya",
        "I didn't speak to Priya, it was Marek",
        "I did not meet Priya but Marek",
    ],
)
def test_the_right_person_and_the_wrong_one_are_read(text: str) -> None:
    words = read_correction(text, TODAY)

    assert words is not None
    assert (words.part, words.new, words.old) == (CorrectedPart.PERSON, "Marek", "Priya")


@pytest.mark.parametrize(
    "text",
    [
        "it was the price I spoke to him about, not Priya",
        "It was Marek who called me, Priya did not",
        "it wasn't Priya's fault, it was Marek",
        "that isn't what I said, it was fine",
        "was it Marek I spoke to, not Priya?",
        "it was Marek I spoke to, not about the rebate",
        "I spoke to Marek, Priya was not there",
        "it was great, I spoke to Marek and Priya",
    ],
)
def test_other_words_correct_nobody(text: str) -> None:
    words = read_correction(text, TODAY)

    assert words is None or words.part is not CorrectedPart.PERSON
