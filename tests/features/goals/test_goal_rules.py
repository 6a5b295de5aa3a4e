"""F3: three key goals a period."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import ContactId
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.features.goals.contracts import (
    Goal,
    GoalId,
    GoalPeriod,
    GoalState,
    first_day,
    last_day,
    next_first_day,
)
from bot.features.goals.rules import MOST_GOALS, TooManyGoals, check_room, goals_listed, is_over

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def goal(number: int, state: GoalState = GoalState.OPEN, contact: str | None = "c1") -> Goal:
    return Goal(
        id=GoalId(f"g{number}"),
        workspace=WorkspaceId("T"),
        space=own_space(MemberId("U")),
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
        text="agree on a pilot",
        period=GoalPeriod.MONTH,
        begins=date(2026, 11, 1),
        contact_id=ContactId(contact) if contact else None,
        state=state,
    )


@given(st.sampled_from(GoalPeriod), days)
def test_periods_tile_the_calendar(period: GoalPeriod, day: date) -> None:
    first = first_day(period, day)

    assert first <= day <= last_day(period, first)
    assert first_day(period, last_day(period, first)) == first
    assert next_first_day(period, first) == last_day(period, first) + timedelta(days=1)


def test_f3_the_fourth_goal_needs_one_to_go() -> None:
    goals = [goal(n) for n in range(MOST_GOALS)]

    with pytest.raises(TooManyGoals) as refused:
        check_room(goals, goal(9))

    assert refused.value.present == tuple(goals)


@pytest.mark.parametrize(
    "others",
    [
        [goal(1), goal(2), goal(3, GoalState.DROPPED)],
        [goal(1), goal(2), goal(3, contact="c2")],
        [goal(1), goal(2), goal(3, contact=None)],
        [goal(1), goal(2), goal(9)],
    ],
)
def test_f3_only_open_goals_of_the_same_relationship_count(others: list[Goal]) -> None:
    check_room(others, goal(9))


def test_a_goal_is_over_after_its_last_day() -> None:
    assert not is_over(goal(1), date(2026, 11, 30))
    assert is_over(goal(1), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (
            "win Fenwick, visit every plant, learn Swedish",
            ("win Fenwick", "visit every plant", "learn Swedish"),
        ),
        ("1) call Ana 2) write the plan", ("call Ana", "write the plan")),
        ("1. call Ana\n2. write the plan", ("call Ana", "write the plan")),
        ("grow alpina; learn about packaging.", ("grow alpina", "learn about packaging")),
        ("call Ana and visit Oslo", ("call Ana", "visit Oslo")),
        ("meet Ana, Bo and Cem", ("meet Ana, Bo and Cem",)),
        ("grow by 3.5 percent", ("grow by 3.5 percent",)),
    ],
)
def test_goals_are_listed_by_numbers_lines_or_whole_parts(text: str, listed: tuple[str, ...]) -> None:
    assert goals_listed(text) == listed
