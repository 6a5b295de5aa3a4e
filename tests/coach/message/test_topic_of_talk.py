"""B1: a pronoun means the one with whom the talk was that a note begins with."""

from __future__ import annotations

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances
from bot.core.notes import Promiser


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (
            "1:1 with Omar Haddad today. he's worried about the budget. I promised to join the call with "
            "Lars Holm on the 9th; he owes me a clean forecast by Thursday",
            "Omar Haddad",
        ),
        (
            "1:1 with Omar Haddad. I promised to sit in on the call with Lars Holm; he will send me the "
            "forecast by Thursday",
            "Omar Haddad",
        ),
        (
            "one on one with Rose Marsh. I'll prepare the call with Ana Ruiz; she will send me the agenda "
            "by Friday",
            "Rose Marsh",
        ),
        (
            "Met Rose Marsh. She likes the pilot. I promised to talk to Lars Holm; she'll send the order "
            "by Friday",
            "Rose Marsh",
        ),
        (
            "Call with Omar Haddad. He is under pressure. I agreed to speak with Lars Holm. He will send us "
            "the figures by Monday",
            "Omar Haddad",
        ),
        ("Met Rose Marsh. Then spoke to Ana Ruiz, she will send me the agenda by Friday", "Ana Ruiz"),
        ("Met Omar Haddad. Lars Holm joined later; he will send me the forecast by Thursday", "Lars Holm"),
        ("Met Omar Haddad. I called Lars Holm; he will send me the forecast by Thursday", "Lars Holm"),
        ("I met with Lars Holm; he will send me the forecast by Thursday", "Lars Holm"),
    ],
)
async def test_who_owes_it_is_whom_the_pronoun_means(
    coach: RulesCoach, seller: Circumstances, text: str, whose: str
) -> None:
    read = await coach.understand(text, seller)

    assert [each.whom for each in read.promises if each.by is Promiser.CONTACT] == [whose]
