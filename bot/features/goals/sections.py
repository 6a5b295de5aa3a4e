"""What a member has set out to do with somebody: goals and planned activities (B2, F3, F4, R1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.meeting_points import MeetingPoint
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import BRIEF, COMPARED, HOME, MEETING, REVIEWED, ComparedPoint, Section, Told, tell
from bot.core.turn import Turn
from bot.core.words import shorten
from bot.features.goals.cards import home, lists, points
from bot.features.goals.contracts import Goal, GoalState
from bot.features.plans.contracts import Activity, ActivityState

_MOST = 3


async def set_out(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """The open goals, and what is planned next; empty where there is nothing."""
    goals = await reader.of(Goal).find(contact_id=contact.id, state=GoalState.OPEN)
    planned = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.PLANNED)
    planned.sort(key=lambda each: (each.on or date.max, each.created_at))
    goals.sort(key=lambda each: (each.ends, each.created_at))
    parts = lists.section(goals[:_MOST], planned[:_MOST], turn.today)
    return tell(parts, [*(goal.id for goal in goals[:_MOST]), *(each.id for each in planned[:_MOST])])


async def meeting_points(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[MeetingPoint, ...]:
    """The goals that were reached, and the open ones."""
    reached = await reader.of(Goal).find(contact_id=contact.id, state=GoalState.REACHED)
    still_open = await reader.of(Goal).find(contact_id=contact.id, state=GoalState.OPEN)
    return (*map(points.reached_point, reached), *map(points.goal_point, still_open))


async def goals_at_home(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """The open goals, the next to end first; for a newcomer nothing."""
    if not turn.people.contacts:
        return ()
    found = await reader.of(Goal).find(space=turn.scope.own, state=GoalState.OPEN)
    found.sort(key=lambda each: (each.ends, each.created_at))
    shown = [
        lists.GoalView(each, "".join(turn.people.names([each.contact_id]) if each.contact_id else ()))
        for each in found[:_MOST]
    ]
    return tell(home.goals(shown, len(found)), (id for each in shown for id in each.goal.about))


async def compared(reader: StoreReader, _: Turn[Any], whom: Contact | Account) -> tuple[ComparedPoint, ...]:
    """The open goals with a contact; a company has none of its own."""
    if isinstance(whom, Account):
        return ()
    goals = await reader.of(Goal).find(contact_id=whom.id, state=GoalState.OPEN)
    if not goals:
        return ()
    words = "; ".join(shorten(each.text, 80) for each in goals[:_MOST])
    about = tuple(each.id for each in goals[:_MOST])
    return (ComparedPoint(label="Goals", words=words, about=about, number=len(goals)),)


SECTIONS = (
    Section(COMPARED, 30, compared),
    Section(REVIEWED, 30, compared),
    Section(BRIEF, 40, set_out),
    Section(MEETING, 40, meeting_points),
    Section(HOME, 80, goals_at_home),
)
