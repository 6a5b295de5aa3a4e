"""R1, B6: whose acquaintance it is, and which way is the warmest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import Contact, ContactId
from bot.core.identity import WORKSPACE_SPACE, MemberId, Space, WorkspaceId, own_space, team_space
from bot.features.teams.contracts.values import AccountTeam, TeamId
from bot.features.ways.cards.sharing import EVERYBODY, offered_teams, sharing_form, teams_meant
from bot.features.ways.commands import SaveAcquaintance
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


def team(number: int) -> AccountTeam:
    """One of the member's account teams."""
    id = TeamId(f"team{number}")
    return AccountTeam(
        id=id,
        workspace=WorkspaceId("T1"),
        space=team_space(id),
        created_at=NOW,
        account=f"Company {number:02}",
        members=(MemberId("U2"),),
        created_by=MemberId("U2"),
    )


TEAMS = [team(number) for number in range(12)]


def shared_with(*spaces: Space) -> Acquaintance:
    """Somebody whom the member shares as known."""
    return replace(known(), shared_with=spaces)


@pytest.mark.parametrize(
    ("spaces", "ticked"),
    [
        ((WORKSPACE_SPACE,), (EVERYBODY,)),
        ((team(1).shared_space,), ("team1",)),
        ((team(11).shared_space,), ("team11",)),
        ((team_space("left"),), ()),
        ((team_space("left"), team(2).shared_space), ("team2",)),
    ],
)
def test_the_form_ticks_those_who_may_read_it_and_nobody_else(
    spaces: tuple[Space, ...], ticked: tuple[str, ...]
) -> None:
    contact = Contact(
        id=ContactId("c1"),
        workspace=WorkspaceId("T1"),
        space=own_space(MemberId("U2")),
        created_at=NOW,
        name="Jonas Weber",
    )
    form = sharing_form("Mira", contact, "Kitano Rail", shared_with(*spaces), TEAMS, SaveAcquaintance("c1"))
    [box] = [field for field in form.fields if field.name == "with"]

    assert box.values == ticked
    assert set(ticked) <= {option.value for option in box.options}
    assert len(box.options) == 10


@given(st.sets(st.sampled_from(range(12))))
def test_what_the_form_shows_unchanged_leaves_the_teams_as_they_are(numbers: set[int]) -> None:
    before = shared_with(*(team(number).shared_space for number in numbers))
    offered = [each.id for each in offered_teams(before, TEAMS)]
    ticked = [f"team{number}" for number in numbers if f"team{number}" in offered]

    assert {each.id for each in teams_meant(before, TEAMS, ticked)} == {f"team{each}" for each in numbers}
    assert {each.id for each in teams_meant(None, TEAMS, ticked)} == set(ticked)
