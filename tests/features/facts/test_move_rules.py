"""P1: who left a company, and who will start at one, as plain words say it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.facts.marks import sentences_marked
from bot.core.facts.moves import read_left, read_starts
from tests.features.facts.test_fact_rules import COMPANIES, NAMES, TODAY


@pytest.mark.parametrize(
    ("text", "has_left"),
    [
        ("Ana has left Northwind", True),
        ("Ana no longer works at Northwind.", True),
        ("Ana left Northwind last week", True),
        ("Ana left Northwind, joins Denholm", True),
        ("Ana left Northwind's offer on the table", False),
        ("Ana left Northwind out of the mail", False),
        ("Ana left Northwind for lunch", False),
        ("I heard Ana left Northwind", False),
        ("Ana leaves Northwind in March", False),
    ],
)
def test_who_left_is_read_where_it_is_said_plainly(text: str, has_left: bool) -> None:
    found = [each for marked in sentences_marked(text, NAMES) for each in read_left(marked)]

    assert [(each.contact_id, each.account_id) for each in found] == [("ana", "northwind")] * has_left


@pytest.mark.parametrize(
    ("text", "called", "on", "is_sure"),
    [
        ("Ana joins Denholm on 1 February", "start at Denholm", date(2027, 2, 1), True),
        (
            "Ana left Northwind, joins Brightline as COO on 1 Jan",
            "start at Brightline as COO",
            date(2027, 1, 1),
            True,
        ),
        ("Ana joins Denholm in January", "start at Denholm", date(2027, 1, 1), False),
        (
            "Ana is leaving Northwind for Denholm at the end of the year",
            "start at Denholm",
            date(2026, 12, 31),
            False,
        ),
    ],
)
def test_a_move_to_come_has_a_day(text: str, called: str, on: date, is_sure: bool) -> None:
    [marked] = sentences_marked(text, NAMES)

    [found] = read_starts(marked, COMPANIES, TODAY, day_first=True)

    assert (found.contact_id, found.called, found.on, found.is_sure) == ("ana", called, on, is_sure)


@pytest.mark.parametrize(
    "text", ["Ana joins us for lunch on 1 February", "Ana joins Denholm", "Ana joined Denholm"]
)
def test_other_words_are_no_move_to_come(text: str) -> None:
    [marked] = sentences_marked(text, NAMES)

    assert not list(read_starts(marked, COMPANIES, TODAY, day_first=True))


@given(st.text(max_size=200))
def test_no_text_breaks_the_grammar_of_moves(text: str) -> None:
    for marked in sentences_marked(text, NAMES):
        found = [*read_left(marked), *read_starts(marked, COMPANIES, TODAY, day_first=True)]
        assert len(found) <= len(text)
