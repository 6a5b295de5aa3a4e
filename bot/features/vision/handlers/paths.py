"""Reads a vision with its path, a member's own or the one of an account team, as a member sees it (P4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.colleagues import names_of
from bot.core.contacts import Contact, ContactId
from bot.core.naming import One
from bot.core.turn import Turn
from bot.core.words import OWN_COMPANY
from bot.features.teams.contracts.reading import my_teams, view_team
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision.cards.vision import PathView, Sharing
from bot.features.vision.contracts import NeededPerson, Path, Vision, find_present_path
from bot.language.names import fold


async def find_path(turn: Turn[Any], vision_id: str) -> Path | None:
    """A vision that still is the present one; None for an older one, or one that is not for the member."""
    vision = await turn.one(Vision, vision_id)
    if vision is None:
        return None
    async with turn.read() as reader:
        teams = {team.shared_space: team for team in await my_teams(reader, turn)}
    path = await find_present_path(turn, teams.get(vision.space))
    return path if path and path.vision.id == vision_id else None


def for_viewer(turn: Turn[Any], path: Path) -> Path:
    """A team's path as one member sees it: who of it is among this member's own contacts."""
    if path.team is None:
        return path
    needs = tuple(replace(row, contact_id=find_contact(turn, row.need)) for row in path.needs)
    return replace(path, needs=needs)


def find_contact(turn: Turn[Any], need: NeededPerson) -> ContactId | None:
    """A contact of the member's that a need names: by the whole name, or by a title that one alone has."""
    match turn.people.who(need.name, need.company):
        case One(contact) if contact.name.casefold() == need.name.casefold():
            return contact.id
    held = [each for each in turn.people.contacts if each.title and _has_role(turn, each, need)]
    return held[0].id if len(held) == 1 else None


def _has_role(turn: Turn[Any], contact: Contact, need: NeededPerson) -> bool:
    """Whether a contact has the title that is needed: at that company, or among one's own people."""
    if fold(contact.title) != fold(need.name):
        return False
    company = turn.people.company(contact)
    if need.inside:
        return company in ("", OWN_COMPANY)
    return bool(company) and fold(company) == fold(need.company)


async def view_path(turn: Turn[Any], path: Path | None, team: AccountTeam | None) -> PathView:
    """What the card of a member's own path, or of a team's, says; None where none is written yet."""
    return PathView(
        path=for_viewer(turn, path) if path else None,
        contacts={contact.id: contact for contact in turn.people.contacts},
        sharing=await _sharing(turn, path, team),
    )


async def _sharing(turn: Turn[Any], path: Path | None, team: AccountTeam | None) -> Sharing:
    async with turn.read() as reader:
        others = [each for each in await my_teams(reader, turn) if each != team]
    if team is None:
        return Sharing(others=others)
    author = path.vision.author if path else ""
    names = await names_of(turn, [author] if author else [])
    return Sharing(await view_team(turn, team), names.get(author), others)
