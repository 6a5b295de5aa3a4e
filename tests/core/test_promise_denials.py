"""B12: what denies a promise, what only moves a meeting, and things written as one word or two."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.notes import Promiser
from bot.core.promise_changes import PromiseOutcome
from bot.core.promise_news import read_bare_change, read_promise_changes
from bot.core.promise_words import is_among, share_of_words, telling_words

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        "I didn't promise that",
        "I never promised her that.",
        "no, we did not promise anything",
        "I haven't promised that",
        "that's not a promise",
        "That was no promise!",
        "not a promise",
    ],
)
def test_a_denial_drops_a_promise(text: str) -> None:
    change = read_bare_change(text, TODAY)
    assert change is not None
    assert (change.outcome, change.by in (None, Promiser.MEMBER)) == (PromiseOutcome.DROPPED, True)


@pytest.mark.parametrize(
    "text", ["I promised her that", "promise?", "I didn't promise Lea the deck but a draft"]
)
def test_other_words_deny_nothing(text: str) -> None:
    assert read_bare_change(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["no-show by Tomasz today, rescheduled to 2 Dec", "Tomasz didn't show up. Rescheduled to Friday."]
)
def test_a_missed_meeting_moves_no_promise(text: str) -> None:
    assert read_promise_changes(text, TODAY, ["Tomasz Wolski"]) == []


@pytest.mark.parametrize(
    ("what", "said", "share"),
    [
        ("the rate card", "sent the ratecard", 1.0),
        ("the ratecard", "sent the rate card", 1.0),
        ("the rate card", "sent the credit card", 0.5),
        ("the scorecard", "sent the rate card", 0.0),
        ("the plan", "sent the plant list", 0.0),
    ],
)
def test_a_thing_is_the_same_in_one_word_or_two(what: str, said: str, share: float) -> None:
    assert share_of_words(what, telling_words(said)) == share


def test_half_of_a_joined_word_is_not_the_thing() -> None:
    assert not is_among("ratecard", telling_words("the card"))
