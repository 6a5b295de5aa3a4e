"""Plain words about choosing relationships ask for the same as their commands (B4)."""

from __future__ import annotations

import pytest

from bot.adapters.coach.rules.plain_words import command_line


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
        ("show me the score of Ana", "score Ana"),
        ("does Ana still fit?", "fit Ana"),
        ("park the idea", ""),
        ("Ana made the plan strategic", ""),
    ],
)
def test_plain_words_become_the_command_line_that_says_the_same(text: str, line: str) -> None:
    assert command_line(text) == line
