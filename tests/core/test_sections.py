"""What features add to what others show: in one order, whatever the order of the features."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.offers import SECTIONS
from bot.core.cards import Part
from bot.core.feature import in_order
from bot.core.sections import BRIEF, COMPARED, HOME, MEETING, PLAN, Place, Section


async def silent(*_: Any) -> tuple[Part, ...]:
    return ()


def offered(place: Place[Any, Any]) -> list[str]:
    """The features that add something to a place, in the order in which it is shown."""
    return [each.read.__module__.split(".")[2] for each in SECTIONS if each.place == place]


def test_a_brief_says_what_is_agreed_before_what_was_noted_and_what_is_not_known_last() -> None:
    agreed, noted = ["briefs", "facts", "people", "objectives", "goals"], ["briefs", "partner_view", "rounds"]

    assert offered(BRIEF) == [*agreed, *noted, "briefs", "briefs"]


def test_an_agenda_begins_with_the_objective_and_ends_with_what_is_promised() -> None:
    assert offered(MEETING) == ["objectives", "plans", "meetings", "goals", "meetings"]


def test_who_stands_side_by_side_is_compared_by_score_aims_plans_and_path() -> None:
    assert offered(COMPARED) == ["score", "objectives", "goals", "plans", "vision"]


def test_home_begins_with_what_a_role_leads_then_today_and_ends_with_settings() -> None:
    led, today = ["rollup", "objectives"], ["nudges", "people", "rounds", "nudges", "reminders", "facts"]
    aims = ["portfolio", "goals", "vision"]

    middle = [*today, "explaining", *aims]

    assert offered(HOME) == [*led, "first_day", "home", *middle, "people", "home", "settings", "tags"]


def test_sections_of_each_place_stand_by_rank() -> None:
    first, second = Section(BRIEF, 1, silent), Section(BRIEF, 2, silent)
    elsewhere = Section(PLAN, 1, silent)

    assert in_order([second, elsewhere, first]) == (first, second, elsewhere)


def test_two_sections_of_one_place_cannot_have_the_same_rank() -> None:
    with pytest.raises(TypeError, match="brief"):
        in_order([Section(BRIEF, 1, silent), Section(BRIEF, 1, silent)])
