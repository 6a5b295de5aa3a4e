"""What other features may read and show: teams (S6, B6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.core.colleagues import names_of
from bot.core.naming import company_key
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.teams.contracts import cards
from bot.features.teams.contracts.values import AccountTeam


async def my_teams(reader: StoreReader, turn: Turn[Any]) -> list[AccountTeam]:
    """The teams that the member is on, by account."""
    found = await reader.of(AccountTeam).find(members=turn.scope.member)
    return sorted(found, key=lambda team: (company_key(team.account), team.created_at))


def find_teams(teams: Iterable[AccountTeam], team_id: str, account: str) -> list[AccountTeam]:
    """The teams that are meant by an id, or by the name of their account."""
    wanted = company_key(account)
    return [each for each in teams if each.id == team_id or (wanted and company_key(each.account) == wanted)]


async def view_team(turn: Turn[Any], team: AccountTeam) -> cards.TeamView:
    """A team with the names of the people on it."""
    names = await names_of(turn, team.members)
    return cards.TeamView(team, [names[member] for member in team.members])


async def one_team(turn: Turn[Any], team_id: str) -> AccountTeam | None:
    """A team of the member's; None where there is none with this id."""
    team = await turn.one(AccountTeam, team_id)
    return team if team and turn.scope.member in team.members else None
