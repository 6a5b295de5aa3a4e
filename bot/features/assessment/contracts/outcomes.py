"""Of which tested actions it is time to ask what followed: assessment (R3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.core.coaching.investment import Assessment
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.turn import Turn
from bot.features.assessment.rules import PlannedAction, due_outcomes
from bot.features.plans.contracts import Activity, ActivityState
from bot.language.dates import day_first_in, find_dates


async def keep_assessment(uow: UnitOfWork, assessment: Assessment) -> None:
    """Keep what changed about an assessment."""
    await uow.of(Assessment).put(assessment)


async def find_due_outcomes(reader: StoreReader, turn: Turn[Any]) -> tuple[Assessment, ...]:
    """The member's tested actions of which it is time to ask what followed, the oldest first."""
    own = turn.scope.own
    tested = await reader.of(Assessment).find(space=own)
    planned = await _find_planned(reader, turn, tested) if tested else {}
    day_first = day_first_in(turn.member.zone, turn.member.locale)
    days = {str(each.id): turn.day_of(each.created_at) for each in tested}
    for each in tested:  # the day on the plan counts before one that the words name
        if each.id not in planned or planned[each.id].on is None:
            days[each.id] = _own_day(each.action, days[each.id], day_first=day_first)
    return due_outcomes(tested, days, planned, turn.today)


async def _find_planned(
    reader: StoreReader, turn: Turn[Any], tested: Sequence[Assessment]
) -> dict[str, PlannedAction]:
    """What the plan says of tested actions, by the ids of their assessments."""
    by_activity = {each.activity_id: str(each.id) for each in tested if each.activity_id}
    own = turn.scope.own
    of_tests = await reader.of(Activity).find(assessment_id=tuple(each.id for each in tested), space=own)
    linked = await reader.of(Activity).find(id=tuple(by_activity), space=own) if by_activity else []
    found: dict[str, PlannedAction] = {}
    for each in (*of_tests, *linked):
        key = by_activity.get(each.id) or str(each.assessment_id)
        found[key] = PlannedAction(each.on, each.state is ActivityState.DROPPED)
    return found


def _own_day(action: str, tested_on: date, *, day_first: bool) -> date:
    """The last day that an action names for itself, else the day of its test."""
    spans = find_dates(action, tested_on, day_first=day_first)
    return max((tested_on, *(each.planned.last for each in spans)))
