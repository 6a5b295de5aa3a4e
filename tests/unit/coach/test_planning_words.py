"""Plain words about plans, goals, meetings and teams ask for the same as their commands (B4)."""

from __future__ import annotations

import pytest

from bot.adapters.coach.rules.plain_words import command_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("show my plans", "plan"),
        ("please show me the plan for Ana", "plan Ana"),
        ("What have I planned for Ana Ruiz?", "plan Ana Ruiz"),
        ("my goals", "goals"),
        ("show me the goals for Ana", "goals Ana"),
        ("review my goals", "goals review"),
        ("prepare a review meeting with Ana Ruiz", "meeting Ana Ruiz"),
        ("Draft an agenda for Lars", "meeting Lars"),
        ("show the mutual objective with Ana", "objective Ana"),
        ("open the team document for Northwind", "team-document Northwind"),
        ("show my teams", "team"),
        ("who reports to me?", "reports"),
        ("what's my role?", "role"),
        ("She told me about her goals for 2028", ""),
        ("Ana showed me the plan for the new hall", ""),
    ],
)
def test_plain_words_become_the_command_line_that_says_the_same(text: str, line: str) -> None:
    assert command_line(text) == line
