"""S6: versions of a team document, compared and merged."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import MemberId, WorkspaceId, team_space
from bot.features.teams.contracts.reading import find_teams
from bot.features.teams.contracts.values import AccountTeam, TeamId
from bot.features.teams.rules import (
    Decision,
    DocumentSection,
    LineChange,
    TeamDocument,
    VersionId,
    diff,
    merge,
    sections,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
W, ME = WorkspaceId("T1"), MemberId("U1")
LINES = st.lists(st.text(alphabet="abc ", max_size=6).map(str.strip), max_size=6).map("\n".join)


def document(number: int, purpose: str, together: str, decisions: tuple[Decision, ...] = ()) -> TeamDocument:
    return TeamDocument(
        id=VersionId(str(number)), workspace=W, space=team_space("t"), created_at=NOW, team_id=TeamId("t"),
        number=number, author=ME, purpose=purpose, together=together, decisions=decisions,
    )  # fmt: skip


@given(LINES, LINES, LINES, LINES)
def test_s6_a_diff_holds_both_versions_line_by_line(a: str, b: str, c: str, d: str) -> None:
    old, new = document(1, a, b), document(2, c, d)
    lines = diff(old, new)
    for section, before, after in zip(DocumentSection, sections(old), sections(new), strict=True):
        here = [each for each in lines if each.section is section]
        assert [each.text for each in here if each.change is not LineChange.REMOVED] == after
        assert [each.text for each in here if each.change is not LineChange.ADDED] == before


@given(LINES, LINES, LINES)
def test_s6_what_a_member_left_alone_keeps_what_others_wrote_meanwhile(a: str, b: str, c: str) -> None:
    decided = (Decision("x", date(2026, 1, 1), ME),)
    base, now = document(1, a, a), document(2, b, a, decided)
    wanted = document(3, a, c)
    new = merge(base, now, wanted)
    assert (new.purpose, new.together, new.decisions) == (b, c, decided)


def team(id: str, account: str) -> AccountTeam:
    return AccountTeam(
        id=TeamId(id), workspace=W, space=team_space(id), created_at=NOW, account=account, members=(ME,),
        created_by=ME,
    )  # fmt: skip


def test_s6_a_team_is_found_by_the_beginning_of_its_accounts_name() -> None:
    teams = [
        team("1", "Sorano Robotics"),
        team("2", "Sorano Rail"),
        team("3", "Kitano Rail"),
        team("4", "Kitano"),
    ]

    assert [each.id for each in find_teams(teams, "", "Sorano")] == ["1", "2"]
    assert [each.id for each in find_teams(teams, "", "sorano robotics gmbh")] == ["1"]
    assert [each.id for each in find_teams(teams, "", "Kitano")] == ["4"]
    assert find_teams(teams, "", "Sora") == []
    assert find_teams(teams, "", "") == []
