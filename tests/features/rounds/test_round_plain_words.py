"""Plain words that ask for what the subcommands of rounds do (B4)."""

from __future__ import annotations

import pytest

from bot.coach.rules.plain_words import command_line


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Start my round", "round"),
        ("please begin the round for Northwind", "round Northwind"),
        ("let's look ahead with Tarn Foods", "round Tarn Foods"),
        ("show me the roll-up", "rollup"),
        ("What does my manager see?", "rollup preview"),
        ("what's my share of the future?", "future"),
        ("start the stratical round", "stratical"),
    ],
)
def test_b4_plain_words_ask_for_rounds(said: str, line: str) -> None:
    assert command_line(said) == line


@pytest.mark.parametrize("said", ["Ana went around the plant", "The future of Northwind looks bright"])
def test_b4_other_words_are_left_alone(said: str) -> None:
    assert command_line(said) == ""
