"""Reads what agendas and summaries are drafted from: commitments, goals, the objective, activities (F4).

Notes are private, so nothing of them is among these: a member may tick sentences of notes later.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.contacts import Contact
from bot.core.notes import Commitment, CommitmentState
from bot.core.ports.books import StoreReader
from bot.core.relations import of_contact
from bot.core.turn import Turn
from bot.features.goals.contracts import Goal, GoalState
from bot.features.meetings.cards import points
from bot.features.meetings.rules import MeetingPoint
from bot.features.objectives.contracts.reading import versions_of
from bot.features.objectives.contracts.values import current
from bot.features.plans.contracts import Activity, ActivityState


async def agenda_points(
    reader: StoreReader, turn: Turn[Any], contact: Contact, since: date | None
) -> list[MeetingPoint]:
    """The points of an agenda or summary; what was accomplished counts from the last meeting on."""
    objective = current(await versions_of(reader, of_contact(turn, contact)))
    return [
        *(points.objective_points(objective) if objective else ()),
        *await _accomplished(reader, contact, since),
        *await _next(reader, contact),
    ]


async def _accomplished(reader: StoreReader, contact: Contact, since: date | None) -> list[MeetingPoint]:
    done = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.DONE)
    kept = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.KEPT)
    reached = await reader.of(Goal).find(contact_id=contact.id, state=GoalState.REACHED)
    return [
        *(points.done_point(each) for each in done if since is None or (each.on or since) >= since),
        *(points.kept_point(each, contact.name) for each in kept),
        *(points.reached_point(each) for each in reached if since is None or each.ends >= since),
    ]


async def _next(reader: StoreReader, contact: Contact) -> list[MeetingPoint]:
    goals = await reader.of(Goal).find(contact_id=contact.id, state=GoalState.OPEN)
    promises = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.OPEN)
    return [
        *(points.goal_point(each) for each in goals),
        *(points.promise_point(each, contact.name) for each in promises),
    ]
