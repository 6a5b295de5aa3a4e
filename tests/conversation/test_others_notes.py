"""B6: words that ask for somebody's notes name whose they are; words that tell something do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.others_notes import whose_notes


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("show me Mira's notes", "Mira"),
        ("can I see Mira Vale's notes?", "Mira Vale"),
        ("show Mira's notes about Northwind", "Mira"),
        ("can I read the notes of Mira", "Mira"),
        ("what did Mira write about Northwind?", "Mira"),
        ("let me see what Mira noted", "Mira"),
        ("Mira's notes", "Mira"),
        ("show me my notes", ""),
        ("show me my notes about Ana", ""),
        ("Met Ana, she liked Mira's notes on the crane", ""),
        ("I promised Lars Mira's notes by Friday", ""),
        ("what did I write about Northwind?", ""),
        ("show my notes from Mira", ""),
        ("", ""),
    ],
)
def test_b6_whose_notes_are_asked_for(text: str, who: str) -> None:
    assert whose_notes(text) == who


@given(st.text(max_size=200))
def test_b6_whatever_is_written_a_name_is_a_part_of_it(text: str) -> None:
    assert whose_notes(text) in " ".join(text.split())
