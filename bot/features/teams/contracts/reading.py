"""What other features may read and show: teams (S6, B6)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from bot.core.colleagues import names_of
from bot.core.identity import Space
from bot.core.naming import company_key
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.teams.contracts import cards
from bot.features.teams.contracts.values import AccountTeam
from bot.features.teams.rules import TeamDocument, latest


async def my_teams(reader: StoreReader, turn: Turn[Any]) -> list[AccountTeam]:
    """The teams that the member is on, by account."""
    found = await reader.of(AccountTeam).find(members=turn.scope.member)
    return sorted(found, key=lambda team: (company_key(team.account), team.created_at))


def find_teams(teams: Iterable[AccountTeam], team_id: str, account: str) -> list[AccountTeam]:
    """The teams that are meant by an id, or by the name of their account or the beginning of it."""
    every, wanted = list(teams), company_key(account)
    if not wanted:
        return [each for each in every if each.id == team_id]
    exact = [each for each in every if each.id == team_id or company_key(each.account) == wanted]
    return exact or [each for each in every if company_key(each.account).startswith(f"{wanted} ")]


async def view_team(turn: Turn[Any], team: AccountTeam) -> cards.TeamView:
    """A team with the names of the people on it."""
    names = await names_of(turn, team.members)
    return cards.TeamView(team, [names[member] for member in team.members])


async def find_documents(reader: StoreReader, teams: Collection[AccountTeam]) -> dict[str, TeamDocument]:
    """The version that holds of each team's document, by the team's id."""
    ids = tuple(team.id for team in teams)
    found = await reader.of(TeamDocument).find(team_id=ids) if ids else []
    held = {id: latest(each for each in found if each.team_id == id) for id in ids}
    return {id: document for id, document in held.items() if document}


async def accounts_shared_with(reader: StoreReader, turn: Turn[Any], spaces: Collection[Space]) -> list[str]:
    """The accounts of the member's teams with whose spaces something is shared."""
    if not spaces:
        return []
    return [team.account for team in await my_teams(reader, turn) if team.shared_space in spaces]


async def one_team(turn: Turn[Any], team_id: str) -> AccountTeam | None:
    """A team of the member's; None where there is none with this id."""
    team = await turn.one(AccountTeam, team_id)
    return team if team and turn.scope.member in team.members else None
