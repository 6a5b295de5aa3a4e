"""Which questions ask for promises alone, and whose (B1, B2)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.notes import Promiser
from bot.features.recall.contracts import asks_for_rows
from bot.features.recall.rules.promises_asked import due_asked, promises_asked
from bot.language.asking import KnownPerson

MINE, THEIRS = Promiser.MEMBER, Promiser.CONTACT


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("What did I promise Ana?", {MINE}),
        ("do we still owe Ana Ruiz anything?", {MINE}),
        ("What did I commit to with Ana?", {MINE}),
        ("What has Ana promised me?", {THEIRS}),
        ("Who owes me something?", {THEIRS}),
        ("Any open promises to Ana Ruiz?", {MINE, THEIRS}),
        ("What did I promise Ana about carbon?", set()),
        ("What does Ana worry about?", set()),
        ("Did Ana promise to visit the new plant?", set()),
    ],
)
def test_whose_promises_are_asked_for(question: str, sides: set[Promiser]) -> None:
    known = [KnownPerson("1", ("Ana Ruiz",), "Northwind")]

    assert promises_asked(question, known, date(2026, 11, 24)) == sides


@pytest.mark.parametrize(
    "question",
    [
        "who is waiting on me?",
        "who's still waiting for me",
        "is anyone waiting on me",
        "who do I owe something to?",
        "whom do I still owe?",
        "Who are waiting for something from us?",
    ],
)
def test_who_waits_asks_for_the_members_own_promises(question: str) -> None:
    asked = due_asked(question, [], date(2026, 12, 1))
    assert asked is not None
    assert (asked.sides, asked.is_open) == (frozenset({Promiser.MEMBER}), True)
    assert asks_for_rows(question, [], [], date(2026, 12, 1))


@pytest.mark.parametrize(
    "question",
    [
        "what do i have open, by company",
        "what's open, by person",
        "open promises per account",
        "what is due, by date",
    ],
)
def test_how_the_list_is_ordered_changes_nothing(question: str) -> None:
    asked = due_asked(question, [], date(2026, 12, 1))
    assert asked is not None
    assert asked.since is asked.until is None
