"""R1: a relationship plan is no list of deals."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.features.plans.contracts import Activity, ActivityId, ActivityState
from bot.features.plans.rules import is_list_of_deals, rhythm_of, speaks_of_a_deal, to_do_first

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
W, ME = WorkspaceId("T1"), MemberId("U1")


def activity(number: int, state: ActivityState, on: date | None) -> Activity:
    return Activity(
        id=ActivityId(str(number)), workspace=W, space=own_space(ME), created_at=NOW, text="x", owner=ME,
        state=state, on=on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_deal"),
    [
        ("Close the licence renewal in March", True),
        ("Send the proposal for 80k EUR", True),
        ("Visit the warehouse and ask about the renewal", False),
        ("Introduce her to Lars", False),
        ("Read her paper on carbon", False),
    ],
)
def test_r1_an_activity_about_a_sale_is_told_from_one_for_the_relationship(text: str, is_deal: bool) -> None:
    assert speaks_of_a_deal(text) is is_deal


@given(st.lists(st.text(max_size=20)), st.lists(st.sampled_from(["Visit Ana", "Introduce Lars"]), min_size=1))
def test_r1_a_plan_that_is_half_relationship_is_no_list_of_deals(more: list[str], good: list[str]) -> None:
    assert not is_list_of_deals([*good, *more[: len(good)]])


@given(st.lists(st.tuples(st.sampled_from(ActivityState), st.none() | st.dates()), max_size=8))
def test_r1_what_is_to_come_stands_first_by_date(rows: list[tuple[ActivityState, date | None]]) -> None:
    made = [activity(number, *row) for number, row in enumerate(rows)]
    ordered = to_do_first(made)
    planned = [each.on or date.max for each in ordered if each.state is ActivityState.PLANNED]
    assert sorted(map(id, ordered)) == sorted(map(id, made))
    assert planned == sorted(planned)
    assert all(each.state is ActivityState.PLANNED for each in ordered[: len(planned)])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Walk the depot with her every 6 weeks", 42),
        ("every quarter, go through his cost plan with our CFO", 91),
        ("Lunch every other month", 60),
        ("once a month a call with her planners", 30),
        ("Monthly hour at her desk", 30),
        ("Visit her warehouse on 3 December", None),
        ("Ask what everybody there expects", None),
        ("every 90 weeks", None),
    ],
)
def test_r1_the_words_of_an_activity_may_name_a_rhythm(text: str, days: int | None) -> None:
    found = rhythm_of(text)

    assert (found.days if found else None) == days
