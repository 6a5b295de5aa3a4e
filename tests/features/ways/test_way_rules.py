"""R1, B6: whose acquaintance it is, and which way is the warmest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import ContactId
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.features.ways.rules import Fit, fit_of, same_person, warmest_first
from bot.features.ways.values import Acquaintance, Closeness, acquaintance_id

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def known(
    name: str = "Jonas Weber", company: str = "Kitano Rail", how: Closeness = Closeness.WELL, ago: int = 0
) -> Acquaintance:
    return Acquaintance(
        id=acquaintance_id(f"{name} {company} {how} {ago}"),
        workspace=WorkspaceId("T1"),
        space=own_space(MemberId("U2")),
        created_at=NOW - timedelta(days=ago),
        contact_id=ContactId("c1"),
        name=name,
        company=company,
        closeness=how,
    )


@pytest.mark.parametrize(
    ("name", "company", "fit"),
    [
        ("Jonas Weber", "", Fit.PERSON),
        ("jonas weber", "Kitano Rail GmbH", Fit.PERSON),
        ("Weber", "", Fit.PERSON),
        ("Jónas Wéber", "", Fit.PERSON),
        ("Jonas Weber", "Halden", Fit.NO),
        ("Eva Lund", "Kitano Rail", Fit.COMPANY),
        ("Eva Lund", "", Fit.NO),
        ("Jonas", "", Fit.PERSON),
        ("Jona", "", Fit.NO),
        ("", "", Fit.NO),
    ],
)
def test_r1_an_acquaintance_is_of_the_person_or_of_the_company(name: str, company: str, fit: Fit) -> None:
    assert fit_of(known(), name, company) is fit


def test_r1_a_company_that_is_not_known_leaves_the_name_alone() -> None:
    assert fit_of(known(company=""), "Jonas Weber", "Halden") is Fit.PERSON


@given(st.text(max_size=30), st.text(max_size=30))
def test_r1_any_names_are_compared_without_failing(one: str, other: str) -> None:
    assert same_person(one, other) in (True, False)


@given(st.lists(st.tuples(st.sampled_from(Closeness), st.integers(0, 500)), max_size=8))
def test_r1_the_closest_stand_first_then_the_latest(rows: list[tuple[Closeness, int]]) -> None:
    order = [
        (list(Closeness).index(each.closeness), -each.created_at.timestamp())
        for each in warmest_first(known(how=how, ago=ago) for how, ago in rows)
    ]
    assert order == sorted(order)
    assert len(order) == len(rows)
