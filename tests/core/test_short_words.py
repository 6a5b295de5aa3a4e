"""Short words that correct the latest note, change a promise, or tell who was there (B1, B12)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.corrections import CorrectedPart, read_correction
from bot.core.promise_changes import PromiseOutcome
from bot.core.promise_news import read_bare_change, read_promise_changes
from bot.core.touching import is_met

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("words", "part", "new", "old"),
    [
        ("no, I promised it to Priya, not Tom", CorrectedPart.PROMISEE, "Priya", "Tom"),
        ("not Ana, Anna Berg", CorrectedPart.PERSON, "Anna Berg", "Ana"),
        ("not Ana Ruis, it's Ana Ruiz", CorrectedPart.PERSON, "Ana Ruiz", "Ana Ruis"),
        ("That scope draft is for Priya, not Tom", CorrectedPart.PROMISEE, "Priya", "Tom"),
        ("I meant Anna Berg, not Ana", CorrectedPart.PERSON, "Anna Berg", "Ana"),
        ("Wrong Lars, the one at Fabrikam", CorrectedPart.SAME_NAME, "Fabrikam", "Lars"),
        ("she is at Tesseract, not Northwind", CorrectedPart.COMPANY, "Tesseract", "Northwind"),
        ("Ana's surname is Ruiz", CorrectedPart.SURNAME, "Ruiz", ""),
        ("that was a call, not a meeting", CorrectedPart.TOUCH, "phone", ""),
        ("we didn't talk", CorrectedPart.TOUCH, "", ""),
    ],
)
def test_a_correction_says_what_it_puts_right(words: str, part: CorrectedPart, new: str, old: str) -> None:
    found = read_correction(words, TODAY)
    assert found is not None
    assert (found.part, found.new, found.old) == (part, new, old)


@pytest.mark.parametrize(
    ("words", "part", "day"),
    [
        ("it was Tuesday", CorrectedPart.DAY, date(2026, 3, 3)),
        ("That was yesterday", CorrectedPart.DAY, date(2026, 3, 4)),
        ("by Friday not Thursday", CorrectedPart.DUE, date(2026, 3, 6)),
        ("make it Friday", CorrectedPart.DUE, date(2026, 3, 6)),
    ],
)
def test_a_corrected_day_is_told_of_or_to_come(words: str, part: CorrectedPart, day: date) -> None:
    found = read_correction(words, TODAY)
    assert found is not None
    assert (found.part, found.day) == (part, day)


@pytest.mark.parametrize(
    "words",
    [
        "It was nice, not bad",
        "Ana likes tea, not coffee",
        "it was Tuesday that Ana called me about the paper",
        "it was a great meeting",
        "was it Tuesday?",
    ],
)
def test_other_words_correct_nothing(words: str) -> None:
    assert read_correction(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "outcome", "due"),
    [
        ("not yet", PromiseOutcome.STILL_OPEN, None),
        ("moved to Tuesday", PromiseOutcome.MOVED, date(2026, 3, 10)),
        ("she cancelled", PromiseOutcome.DROPPED, None),
        ("he can't do it", PromiseOutcome.DROPPED, None),
        ("Done, sent it", PromiseOutcome.KEPT, None),
    ],
)
def test_bare_words_say_what_became_of_a_promise(
    words: str, outcome: PromiseOutcome, due: date | None
) -> None:
    found = read_bare_change(words, TODAY)
    assert found is not None
    assert (found.outcome, found.due_on) == (outcome, due)


def test_words_that_say_more_are_not_bare() -> None:
    [found] = read_promise_changes("Ana cancelled the workshop", TODAY, ["Ana Ruiz"])
    assert found.words == {"workshop"}
    assert read_bare_change("Ana cancelled the workshop", TODAY) is None


@pytest.mark.parametrize(
    ("text", "name", "met"),
    [
        ("Met Ana Ruiz. Lars will replace her.", "Lars", False),
        ("Met Ana, who told me about Lars.", "Lars", False),
        ("Met Ana, who told me about Lars.", "Ana", True),
        ("Lunch with Ana and Lars.", "Lars", True),
    ],
)
def test_who_is_only_spoken_of_was_not_met(text: str, name: str, met: bool) -> None:
    start = text.index(name)
    assert is_met(text, start, start + len(name)) is met
