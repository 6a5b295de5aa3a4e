"""Plain words about choosing relationships ask for the same as their commands (B4)."""

from __future__ import annotations

import pytest

from bot.coach.rules.plain_words import command_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Make Ana strategic", "strategic Ana"),
        ("please make Ana Ruiz a strategic contact", "strategic Ana Ruiz"),
        ("make Lars active", "active Lars"),
        ("Park Lars for now", "park Lars"),
        ("release Omar Haddad", "release Omar Haddad"),
        ("Show my portfolio", "portfolio"),
        ("What is my vision?", "vision"),
        ("Show the vision of the Northwind team", "vision Northwind"),
        ("What is our vision for Northwind?", "vision Northwind"),
        ("Show my limits", "limits"),
        ("set my limits to 80 and 120", "limits 80 120"),
        ("what's my target?", "target"),
        ("Ana is in the bridge phase", "phase Ana bridge"),
        ("Keep in touch with Ana Ruiz every 30 days", "cadence Ana Ruiz 30"),
        ("I want to stay in touch with Lars every month", "cadence Lars 30"),
        ("count Ana as anticipated", "universe Ana anticipated"),
        ("Where does Ana stand?", "place Ana"),
        ("How is my relationship with Ana?", "score Ana"),
        ("Show unlikely people", "unlikely"),
        ("Hand Ana over to Tomo", "fit Ana"),
        ("hand over Ana Ruiz", "fit Ana Ruiz"),
        ("Ana wants to stay in touch every month", ""),
        ("The bridge is in a bad phase", ""),
        ("show me the score of Ana", "score Ana"),
        ("does Ana still fit?", "fit Ana"),
        ("park the idea", ""),
        ("Ana made the plan strategic", ""),
    ],
)
def test_plain_words_become_the_command_line_that_says_the_same(text: str, line: str) -> None:
    assert command_line(text) == line
