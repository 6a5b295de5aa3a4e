"""Reads the picture of the future with its path: a member's own, or the one of an account team (P4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.cards import Card
from bot.core.colleagues import names_of
from bot.core.contacts import Contact, ContactId
from bot.core.naming import One
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.features.teams.contracts.reading import my_teams, view_team
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision import cards as texts
from bot.features.vision.contracts import NeededPerson, Path, Vision, gaps, present


async def path_of(reader: StoreReader, turn: Turn[Any], vision_id: str) -> Path | None:
    """A vision that still is the present one; None for an older one, or one that is not for the member."""
    try:
        vision = await reader.of(Vision).get(vision_id)
    except NotFound:
        return None
    teams = {team.shared_space: team for team in await my_teams(reader, turn)}
    path = await present(reader, turn, teams.get(vision.space))
    return path if path and path.vision.id == vision_id else None


def for_viewer(turn: Turn[Any], path: Path) -> Path:
    """A team's path as one member sees it: who of it is among this member's own contacts."""
    if path.team is None:
        return path
    needs = tuple(replace(row, contact_id=find_contact(turn, row.need)) for row in path.needs)
    return replace(path, needs=needs)


def find_contact(turn: Turn[Any], need: NeededPerson) -> ContactId | None:
    """A contact of the member's that a need names by its whole name."""
    match turn.people.who(need.name, need.company):
        case One(contact) if contact.name.casefold() == need.name.casefold():
            return contact.id
    return None


async def path_card(
    turn: Turn[Any],
    path: Path | None,
    *,
    team: AccountTeam | None = None,
    change: str = "",
    first: Rich = (),
) -> Card:
    """The card of a path; without one, how to begin."""
    seen = await view_team(turn, team) if team else None
    if path is None:
        return texts.none_yet(seen)
    contacts: dict[str, Contact] = {contact.id: contact for contact in turn.people.contacts}
    mine = for_viewer(turn, path)
    author = (await names_of(turn, [path.vision.author]))[path.vision.author] if team else None
    async with turn.read() as reader:
        others = [each for each in await my_teams(reader, turn) if each != team]
    return texts.path(
        path.vision,
        mine.needs,
        contacts,
        gaps(mine.needs, contacts),
        texts.Sharing(seen, author, others),
        change=change,
        first=first,
    )
