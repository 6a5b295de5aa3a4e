from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.language.names import possessive, with_name

BOT = Path(__file__).parents[2] / "bot"
_WRITTEN_OUT = re.compile(r"\{(?!goal\.period|_)[^{}\"]+\}['\u2019]s\b")
"""A name with "'s" behind it in a text that the program fills."""


@pytest.mark.parametrize(
    ("name", "said"),
    [("Ana", "Ana's"), ("Vantage Foods", "Vantage Foods'"), ("Lars", "Lars'"), ("IBS", "IBS'"), ("", "'s")],
)
def test_whose_something_is_reads_as_people_write_it(name: str, said: str) -> None:
    assert possessive(name) == said


def test_a_text_with_a_place_for_a_name_says_whose_it_is() -> None:
    text = "What do {account}'s customers ask of {account}?"

    assert with_name(text, "account", "Vantage Foods") == (
        "What do Vantage Foods' customers ask of Vantage Foods?"
    )
    assert with_name(text, "account", "Northwind") == "What do Northwind's customers ask of Northwind?"


def test_no_sentence_puts_the_ending_behind_a_name_by_itself() -> None:
    found = [
        f"{path.relative_to(BOT)}: {match[0]}"
        for path in sorted(BOT.rglob("*.py"))
        if "evals" not in path.parts  # what measures say is read by nobody in Slack
        for match in _WRITTEN_OUT.finditer(path.read_text(encoding="utf-8"))
    ]
    filled = [each for each in found if "{account}'s" not in each and "{slot}" not in each]

    assert filled == ["language/asking.py: {word[:-1]}'s", "language/names.py: {name}'s"]
