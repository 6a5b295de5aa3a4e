"""What agendas and summaries are drafted from: commitments, goals, the objective, activities with outcomes.

Notes are private, so nothing of them is among these (F4): a member may tick sentences of notes later.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.contacts import Contact
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.core.ports.books import StoreReader
from bot.core.relations import of_contact
from bot.core.turn import Turn
from bot.features.goals.contracts import Goal, GoalState
from bot.features.meetings.rules import MeetingPoint, Topic
from bot.features.objectives.contracts.reading import versions_of
from bot.features.objectives.contracts.values import current
from bot.features.plans.contracts import Activity, ActivityState


async def agenda_points(
    reader: StoreReader, turn: Turn[Any], contact: Contact, since: date | None
) -> list[MeetingPoint]:
    """The points of an agenda or summary; what was accomplished counts from the last meeting on."""
    return [
        *await _objectives(reader, turn, contact),
        *await _accomplished(reader, contact, since),
        *await _next(reader, contact),
    ]


async def _objectives(reader: StoreReader, turn: Turn[Any], contact: Contact) -> list[MeetingPoint]:
    held = current(await versions_of(reader, of_contact(turn, contact)))
    if held is None:
        return []
    both = [f"{each.party}: {each.text}" for each in held.benefits]
    sides = (MeetingPoint(Topic.OBJECTIVES, text) for text in both)
    return [MeetingPoint(Topic.OBJECTIVES, held.text, "mutual objective"), *sides]


async def _accomplished(reader: StoreReader, contact: Contact, since: date | None) -> list[MeetingPoint]:
    done = await reader.of(Activity).find(contact_id=contact.id, state=ActivityState.DONE)
    kept = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.KEPT)
    reached = await reader.of(Goal).find(contact_id=contact.id, state=GoalState.REACHED)
    lately = [each for each in done if since is None or (each.on or since) >= since]
    return [
        # What came of it is a note of the member's own: its sentences are there to be ticked.
        *(MeetingPoint(Topic.ACCOMPLISHED, _ended(each.text), "done, from the plan") for each in lately),
        *(MeetingPoint(Topic.ACCOMPLISHED, _promised(each, contact), "kept") for each in kept),
        *(
            MeetingPoint(Topic.ACCOMPLISHED, each.text, "goal reached")
            for each in reached
            if since is None or each.ends >= since
        ),
    ]


async def _next(reader: StoreReader, contact: Contact) -> list[MeetingPoint]:
    goals = await reader.of(Goal).find(contact_id=contact.id, state=GoalState.OPEN)
    promises = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.OPEN)
    return [
        *(MeetingPoint(Topic.NEXT, each.text, f"goal until {_day(each.ends)}") for each in goals),
        *(MeetingPoint(Topic.NEXT, _promised(each, contact), _due(each)) for each in promises),
    ]


def _promised(commitment: Commitment, contact: Contact) -> str:
    who = "We" if commitment.by is Promiser.MEMBER else contact.name
    return f"{who}: {_ended(commitment.what)}"


def _due(commitment: Commitment) -> str:
    return f"promised, due {_day(commitment.due_on)}" if commitment.due_on else "promised"


def _ended(text: str) -> str:
    return text.strip().rstrip(".")


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
