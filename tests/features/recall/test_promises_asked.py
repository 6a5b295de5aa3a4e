"""Which questions ask for promises alone, and whose (B1, B2)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.notes import Promiser
from bot.features.recall.rules.promises_asked import promises_asked
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
