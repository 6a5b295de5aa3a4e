from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.coaching.understanding import Mode
from bot.core.rich import plain
from bot.core.words import ago, bold_people, join_words, pieces, plural, quiet, shorten, simple_mode, when

TODAY = date(2026, 3, 5)


def test_lists_and_numbers_read_as_a_person_would_say_them() -> None:
    assert join_words(["Ana"]) == "Ana"
    assert join_words(["Ana", "Lars", "Omar"]) == "Ana, Lars and Omar"
    assert (plural(1, "note"), plural(2, "note"), plural(0, "person", "people")) == (
        "1 note",
        "2 notes",
        "0 people",
    )
    people = [("Ana Ruiz", "Northwind"), ("Lars Berg", "")]
    assert plain(bold_people(people)) == "Ana Ruiz (Northwind) and Lars Berg"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (49, "7 weeks ago"),
        (90, "3 months ago"),
    ],
)
def test_time_past_is_said_in_the_fitting_unit(days: int, said: str) -> None:
    assert ago(TODAY - timedelta(days=days), TODAY) == said


def test_days_close_by_are_said_in_words() -> None:
    assert plain(when(TODAY + timedelta(days=1), TODAY)) == "tomorrow"
    assert plain(when(date(2026, 4, 1), TODAY)) == "1 April 2026"


@given(st.text(max_size=400), st.integers(10, 200))
def test_a_shortened_text_is_one_line_within_the_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit + 1
    assert len(short.splitlines()) <= 1


@given(st.text(min_size=1, max_size=2000), st.integers(20, 300))
def test_pieces_hold_every_word_and_fit(text: str, limit: int) -> None:
    parts = pieces(text, limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(part.split()) for part in parts) == "".join(text.split())


def test_the_quiet_line_leaves_out_what_is_empty() -> None:
    assert plain(quiet("", "one", (), "two")) == "one · two"


def test_simple_mode_is_named_and_a_failure_is_told() -> None:
    assert simple_mode(Mode.MODEL) == ""
    assert simple_mode(Mode.RULES) == "simple mode"
    assert "did not answer" in simple_mode(Mode.RULES_AFTER_FAILURE)
    assert "used up" in simple_mode(Mode.RULES_OVER_BUDGET)
