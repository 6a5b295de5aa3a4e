"""Plain words about plans, goals, meetings and teams ask for the same as their commands (B4)."""

from __future__ import annotations

import pytest

from bot.coach.rules.plain_words import command_line


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
        (
            "Put a visit to Ana's warehouse on my plan for 3 December",
            "plan : a visit to Ana's warehouse for 3 December",
        ),
        ("add a talk about 2029 to the plan with Ana Ruiz", "plan Ana Ruiz: a talk about 2029"),
        ("Set a goal for Ana this month: meet her CFO", "goals Ana month: meet her CFO"),
        ("My goal with Ana this week is to listen", "goals Ana week: listen"),
        ("Look back on my relationship with Ana", "review Ana"),
        ("What is our mutual objective with Ana?", "objective Ana"),
        ("Who is on the Northwind team?", "team Northwind"),
        ("share a note with the Northwind team", "share"),
        ("I am an alliance manager", "role alliance manager"),
        ("I report to Tomo", "reports me to Tomo"),
        ("Which level is my work on?", "focus"),
        ("What could I delegate?", "focus"),
        ("I am a friend of Ana", ""),
        ("Ana reports to Lars", ""),
        ("We put a visit on hold", ""),
        ("She told me about her goals for 2028", ""),
        ("Ana showed me the plan for the new hall", ""),
    ],
)
def test_plain_words_become_the_command_line_that_says_the_same(text: str, line: str) -> None:
    assert command_line(text) == line
