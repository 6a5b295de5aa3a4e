"""What somebody owes is theirs, and what is promised and done by now is no promise (B1, B12)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances
from bot.core.notes import Promiser

HERE = Circumstances(
    today=date(2026, 11, 24), zone="Europe/Berlin", known_people=("Ana Ruiz", "Tom Webb", "Ruth Keller")
)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Ana owes me: intro to the CFO", "Ana"),
        ("Ana owes us: the signed NDA by Friday", "Ana"),
        ("Tom Webb owes me - the org chart", "Tom Webb"),
        ("Ruth owes me: a date for the demo", "Ruth"),
    ],
)
async def test_who_owes_the_member_promised(coach: RulesCoach, text: str, whom: str) -> None:
    read = await coach.understand(text, HERE)
    assert [(each.by, each.whom) for each in read.promises] == [(Promiser.CONTACT, whom)]


@pytest.mark.parametrize(
    "text",
    [
        "Promised Ana a demo and already did it",
        "I promised Ana references and mailed them yesterday",
        "I promised Ana the case study and sent it already",
        "Promised Ruth the list and have sent it",
        "Ruth hasn't sent the drawings",
        "Ruth has not sent the drawings yet",
        "Didn't send Ruth the list",
    ],
)
async def test_what_is_done_or_was_not_done_is_no_promise(coach: RulesCoach, text: str) -> None:
    assert (await coach.understand(text, HERE)).promises == ()
