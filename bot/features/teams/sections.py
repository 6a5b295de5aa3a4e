"""What teams add to an account's page: who works it with the member, where they are on its team (S6)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account
from bot.core.ports.store import StoreReader
from bot.core.sections import ACCOUNT, Section, Told, tell
from bot.core.turn import Turn
from bot.features.teams.cards.account import team_part
from bot.features.teams.contracts.reading import find_teams, my_teams, view_team


async def team_of(reader: StoreReader, turn: Turn[Any], account: Account) -> tuple[Told, ...]:
    """The account's team, where the member is on it; nothing else is shown of it."""
    teams = find_teams(await my_teams(reader, turn), "", account.name)[:1]
    views = [await view_team(turn, each) for each in teams]
    return tuple(told for view in views for told in tell(team_part(view), view.about))


SECTIONS = (Section(ACCOUNT, 30, team_of),)
