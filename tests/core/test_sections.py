"""What features add to what others show: in one order, whatever the order of the features."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.offers import SECTIONS
from bot.core.cards import Part
from bot.core.feature import in_order
from bot.core.turn import BRIEF, PLAN, Section


async def silent(*_: Any) -> tuple[Part, ...]:
    return ()


def test_a_brief_says_what_is_known_before_what_is_not() -> None:
    names = [each.read.__name__ for each in SECTIONS if each.place == BRIEF]

    assert names == [
        "touches",
        "promises",
        "objective",
        "set_out",
        "notes",
        "their_side",
        "points",
        "assumptions",
        "unknown",
    ]


def test_sections_of_each_place_stand_by_rank() -> None:
    first, second = Section(BRIEF, 1, silent), Section(BRIEF, 2, silent)
    elsewhere = Section(PLAN, 1, silent)

    assert in_order([second, elsewhere, first]) == (first, second, elsewhere)


def test_two_sections_of_one_place_cannot_have_the_same_rank() -> None:
    with pytest.raises(TypeError, match="brief"):
        in_order([Section(BRIEF, 1, silent), Section(BRIEF, 1, silent)])
