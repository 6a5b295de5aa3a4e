"""An expectation is quoted as a whole clause, with who said it (R2)."""

from __future__ import annotations

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances
from bot.features.notes.rules import says_who


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Lunch with Lars, he says capex gets approved in June 2027 and he doesn't trust our Q3 numbers",
            ["he says capex gets approved in June 2027"],
        ),
        ("Ana said they'll sign in May because legal is done.", ["Ana said they'll sign in May"]),
        ("They'll extend the contract in March", ["They'll extend the contract in March"]),
        ("Met Ana. They'll find it too expensive.", []),
        (
            "Met Ritu Shah. She'll take over second-life from March, then they buy two systems in Q3.",
            ["She'll take over second-life from March", "they buy two systems in Q3"],
        ),
        ("Met Ana. She'll take over second-life.", []),
    ],
)
async def test_expectations_end_where_their_clause_ends(
    coach: RulesCoach, seller: Circumstances, text: str, quotes: list[str]
) -> None:
    found = await coach.understand(text, seller)
    assert [each.quote for each in found.assumptions] == quotes
    assert all(text[each.start :].startswith(each.quote) for each in found.assumptions)


def test_who_says_it_is_told_apart() -> None:
    assert says_who("he says capex gets approved")
    assert not says_who("they sign in May")
