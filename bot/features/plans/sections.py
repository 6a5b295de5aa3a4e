"""What plans add to an agenda and to an account's page: what was done, and what is to come (R1, F4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.meeting_points import MeetingPoint
from bot.core.ports.store import StoreReader
from bot.core.sections import ACCOUNT, COMPARED, MEETING, REVIEWED, ComparedPoint, Section, Told, tell
from bot.core.turn import Turn
from bot.features.plans.cards import account as account_cards
from bot.features.plans.cards import points
from bot.features.plans.contracts import Activity, ActivityState

_MOST = 3
"""Activities to come that an agenda offers."""


async def meeting_points(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """What was done of the plan, and what it has next, what is overdue first."""
    done = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.DONE)
    planned = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.PLANNED)
    planned.sort(key=lambda each: (each.on or date.max, each.created_at))
    next_ones = [points.planned_point(each, turn.today) for each in planned[:_MOST]]
    return (*map(points.done_point, done), *next_ones)


async def planned_with(reader: StoreReader, turn: Turn[Any], account: Account) -> tuple[Told, ...]:
    """What is planned with an account and its people, what is due first; or that nothing is."""
    planned = await _planned_at(reader, turn, account)
    shown = planned[: account_cards.MOST]
    names = {each.id: "".join(turn.people.names([each.contact_id or ""])) for each in shown}
    parts = account_cards.planned(
        account.id, [(each, names[each.id]) for each in shown], len(planned), turn.today
    )
    return tell(parts, (id for each in shown for id in each.about))


async def _planned_at(reader: StoreReader, turn: Turn[Any], account: Account) -> list[Activity]:
    people = tuple(each.id for each in turn.people.at(account.id))
    found = await reader.of(Activity).find(account_id=account.id, state=ActivityState.PLANNED)
    if people:
        found += await reader.of(Activity).find(contact_id=people, state=ActivityState.PLANNED)
    unique = {each.id: each for each in found}.values()
    return sorted(unique, key=lambda each: (each.on or date.max, each.created_at))


async def compared(
    reader: StoreReader, turn: Turn[Any], whom: Contact | Account
) -> tuple[ComparedPoint, ...]:
    """What is planned next with somebody, and how much there is."""
    if isinstance(whom, Account):
        planned = await _planned_at(reader, turn, whom)
    else:
        planned = await reader.of(Activity).find(contact_id=whom.id, state=ActivityState.PLANNED)
        planned.sort(key=lambda each: (each.on or date.max, each.created_at))
    if not planned:
        return ()
    first = planned[0]
    words = account_cards.next_words(first, len(planned) - 1)
    point = ComparedPoint(label="Planned next", words=words, about=first.about, number=len(planned))
    return (point,)


SECTIONS = (
    Section(MEETING, 20, meeting_points),
    Section(ACCOUNT, 20, planned_with),
    Section(COMPARED, 40, compared),
    Section(REVIEWED, 40, compared),
)
