"""A day that a note only speaks of, as a birthday or a deadline, is not the day of the note (B1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("Kajsa Lund called. Birthday 2 June", MONDAY),
        (
            "Ana (ex Northwind) pinged me, wants coffee next Tuesday 3pm. Birthday 14 March",
            MONDAY,
        ),
        ("Had coffee with Kajsa Lund, she was born on 2 June", MONDAY),
        ("Ana said the go-live was 1 October", MONDAY),
        ("told Olaf 20 February is our delivery date", date(2027, 1, 7)),
        ("told him 15 January", date(2027, 1, 7)),
        ("told Ana 3 December at the latest", MONDAY),
        ("Called Lars. The pilot was moved to 2 November", MONDAY),
    ],
)
async def test_a_day_that_is_only_spoken_of_dates_no_note(
    coach: RulesCoach, seller: Circumstances, text: str, today: date
) -> None:
    found = await coach.understand(text, replace(seller, today=today))
    assert found.occurred_on is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Met Ana Ruiz from Northwind for lunch on Friday", date(2026, 11, 27)),
        ("Met Ana Ruiz, CFO of Northwind, for lunch on Friday", date(2026, 11, 27)),
        ("Met Ana for breakfast on Friday", date(2026, 11, 27)),
        ("Ana's birthday lunch on 12 November was great, met her team", date(2026, 11, 12)),
        ("Met Lars on 12 November, his deadline is 12 May", date(2026, 11, 12)),
        ("14 November: met Lars", date(2026, 11, 14)),
        ("Ana told me on 12 November that the budget is frozen", date(2026, 11, 12)),
        ("Met Lars on 14 March", date(2026, 3, 14)),
    ],
)
async def test_the_day_of_what_took_place_dates_the_note(
    coach: RulesCoach, seller: Circumstances, text: str, day: date
) -> None:
    found = await coach.understand(text, replace(seller, today=MONDAY))
    assert found.occurred_on == day
