"""Reads the picture of the future with its path: a member's own, or the one of an account team (P4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.contacts import Contact, ContactId
from bot.domain.naming import One
from bot.domain.team_documents import AccountTeam
from bot.domain.vision import NeededPerson, PathNeed, Vision, gaps
from bot.messages.cards import Card
from bot.messages.rich import Rich
from bot.ports import NotFound, StoreReader
from bot.texts import vision as texts
from bot.usecases.people.colleagues import names_of
from bot.usecases.planning.teams import my_teams, view_team
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class Path:
    """The present vision and whom it needs; `team` where a team shares it."""

    vision: Vision
    needs: tuple[PathNeed, ...]
    team: AccountTeam | None = None


async def present(reader: StoreReader, turn: Turn[Any], team: AccountTeam | None = None) -> Path | None:
    """The member's present vision with its needs, or a team's, if there is one."""
    space = team.shared_space if team else turn.scope.own
    found = await reader.of(Vision).find(space=space, superseded_by=None, newest_first=True, limit=1)
    if not found:
        return None
    needs = await reader.of(PathNeed).find(vision_id=found[0].id)
    return Path(found[0], tuple(sorted(needs, key=lambda each: (each.need.step, each.need.name))), team)


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
