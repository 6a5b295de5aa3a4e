"""What this feature adds to a brief and to an agenda: the mutual objective (F7)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.meeting_points import MeetingPoint
from bot.core.members import Member, Role
from bot.core.naming import company_key
from bot.core.ports.store import StoreReader
from bot.core.relations import Relation, of_contact
from bot.core.sections import (
    BRIEF,
    COMPARED,
    HOME,
    MEETING,
    OBJECTIVE_POINT,
    REVIEWED,
    ComparedPoint,
    Section,
    Told,
    tell,
)
from bot.core.turn import Turn
from bot.core.words import shorten
from bot.features.objectives.cards import home, points
from bot.features.objectives.cards import objectives as cards
from bot.features.objectives.contracts.reading import find_shared_about, versions_of
from bot.features.objectives.contracts.values import MutualObjective, current
from bot.features.teams.contracts.reading import find_documents, my_teams

_MOST = 6
"""Alliances that the Home tab shows."""
_WORDS = 120
"""Characters of an objective beside that of somebody else."""


async def objective(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """What a brief says of the objective with a contact or its company; a colleague's, where it is shared."""
    held = current(await versions_of(reader, of_contact(turn, contact)))
    if held is None and contact.account_id:
        held = current(await reader.of(MutualObjective).find(account_id=contact.account_id))
    shared = [] if held else await find_shared_about(reader, contact)
    if shared:
        return tell(cards.section(shared[0], by_colleague=True), (shared[0].id,))
    return tell(cards.section(held), (held.id,)) if held else ()


async def meeting_points(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """The objective with a contact, and what each side has of it."""
    held = current(await versions_of(reader, of_contact(turn, contact)))
    return tuple(points.objective_points(held)) if held else ()


async def alliances(reader: StoreReader, turn: Turn[Any], member: Member) -> tuple[Told, ...]:
    """For an alliance manager: each alliance with its document and its objective."""
    if member.role is not Role.ALLIANCE_MANAGER:
        return ()
    teams = await my_teams(reader, turn)
    documents = await find_documents(reader, teams[:_MOST])
    by_company: dict[str, list[MutualObjective]] = {}
    for each in await reader.of(MutualObjective).find() if teams else ():
        by_company.setdefault(company_key(each.company or each.name), []).append(each)
    rows = []
    for team in teams[:_MOST]:
        document, account = documents.get(team.id), turn.people.account(team.account)
        rows.append(
            home.AllianceView(
                team=team,
                account_id=account.id if account else "",
                document_id=document.id if document else "",
                version=document.number if document else 0,
                objective=current(by_company.get(company_key(team.account), ())),
            )
        )
    return tell(home.alliances(rows, len(teams)), (id for row in rows for id in row.about))


async def compared(
    reader: StoreReader, turn: Turn[Any], whom: Contact | Account
) -> tuple[ComparedPoint, ...]:
    """The mutual objective with somebody, where one is written down."""
    found = of_contact(turn, whom) if isinstance(whom, Contact) else Relation(account=whom)
    held = current(await versions_of(reader, found))
    if held is None:
        return ()
    return (ComparedPoint(label=OBJECTIVE_POINT, words=shorten(held.text, _WORDS), about=held.about),)


SECTIONS = (
    Section(BRIEF, 30, objective),
    Section(MEETING, 10, meeting_points),
    Section(HOME, 20, alliances),
    Section(COMPARED, 20, compared),
    Section(REVIEWED, 20, compared),
)
