"""Words that correct an earlier note, and words that only look like it."""

from __future__ import annotations

import pytest

from bot.coach.rules.message.wants import is_correction


@pytest.mark.parametrize(
    "text",
    [
        "no, Harriet said that and not Cheng",
        "it happened last Wednesday",
        "the call was on Tuesday",
        "she promised it to me, not the other way round",
        "other Martin, Martin Sedlak",
        "wrong Lars",
        "the deadline is the 26th, I mistyped",
        "that wasn't a call, we mailed",
        "no, I promised it to Priya, not Tom",
    ],
)
def test_a_correction_is_known_by_its_words(text: str) -> None:
    assert is_correction(text)


@pytest.mark.parametrize(
    "text",
    [
        "no, I didn't send Ana the papers",
        "the call with Ana was on the phone of her boss",
        "Ana took the wrong train, so we met later",
        "Bo wants the other machine",
        "that was a good call with Ana",
    ],
)
def test_other_words_correct_nothing(text: str) -> None:
    assert not is_correction(text)
